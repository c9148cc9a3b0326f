import { cdkProgram } from '../../../bin/cli/aws/cdk'

test('the CDK of this project is found', () => {
  expect(cdkProgram()).toMatch(/node_modules\/aws-cdk\/bin\/cdk$/)
})

test('where it was left out, a line says what brings it', () => {
  expect(() => cdkProgram('/nonexistent/cdk.ts')).toThrow(
    'deploying needs the CDK, which npm ci --omit=dev leaves out: npm ci --workspaces=false brings it',
  )
})

import { isRetained } from '../../../bin/cli/aws/kept-tables'

test.each([
  [{ Resources: { VisitsA586527A: { DeletionPolicy: 'Retain' } } }, true],
  [{ Resources: { VisitsA586527A: { DeletionPolicy: 'RetainExceptOnCreate' } } }, true],
  [{ Resources: { VisitsA586527A: { DeletionPolicy: 'Delete' } } }, false],
  [{ Resources: { VisitsA586527A: {} } }, false],
  [{}, false],
])('of the template %j the table outlives the stack: %s', (template, outlives) => {
  expect(isRetained(JSON.stringify(template))).toBe(outlives)
})

import { packedManifest } from '../../../bin/package/manifest'
import repository from '../../../package.json'

const packed = packedManifest(repository) as Record<string, object>

test('the package asks for the CDK of the app that it is in, and installs nothing', () => {
  const { 'aws-cdk-lib': cdk, constructs } = repository.devDependencies
  expect(packed.peerDependencies).toEqual({ 'aws-cdk-lib': `^${cdk}`, constructs: `^${constructs}` })
  const installing = ['dependencies', 'optionalDependencies', 'devDependencies', 'scripts', 'overrides']
  expect(Object.keys(packed).filter((name) => installing.includes(name))).toEqual([])
})

test('it is no more for a registry than the repository is', () => {
  expect(packed).toMatchObject({ name: 'visitbook', version: repository.version, private: true })
})

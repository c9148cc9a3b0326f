/** swc compiles TypeScript without checking it; `tsc --noEmit` in `npm run check` does that. */
module.exports = {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
  reporters: ['default', '<rootDir>/test/support/counts-reporter.js'],
  testTimeout: 30_000,
}

// The SDK warns on Node 20 in every worker; that is for us to act on, once, in package.json.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

/** swc compiles TypeScript without checking it; `tsc --noEmit` in `npm run check` does that. */
module.exports = {
  roots: ['<rootDir>/test'],
  testEnvironment: 'node',
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }] },
  reporters: ['default', '<rootDir>/test/support/counts-reporter.js'],
  testTimeout: 30_000,
}

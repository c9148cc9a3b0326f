const { availableParallelism } = require('node:os')
const { projects } = require('./test/support/jest/projects')

// The SDK warns on Node 20 in every worker; that is for us to act on, once, in package.json.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'

const size = process.env.VISITBOOK_TESTS
if (size && !['all', 'few'].includes(size))
  throw new Error(`VISITBOOK_TESTS must be all or few, or not set; it is "${size}"`)

/** swc compiles TypeScript without checking it; `npm run types` does that. */
const common = {
  roots: ['<rootDir>/test'],
  testEnvironment: '<rootDir>/test/support/jest/environment.js',
  globalSetup: '<rootDir>/test/support/jest/fetch-first.js',
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' } }],
    '/hyparquet[\\w-]*/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2023' }, module: { type: 'commonjs' } }],
  },
  transformIgnorePatterns: ['/node_modules/(?!hyparquet)'], // it comes as ES modules, which jest does not read
}

module.exports = {
  projects: projects.map(({ name, tests }) => ({ ...common, displayName: name, testMatch: tests })),
  reporters: ['default', '<rootDir>/test/support/jest/counts-reporter.js'],
  testSequencer: '<rootDir>/test/support/jest/longest-first.js',
  maxWorkers: availableParallelism() + 1, // tests in a browser wait for half of their time
  testTimeout: 120_000, // a slow machine bundles all functions in one hook
}

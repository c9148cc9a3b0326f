const hooks = require('node:async_hooks')

const jest = require.resolve('@jest/core', { paths: [require.resolve('jest')] })
const node = require.resolve('jest-environment-node', {
  paths: [require.resolve('jest-config', { paths: [jest] })],
})
const { default: NodeEnvironment } = require(node)

/** What keeps a value along promises, as made since the suite began. */
const made = new Set()

hooks.AsyncLocalStorage = class extends hooks.AsyncLocalStorage {
  constructor(...options) {
    super(...options)
    made.add(this)
  }
}

/**
 * Jest's runner makes an `AsyncLocalStorage` for each suite and never ends it. Before Node 24 each promise is then told to every one
 * of them, so that the last suites of a worker took up to three times as long. Here they end with their suite.
 */
module.exports = class extends NodeEnvironment {
  async teardown() {
    for (const storage of made) storage.disable()
    made.clear()
    await super.teardown()
  }
}

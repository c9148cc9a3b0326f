const { dirname } = require('node:path')

const jest = require.resolve('@jest/core', { paths: [require.resolve('jest')] })
const { default: Sequencer } = require(require.resolve('@jest/test-sequencer', { paths: [jest] }))

/** Projects by how long their suites take. */
const order = ['bundle', 'browser', 'engine', 'unit']
const wholeRepository = dirname(dirname(__dirname))

/** What lies in test/ itself is about all of the repository, and README's commands take as long as any. */
const rankOf = ({ path, context }) =>
  dirname(path) === wholeRepository ? -1 : order.indexOf(context.config.displayName.name)

/**
 * Jest begins with what took longest the last time, and in a fresh clone, which has no last time, with the largest file.
 * README's suite is a small file: begun among the last, it would keep one worker busy while the other has nothing to do.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    const isKnown = sorted.every(({ duration }) => duration !== undefined)
    return isKnown ? sorted : sorted.toSorted((one, other) => rankOf(one) - rankOf(other))
  }
}

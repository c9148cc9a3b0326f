const { dirname } = require('node:path')

const core = require.resolve('@jest/core', { paths: [require.resolve('jest')] })
const { default: Sequencer } = require(require.resolve('@jest/test-sequencer', { paths: [core] }))

const wholeRepository = dirname(dirname(__dirname))

/** What lies in test/ itself is about all of the repository, and README's commands take as long as any: it begins. */
const isFirst = ({ path }) => dirname(path) === wholeRepository

const projectOf = ({ context }) => context.config.displayName.name

/**
 * Each project spread over the run, in its own order. A browser's suite waits for half of its time: beside one that computes
 * it costs nothing, and three of a kind leave the machine idle or quarrel over it. What starts nothing is short, and ends
 * the run, so that all workers end together.
 */
function spread(tests) {
  const placed = [...new Set(tests.map(projectOf))].flatMap((project) => {
    const own = tests.filter((test) => projectOf(test) === project)
    const end = project === 'unit' ? 1 : 0.9
    return own.map((test, at) => ({ test, place: isFirst(test) ? -1 : (at / own.length) * end }))
  })
  return placed.toSorted((one, other) => one.place - other.place).map(({ test }) => test)
}

/**
 * Jest begins with what took longest the last time, and in a fresh clone, which has no last time, with the largest file.
 * That put all browsers beside each other, and README's suite, a small file, among the last.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests)
    const isKnown = sorted.every(({ duration }) => duration !== undefined)
    return isKnown ? sorted : spread(sorted)
  }
}

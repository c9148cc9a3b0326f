const small =
  'Tests in small size; VISITBOOK_TESTS=all runs long models, soaks and the widest tables in full.'
const sizes = {
  all: 'Tests in full size.',
  few: 'Tests in the smallest size; npm test runs more rows of the slowest tables.',
}
const size = sizes[process.env.VISITBOOK_TESTS] ?? small

/** Closes a run with its size, and its counts on one plain line, `12 passed, 0 failed`, which CI reads. */
module.exports = class CountsReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
    console.log(size)
    console.log(`${numPassedTests} passed, ${failed} failed${skipped}`)
  }
}

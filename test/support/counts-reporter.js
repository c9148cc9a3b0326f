const size =
  process.env.VISITBOOK_TESTS === 'all'
    ? 'Tests in full size.'
    : 'Tests in small size; VISITBOOK_TESTS=all runs long models, soaks and the widest tables in full.'

/** Closes a run with its size, and its counts on one plain line, `12 passed, 0 failed`, which CI reads. */
module.exports = class CountsReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests }) {
    const failed = numFailedTests + numRuntimeErrorTestSuites
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
    console.log(size)
    console.log(`${numPassedTests} passed, ${failed} failed${skipped}`)
  }
}

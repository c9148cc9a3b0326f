const { execFileSync } = require('node:child_process')
const { join } = require('node:path')

/** What is made or fetched once is there before any test waits for it: a hook has two minutes, and workers would do it side by side. */
module.exports = () => {
  execFileSync(process.execPath, ['--import', 'tsx', join(__dirname, 'fetch.ts')], { stdio: 'inherit' })
}

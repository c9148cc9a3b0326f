import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** 5,000 real requests. They stand beside the repository, not in it: they hold the addresses of real people. */
export const realLog = join(__dirname, '../../../shared/data/access.log.gz')

/** Page views in it; import.test.ts counts them with awk. */
export const realLogViews = 2047

/** `describe` where the log is there; elsewhere the tests are skipped, and it says so. */
export function describeWithRealLog(name: string, tests: () => void): void {
  if (existsSync(realLog)) describe(name, tests)
  else {
    process.stderr.write(`Skipping the tests of ${name}: the real log is not at ${realLog}\n`)
    describe.skip(name, tests)
  }
}

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** 5,000 real requests. They stand beside the repository, not in it: they hold the addresses of real people. */
export const realLog = join(__dirname, '../../../shared/data/access.log.gz')

/** Page views in it; import.test.ts counts them with awk. */
export const realLogViews = 2151

/**
 * What awk prints of each page view in it, `$1` being the address and `$0` the line: the same rule in another
 * language, in which neither our parser nor our list of reasons has a part.
 */
export function pageViewsByAwk(printed: '$0' | '$1'): string[] {
  const program = `{ split($7, part, "?"); count = split(part[1], segment, "/"); type = tolower(segment[count])
    if (!sub(/.*\\./, "", type)) type = ""
    asset = type ~ /^(css|js|jar|xsl|swf|png|jpe?g|gif|svg|ico|ttf|woff|txt|xml|gz|exe|gem|doc)$/
    answered = ($9 ~ /^2/ || $9 == 304) && !(type == "pdf" && $9 == 206)
    if ($6 == "\\"GET" && answered && !asset) print ${printed} }`
  const input = gunzipSync(readFileSync(realLog))
  return execFileSync('awk', [program], { input, encoding: 'latin1' }).trimEnd().split('\n')
}

/** `describe` where the log is there; elsewhere the tests are skipped, and it says so. */
export function describeWithRealLog(name: string, tests: () => void): void {
  if (existsSync(realLog)) describe(name, tests)
  else {
    process.stderr.write(`Skipping the tests of ${name}: the real log is not at ${realLog}\n`)
    describe.skip(name, tests)
  }
}

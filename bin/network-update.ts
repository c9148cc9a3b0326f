import { rmSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { currentSources } from '../lib/assets/network-table/sources/source-set'
import { exitCodes, Failure, wrongUsage } from './cli/failure'
import { interruption } from './cli/terminal/interruption'
import { checkedUrl } from './network/download'
import { knownAddresses, knownAnswers, printChanges } from './network/known-answers'
import { updatePackages } from './network/packages'
import { releasedHashes, releases, takeReleases, tidy } from './network/releases'

const help = `
Brings the sources of the network table up to date, makes the table, and prints what changed for the
addresses of ${knownAddresses}.
Nothing is touched when nothing is newer, or when anything fails.

Without options it asks the npm registry and pins the latest packages in lib/assets/network-table/
sources/packages; commit its two files. Their makers say that they contain bugs and that updates by npm stop.

With --releases it takes the makers' releases, 60 MB, into .networks, which is in no commit. They win
over the packages while they are newer; delete the folder to go back. They are checked by the SHA-256
that is given beside them, and refused when a line makes no sense, or when they differ too much from
the last: lines 75 to 200 %; of 10,000 addresses at most 10 % in them no more, 10 % of another AS,
25 % of another country, 5 % without a name. .networks/DAY/provenance.json keeps where they come from.

Afterwards run npx jest test/network, and npm run deploy.

Environment:
  VISITBOOK_NETWORK_RELEASES  takes the place of --url

Exit codes: 0 done, or nothing newer; 1 failed; 2 wrong usage`

interface Options {
  readonly releases?: true
  readonly url?: string
  readonly hashes?: string
  readonly date?: string
  readonly anyway?: boolean
}

const command = new Command('npm run network:update --')
  .option('--releases', 'take the makers’ releases')
  .option('--url <address>', `folder of their files, https (default: ${releases})`)
  .option('--hashes <address>', `folder of FILE.sha256 (default: that of --url, or ${releasedHashes})`)
  .option('--date <day>', 'the day of the files, where the server does not tell it')
  .option('--anyway', 'take releases that differ too much from the last, too')
  .addHelpText('after', help)
  .exitOverride()
  .action(update)

async function update(options: Options): Promise<void> {
  const { releases: isReleases, ...rest } = options
  if (isReleases) return updateFromReleases(rest)
  const [odd] = Object.keys(rest)
  if (odd !== undefined) throw wrongUsage(`--${odd} goes with --releases`)
  updatePackages()
}

async function updateFromReleases({ url, hashes, date, anyway = false }: Options): Promise<void> {
  const given = url ?? (process.env.VISITBOOK_NETWORK_RELEASES || undefined)
  const [from, sums] = [given ?? releases, hashes ?? given ?? releasedHashes].map(folderAt) as [
    string,
    string,
  ]
  const ended = interruption()
  const before = knownAnswers()
  const say = (line: string) => console.log(line)
  const kept = await takeReleases({ url: from, hashes: sums, ...dayOf(date), isAnyway: anyway, ended, say })
  if (kept === null) {
    console.log(`nothing is newer; the network table stays that of ${currentSources().date}`)
    return
  }
  try {
    printChanges(before)
  } catch (error) {
    rmSync(kept, { recursive: true }) // no table can be made of them
    throw error
  }
  tidy(kept)
}

const folderAt = (text: string): string => checkedUrl(text).href.replace(/\/+$/, '')

function dayOf(date: string | undefined): { readonly date?: string } {
  if (date === undefined) return {}
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  const isDay = time <= Date.now() && new Date(time).toISOString().startsWith(date)
  if (!isDay) throw wrongUsage(`--date ${date}: expected a day that has begun, such as 2026-11-22`)
  return { date }
}

async function main(): Promise<number> {
  try {
    await command.parseAsync()
    return exitCodes.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage
    console.error(`network:update: ${(error as Error).message}`)
    return error instanceof Failure ? error.code : exitCodes.failed
  }
}

main().then((code) => {
  process.exitCode = code
})

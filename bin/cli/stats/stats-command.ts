import { type Command, InvalidArgumentError, Option } from 'commander'
import { inclusions } from '../../../lambda/domain/describe/inclusion'
import { breakdownNames } from '../../../lambda/domain/report/report'
import { addFormatOptions } from '../terminal/format-option'
import { addVisitOptions, type VisitOptions } from '../visits/visit-options'

/** How `stats` prints. */
export const statsFormats = ['table', 'csv', 'json'] as const
export type StatsFormat = (typeof statsFormats)[number]

export interface StatsOptions extends VisitOptions {
  /** One of them, or several with JSON. */
  readonly by: string
  readonly internal?: string
  readonly limit: string
  readonly format: StatsFormat
}

const help = `
Visits and visitors by day, page, country or whatever --by names; the last 30 days unless --since, --from or --to say
otherwise. Days and hours are by the clock of --zone, the setting zone or this machine. Below a table stand the totals. json is
what the API answers, and takes several of --by, separated by commas.

--by takes: ${breakdownNames.join(', ')}

Examples:
  ./visitbook stats --since 7d
  ./visitbook stats --by page --site you.github.io --from 2026-11-01
  ./visitbook stats --by organisation --kind business,education --format csv > organisations.csv
  ./visitbook stats --by country,browser --json

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook stats` */
export function addStats(program: Command): void {
  const command = program.command('stats').description('count visits by day, page, country and more')
  addFormatOptions(addVisitOptions(command), statsFormats)
    .addOption(new Option('--by <what>', 'what to count by').argParser(breakdown).default('day'))
    .addOption(
      new Option('--internal <choice>', 'visits from the site’s own pages, in --by referrer').choices(
        inclusions,
      ),
    )
    .option('--limit <n>', 'how many values to name, 1 to 500', '50')
    .addHelpText('after', help)
    .action(async (options: StatsOptions) => (await import('./stats')).printStats(options))
}

function breakdown(text: string): string {
  const odd = text.split(',').find((one) => !breakdownNames.some((name) => name === one.trim()))
  if (odd === undefined) return text
  throw new InvalidArgumentError(`Write ${breakdownNames.join(', ')}.`)
}

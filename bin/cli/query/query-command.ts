import { type Command, Option } from 'commander'
import { day } from '../day-option'
import { stackOption } from '../place-options'
import { type QueryFormat, queryFormats } from './query-output'

export interface QueryOptions {
  readonly site?: string
  readonly from?: string
  readonly to?: string
  readonly organisation?: string
  readonly format: QueryFormat
  readonly yes?: boolean
  readonly print?: boolean
  readonly stack?: string
  readonly data?: string
}

const help = `
It reads the archive (setting archive), so it knows days that are over. Without --stack it asks the one in the data
folder, with DuckDB, which is installed there when it is first needed: 70 MB, asked before, no network afterwards.
With --stack it asks Athena with your AWS credentials, says first how much that reads at most and what it costs, and
afterwards what it was. A question that would read more than 10 GB is stopped.

FILE is a file, or the name of a query that comes with Visitbook:
  bots-by-operator   campaigns   cohorts-by-week   countries   days   first-and-last-seen
  organisations-by-month   pages   pages-of-organisation   reading-paths   referrers

SQL may read visits_now (each visit, its organisation as it is known now), organisations, visits and networks, whose
columns docs/archive.md has. What you ask for stands in it as :sites, :first_day, :last_day and :organisation:
"SELECT ... WHERE site IN (:sites) AND day BETWEEN :first_day AND :last_day". Athena wants the sites in each query.

Examples:
  ./visitbook query organisations-by-month
  ./visitbook query pages-of-organisation --organisation apple --from 2026-01-01 --format csv > apple.csv
  ./visitbook query "SELECT day, COUNT(*) FROM visits_now WHERE site IN (:sites) GROUP BY day" --stack Visitbook

Exit codes: 0 done, 1 failed, 2 wrong usage`

/** `visitbook query` */
export function addQuery(program: Command): void {
  program
    .command('query')
    .argument('<FILE|SQL>', 'a file or the name of a query, or SQL')
    .description('ask the archive: all visits of days that are over, by SQL')
    .option('--site <hosts>', 'sites, separated by commas (default: every site in the archive)')
    .option('--from <day>', 'first day, such as 2026-11-01 (default: the first)', day)
    .option('--to <day>', 'last day (default: yesterday)', day)
    .option('--organisation <key>', 'key of an organisation, such as university-of-cambridge')
    .addOption(new Option('--format <format>', 'how to print rows').choices(queryFormats).default('table'))
    .option('--print', 'print the SQL, with its values and views, for another engine; ask nothing')
    .option('--yes', 'install DuckDB without asking')
    .addOption(stackOption())
    .option('--data <folder>', 'data folder (default: VISITBOOK_DATA, or .visitbook)')
    .addHelpText('after', help)
    .action(async (asked: string, options: QueryOptions) =>
      (await import('./query')).askArchive(asked, options),
    )
}

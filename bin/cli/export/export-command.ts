import { type Command, Option } from 'commander'
import { type SeparatorName, separatorNames } from '../../../lambda/api/table-format'
import { addVisitOptions, type VisitOptions } from '../visits/visit-options'

export const exportFormats = ['csv', 'excel', 'ndjson', 'parquet'] as const
export type ExportFormat = (typeof exportFormats)[number]

export interface ExportOptions extends VisitOptions {
  readonly format: ExportFormat
  /** Between the cells of a file for Excel. */
  readonly separator: SeparatorName
  /** `-` is stdout. */
  readonly output: string
  readonly force?: true
  readonly restart?: true
}

const help = `
All visits of the period, newest first; the period ends now unless --to ends it earlier. The bytes are
those that the API answers. excel is CSV that Excel opens by a double click: times are dates by the
clock of --zone (all other formats tell them in UTC), and a comma or a tab stands between cells where --separator says so. parquet has the columns of the
archive (docs/archive.md), after site and day, and goes to a file only. Visits of bots and from your own network are left out, as in lists, unless
--bot include and --mine include ask for them.

FILE is written as FILE.part, with FILE.part.json beside it, and gets its name at the end. After an
interruption the same command goes on where it stopped. A busy server and a broken connection are
tried again a few times.

Examples:
  ./visitbook export --site you.github.io --from 2026-01-01 --output visits.csv
  ./visitbook export --since 4w --format ndjson | gzip > visits.ndjson.gz

Exit codes: 0 done, 1 failed (run it again to go on), 2 wrong usage, 3 not authorised`

/** `visitbook export` */
export function addExport(program: Command): void {
  const command = program.command('export').description('write all visits of a period to a file')
  addVisitOptions(command)
    .addOption(
      new Option('--format <format>', 'csv, excel, ndjson or parquet').choices(exportFormats).default('csv'),
    )
    .addOption(
      new Option('--separator <name>', 'between the cells of excel')
        .choices(separatorNames)
        .default('semicolon'),
    )
    .option('--output <file>', 'file to write; - is stdout', '-')
    .option('--force', 'overwrite FILE')
    .option('--restart', 'forget what an interrupted export has written')
    .addHelpText('after', help)
    .action(async (options: ExportOptions) => (await import('./export')).exportVisits(options))
}

import type { Command } from 'commander'
import { addTableOptions, type TableOptions } from '../import-options'

export interface VisitsOptions extends TableOptions {
  readonly site?: string
}

const help = `
FILE is what \`visitbook export\` wrote as ndjson, csv or parquet, of this or an earlier version, or a part of the
archive, whose path names its site. Its first bytes tell which; text may be plain, gzip or (from Node 22.15 on) zstd;
- is stdin, for text. Export with --bot include --mine include, or those
visits are not in it. An export for Excel is none, because its times have no zone.

Each visit keeps its id, time, site, visitor and as much of the address as the file has. From an empty table the
same export then gives the same bytes. What is not in an export is not brought along: corrections, refusals,
tokens, and the counts of hours and days, which the next rollup makes anew. Nor can a visitor who comes again on
the day of the import be told to be the same, because the salt of the day is not in it either.

Running it again adds nothing, and an erased visit does not come back while it would have been kept.

Examples:
  ./visitbook export --bot include --mine include --format ndjson --output visits.ndjson
  ./visitbook import visits visits.ndjson --stack Visitbook

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import visits` */
export function addVisitsImport(program: Command): void {
  const command = program
    .command('visits')
    .description('import an export of this program')
    .argument('<file>', 'the export as NDJSON, CSV or Parquet; - is stdin')
    .option('--site <host>', 'take visits of this site only')
  addTableOptions(command)
    .addHelpText('after', help)
    .action(async (file: string, options: VisitsOptions) =>
      (await import('./import-visits')).importVisits(file, options),
    )
}

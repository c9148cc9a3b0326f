import type { Command } from 'commander'
import { day } from '../day-option'
import { dataOption, stackOption } from '../place-options'

export interface ArchiveOptions {
  readonly site?: string
  readonly from?: string
  readonly to?: string
  readonly check?: boolean
  readonly stack?: string
  readonly data?: string
}

const help = `
Days that are over are written by themselves, with the setting archive: on AWS each hour, under \`npm start\`
each minute, days that came before the setting too. Run this to write days at once, or to write them again
after an update of the network table. Writing again is safe at any time: the same visits make the same files.

--check reads both, the table and the archive, and names each day that differs. It changes nothing.

Without --stack it works on the local table and on the folder archive beside it, whether \`npm start\` runs on
it or not; with --stack on the deployed ones, with your AWS credentials (AWS_PROFILE, AWS_REGION ...).

Examples:
  ./visitbook archive
  ./visitbook archive --from 2026-01-01 --to 2026-10-31 --site you.example --stack Visitbook
  ./visitbook archive --check

Exit codes: 0 done, 1 failed or days differ, 2 wrong usage`

/** `visitbook archive` */
export function addArchive(program: Command): void {
  program
    .command('archive')
    .description('write the visits of days that are over as Parquet, or check what is written')
    .option('--site <host>', 'one site (default: every site)')
    .option('--from <day>', 'first day, such as 2026-11-01 (default: the first)', day)
    .option('--to <day>', 'last day (default: yesterday)', day)
    .option('--check', 'compare the archive with the table')
    .addOption(stackOption())
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(async (options: ArchiveOptions) => (await import('./archive')).archiveDays(options))
}

import type { Command } from 'commander'
import { day } from '../day-option'
import { dataOption, stackOption } from '../place-options'

export interface RollupOptions {
  readonly site?: string
  readonly from?: string
  readonly to?: string
  readonly stack?: string
  readonly data?: string
}

const help = `
Closed hours and days are counted by themselves: on AWS each hour, under \`npm start\` each minute. Run this
to count at once, after an import for instance, or to count days again after an update of the network table.
Without --from and --to it counts what has not been counted, or must be again; with them every day between
that had visits. Counting again is safe at any time: the same visits give the same counts.

Without --stack it works on the local table, whether \`npm start\` runs on it or not; with --stack on the
deployed one, with your AWS credentials (AWS_PROFILE, AWS_REGION ...). What is one page is said by the
setting pages: of visitbook.json or cdk.json in this folder with --stack, of VISITBOOK_PAGES without.

Examples:
  ./visitbook rollup
  ./visitbook rollup --from 2026-01-01 --to 2026-10-31 --site you.example --stack Visitbook

Exit codes: 0 done, 1 failed (run it again), 2 wrong usage`

/** `visitbook rollup` */
export function addRollup(program: Command): void {
  program
    .command('rollup')
    .description('count closed hours and days, which reports are made from')
    .option('--site <host>', 'one site (default: every site)')
    .option('--from <day>', 'first day to count again, such as 2026-11-01 (default: the first)', day)
    .option('--to <day>', 'last day to count again (default: today)', day)
    .addOption(stackOption())
    .addOption(dataOption())
    .addHelpText('after', help)
    .action(async (options: RollupOptions) => (await import('./rollup')).countAgain(options))
}

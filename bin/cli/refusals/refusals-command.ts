import type { Command } from 'commander'
import { addFormatOptions } from '../terminal/format-option'
import { addTimeOptions, addUrlOption, type VisitOptions } from '../visits/visit-options'

/** How `refusals` prints. */
export const refusalFormats = ['table', 'csv', 'json'] as const
export type RefusalFormat = (typeof refusalFormats)[number]

export interface RefusalOptions extends Pick<VisitOptions, 'url' | 'since' | 'from' | 'to' | 'zone' | 'utc'> {
  readonly format: RefusalFormat
}

const help = `
By reason and host, the most frequent first; the last 30 days, which is as long as they are kept. Hosts are
what strangers sent: list only what is yours. The table is cut to the width of the terminal and not at all
in a pipe; times are by the clock that its head names, and days of --from and --to too; what would let them in stands below it, uncut. json is what the API answers.

Examples:
  ./visitbook refusals --since 7d
  ./visitbook refusals --format csv > refusals.csv

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook refusals` */
export function addRefusals(program: Command): void {
  const command = program
    .command('refusals')
    .description('list what was turned away: why, from where, how often, and what would let it in')
  addFormatOptions(addTimeOptions(addUrlOption(command)), refusalFormats)
    .addHelpText('after', help)
    .action(async (options: RefusalOptions) => (await import('./refusals')).printRefusals(options))
}

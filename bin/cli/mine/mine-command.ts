import type { Command } from 'commander'
import { addUrlOption } from '../visits/visit-options'

export interface MineOptions {
  readonly url?: string
  readonly site?: string
  readonly not?: true
}

const help = `
All visits of the same browser on that day are marked, and left out of lists and reports from now on; a visit
without visitor is marked by itself. The day is counted again within the hour. --not says that they are not
yours, whatever else makes them so: your network, the setting mine, or a dashboard that you were signed in to.

Examples:
  ./visitbook visits --since 1d --format ndjson      # shows ids
  ./visitbook mine 019aac4c-1b8b-7001-8203-040506070809
  ./visitbook mine 019aac4c-1b8b-7001-8203-040506070809 --not
  ./visitbook visits --mine only --since 7d

Exit codes: 0 done, 1 failed (as for a visit that is not there), 2 wrong usage, 3 not authorised`

/** `visitbook mine` */
export function addMine(program: Command): void {
  const command = program
    .command('mine')
    .description('say that visits are my own, or are not')
    .argument('<ids...>', 'ids of visits')
  addUrlOption(command)
    .option('--site <host>', 'site of the visits, which saves a look at every site')
    .option('--not', 'they are not mine')
    .addHelpText('after', help)
    .action(async (ids: string[], options: MineOptions) => (await import('./mine')).markVisits(ids, options))
}

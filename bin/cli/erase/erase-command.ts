import type { Command } from 'commander'
import { addPeriodOptions, type VisitOptions } from '../visits/visit-options'

export interface EraseOptions
  extends Pick<
    VisitOptions,
    | 'zone'
    | 'utc'
    | 'url'
    | 'site'
    | 'since'
    | 'from'
    | 'to'
    | 'page'
    | 'organisation'
    | 'network'
    | 'visitor'
    | 'recipient'
  > {
  readonly dryRun?: true
  readonly yes?: true
}

const help = `
Counts the visits first, bots and your own network included, and asks. Erased visits do not come back; their
days are counted again within the hour. AWS itself can restore the table for 35 days, see docs/privacy.md. At
least one of --site, --page, --organisation, --network, --visitor and --recipient is needed. After an interruption the same command erases the rest.

Days of --from and --to are by the clock of --zone, the setting zone or this machine; --utc takes those of UTC.

--network finds visits as far as the setting ip keeps their address. To remove a site with its reports too:
DELETE /sites/{site}.

Examples:
  ./visitbook erase --network 203.0.113.0/24 --from 2026-11-22 --to 2026-11-22 --dry-run
  ./visitbook erase --site "*.example.com" --yes

Exit codes: 0 done, 1 failed (run it again to go on), 2 wrong usage, 3 not authorised`

/** `visitbook erase` */
export function addErase(program: Command): void {
  const command = program
    .command('erase')
    .description('erase all visits of a site, page, organisation, network or recipient')
  addPeriodOptions(command)
    .option('--page <path>', 'path, exactly, such as /cv.html')
    .option('--organisation <who>', 'organisation by its name or key, or one network of it, such as AS714')
    .option('--network <addresses>', 'where visits came from, such as 203.0.113.0/24')
    .option('--visitor <visitor>', 'a browser on one day: the 24 characters of a visit’s visitor')
    .option('--recipient <code>', 'whose link led to them, by its code')
    .option('--dry-run', 'count them and erase nothing')
    .option('--yes', 'do not ask')
    .addHelpText('after', help)
    .action(async (options: EraseOptions) => (await import('./erase')).eraseVisits(options))
}

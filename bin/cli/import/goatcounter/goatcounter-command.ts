import type { Command } from 'commander'
import { addTableOptions, type SiteOptions } from '../import-options'

const help = `
FILE is GoatCounter's CSV export (Settings, Export), version 2, plain or as it comes: gzip; - is stdin. Its JSON
export is refused, because it has totals and no single visits.

Page, title, referrer, screen, country and region become those of the visit; a campaign becomes its source. Browser
and system are kept as a user agent that says no more than these, and who told it. Sessions tell visitors apart, for
one day. There is no address in the export, so these visits have no organisation. Events are skipped and counted.

Running it again adds nothing, nor does an export that has the same visits and newer ones.

Example:
  ./visitbook import goatcounter goatcounter-export-you-20261128T101500Z-0.csv.gz --site you.github.io

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import goatcounter` */
export function addGoatcounter(program: Command): void {
  const command = program
    .command('goatcounter')
    .description('import the CSV export of GoatCounter')
    .argument('<file>', 'the export, plain or gzip; - is stdin')
    .requiredOption('--site <host>', 'site that it belongs to, such as you.github.io')
  addTableOptions(command)
    .addHelpText('after', help)
    .action(async (file: string, options: SiteOptions) =>
      (await import('./import-goatcounter')).importGoatcounter(file, options),
    )
}

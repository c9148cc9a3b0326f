import type { Command } from 'commander'
import { addTableOptions, type SiteOptions } from '../import-options'

const help = `
FILE is the data export of Umami Cloud, a zip with website_event.csv; or the tables website_event and session of
one's own server as CSV with a line of names, in a zip; or website_event.csv alone, plain or gzip (- is stdin). The
zip with totals that Umami's download button makes is refused, because no single visits are in it.

Page, title, referrer, campaign, language, screen, country, region and city become those of the visit. Browser and
system are kept as a user agent that says no more than these, and who told it. Sessions tell visitors apart, for one
day. There is no address in the export, so these visits have no organisation. Other events are skipped and counted,
and so are page views of other hosts than --site, whatever their www.

Running it again adds nothing, nor does an export that has the same visits and newer ones.

Example:
  ./visitbook import umami export.zip --site you.github.io --dry-run

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import umami` */
export function addUmami(program: Command): void {
  const command = program
    .command('umami')
    .description('import the data export of Umami')
    .argument('<file>', 'the export, a zip')
    .requiredOption('--site <host>', 'site that it belongs to, such as you.github.io')
  addTableOptions(command)
    .addHelpText('after', help)
    .action(async (file: string, options: SiteOptions) =>
      (await import('./import-umami')).importUmami(file, options),
    )
}

import type { Command } from 'commander'
import { addFormatOptions } from '../terminal/format-option'
import { addMineOption, addPeriodOptions, type VisitOptions } from '../visits/visit-options'

/** How `organisations` prints. */
export const organisationFormats = ['table', 'csv', 'json'] as const
export type OrganisationFormat = (typeof organisationFormats)[number]

export interface OrganisationOptions
  extends Pick<VisitOptions, 'url' | 'site' | 'since' | 'from' | 'to' | 'kind' | 'mine' | 'zone' | 'utc'> {
  readonly format: OrganisationFormat
}

const help = `
Business, education and government, unless --kind says otherwise; who came most comes first. Bots do
not count, and your own visits only with --mine. Times of the table are by the clock that its head names; days of --from and --to too. The table is cut to the width of the terminal and not at
all in a pipe; json is what the API answers.

Examples:
  ./visitbook organisations --since 7d
  ./visitbook organisations --kind all --format csv > organisations.csv
  ./visitbook visits --organisation AS714

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook organisations` */
export function addOrganisations(program: Command): void {
  const command = program
    .command('organisations')
    .description('list who came: organisations and what they read')
  addFormatOptions(addMineOption(addPeriodOptions(command)), organisationFormats)
    .option('--kind <kinds>', 'such as isp,unknown, or all (default: business,education,government)')
    .addHelpText('after', help)
    .action(async (options: OrganisationOptions) =>
      (await import('./organisations')).printOrganisations(options),
    )
}

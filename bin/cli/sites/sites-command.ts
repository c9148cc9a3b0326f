import type { Command } from 'commander'
import { addFormatOptions } from '../terminal/format-option'
import { addUrlOption } from '../visits/visit-options'

/** How `sites` prints. */
export const siteFormats = ['table', 'csv', 'json'] as const

export interface SitesOptions {
  readonly url?: string
  readonly format: (typeof siteFormats)[number]
}

const help = `
Those of the setting sites, and others that have visits, by name. Days are those of UTC. json is what the API answers.

Examples:
  ./visitbook sites
  ./visitbook sites --json

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook sites` */
export function addSites(program: Command): void {
  const command = program.command('sites').description('list the sites, and since when they have visits')
  addFormatOptions(addUrlOption(command), siteFormats)
    .addHelpText('after', help)
    .action(async (options: SitesOptions) => (await import('./sites')).printSites(options))
}

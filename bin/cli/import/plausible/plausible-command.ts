import type { Command } from 'commander'
import { addTableOptions } from '../import-options'

const help = `
Plausible exports totals by day: so many visitors, pages, sources, countries. No single visits are in them, and visits
are what is kept here, each with its time; they are not invented. So this command says what is in the export, records
nothing, and fails. If your web server kept logs of that time, bring these in with visitbook import access-log.

Exit codes: 1 nothing was recorded, 2 wrong usage`

/** `visitbook import plausible` */
export function addPlausible(program: Command): void {
  const command = program
    .command('plausible')
    .description('say what is in an export of Plausible, and why it cannot be imported')
    .argument('<file>', 'the export, a zip')
    .option('--site <host>', 'site that it belongs to')
  addTableOptions(command)
    .addHelpText('after', help)
    .action(async (file: string) => (await import('./import-plausible')).importPlausible(file))
}

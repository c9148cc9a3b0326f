import type { Command } from 'commander'
import { addClockOptions, type ClockOptions } from '../clock/clock-options'
import { addUrlOption } from '../visits/visit-options'

export interface StatusOptions extends ClockOptions {
  readonly url?: string
  readonly json?: true
}

const help = `
What Health of the dashboard shows: all that is wrong, the worst first, each with the commands that help; then the last
visit, what is not counted yet, and what the month has cost.

--json prints {"healthy","troubles":[{"kind","commands"}],"status","health","sites"}; the last three are what the API
answers.

Examples:
  ./visitbook status
  ./visitbook status --json

Exit codes: 0 all is well, 1 something is wrong, or it failed, 2 wrong usage, 3 not authorised`

/** `visitbook status` */
export function addStatus(program: Command): void {
  const command = program
    .command('status')
    .description('say what is wrong, and what helps; and how recent the data is')
  addClockOptions(addUrlOption(command))
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: StatusOptions) => (await import('./status')).printStatus(options))
}

import { type Command, Option } from 'commander'

export interface PauseOptions {
  readonly stack: string
}

const pauseHelp = `
Each route of the API then answers one request a second and refuses the rest with 429, which costs nothing, until
the month ends (UTC) or \`visitbook resume\`. What was recorded is kept. The setting monthlyVisits does the same by
itself. It works with your AWS credentials (AWS_PROFILE, AWS_REGION ...) and not through the API, which a flood may
keep busy.

Exit codes: 0 done, 1 failed, 2 wrong usage`

const resumeHelp = `
The limits of the setting throttle hold again, and the month has the budget of monthlyVisits once more. It works with
your AWS credentials (AWS_PROFILE, AWS_REGION ...).

Exit codes: 0 done, 1 failed, 2 wrong usage`

/** `visitbook pause` */
export function addPause(program: Command): void {
  program
    .command('pause')
    .description('slow the deployed service down until the month ends, to stop its costs')
    .addOption(stackOption())
    .addHelpText('after', pauseHelp)
    .action(async (options: PauseOptions) => (await import('./pause')).order(options, 'pause'))
}

/** `visitbook resume` */
export function addResume(program: Command): void {
  program
    .command('resume')
    .description('end a pause')
    .addOption(stackOption())
    .addHelpText('after', resumeHelp)
    .action(async (options: PauseOptions) => (await import('./pause')).order(options, 'resume'))
}

const stackOption = () => new Option('--stack <name>', 'deployed stack').default('Visitbook')

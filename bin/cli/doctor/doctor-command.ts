import type { Command } from 'commander'
import { addUrlOption } from '../visits/visit-options'

export interface DoctorOptions {
  readonly url?: string
  readonly page?: string
  readonly site?: string
  readonly stack?: string
  readonly json?: true
}

const help = `
Asks the service as a browser would, and reads the page, if you name one, as a browser does. Each line passes,
is skipped and says why, or says what is wrong and what to do. With a token that sees everything, one test visit
is recorded, read back and erased; it is a bot's, so it is in no report. With --stack, CloudFormation, DynamoDB
and Lambda are asked too, with your AWS credentials (AWS_PROFILE, AWS_REGION ...); nothing is changed there.

--json prints {"healthy","checks":[{"check","status","said","remedy"}]}; status is passed, skipped or failed.

Examples:
  ./visitbook doctor
  ./visitbook doctor --url https://abc.execute-api.eu-west-1.amazonaws.com --page https://you.github.io/cv
  ./visitbook doctor --stack Visitbook --json

Exit codes: 0 nothing failed, 1 something did, 2 wrong usage`

/** `visitbook doctor` */
export function addDoctor(program: Command): void {
  const command = program
    .command('doctor')
    .description('examine service, page and stack: what is wrong, and what to do')
  addUrlOption(command)
    .option('--page <address>', 'a page with the snippet, such as https://you.github.io/cv')
    .option('--site <host>', 'one site (default: those of the service)')
    .option('--stack <name>', 'deployed stack, such as Visitbook')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DoctorOptions) => (await import('./doctor')).examine(options))
}

import type { Command } from 'commander'

export interface SetupOptions {
  readonly site?: readonly string[]
  readonly email?: string
  readonly region?: string
  readonly table?: string
  readonly yes?: true
  readonly wait: boolean
}

const help = `
Asks for what it is not given, and checks Node.js, credentials, region and CDK bootstrap before anything is made. It
writes visitbook.json, makes a token and shows it once, says what is made and what that costs, asks, deploys, and waits for
the first visit. Ctrl-C while it waits ends it without harm. A table that \`destroy\` kept is found and taken back.

Run it again at any time: it keeps the settings and the token that are there, and asks only for what is missing.
The token goes to stdout, all else to stderr. Waiting takes the new token, or the one in VISITBOOK_TOKEN.

Environment:
  AWS_PROFILE, AWS_REGION ...   the credentials and the region, as for the AWS command line

Examples:
  ./visitbook setup
  ./visitbook setup --site you.github.io --site www.you.dev --region eu-west-1
  ./visitbook setup --site you.github.io --yes --no-wait

Exit codes: 0 done, 1 failed (run it again), 2 wrong usage`

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value]

/** `visitbook setup` */
export function addSetup(program: Command): void {
  program
    .command('setup')
    .description('deploy to your AWS account, step by step, until the first visit')
    .option('--site <host>', 'a host whose pages may record, such as you.github.io; may be repeated', collect)
    .option('--email <address>', 'where alarms are sent')
    .option('--region <region>', 'the AWS region, such as eu-west-1 (default: AWS_REGION or the profile’s)')
    .option('--table <name>', 'which kept table to take back, where there are several')
    .option('--yes', 'ask nothing')
    .option('--no-wait', 'do not wait for the first visit')
    .addHelpText('after', help)
    .action(async (options: SetupOptions) => (await import('./setup')).setUp(options))
}

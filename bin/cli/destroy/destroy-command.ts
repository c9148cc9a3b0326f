import type { Command } from 'commander'

export interface DestroyOptions {
  readonly region?: string
  readonly withData?: true
  readonly confirm?: string
  readonly yes?: true
}

const help = `
Shows what goes and what stays, and asks. The table of visits stays, unless --with-data is given and the name of your site is
typed; nothing brings its visits back then. After it, the way back to a kept table is printed: \`visitbook setup\` finds it,
and two commands do the same by hand. Settings and tokens in visitbook.json stay.

Examples:
  ./visitbook destroy
  ./visitbook destroy --yes
  ./visitbook destroy --with-data --confirm you.github.io

Exit codes: 0 done, 1 failed (run it again), 2 wrong usage`

/** `visitbook destroy` */
export function addDestroy(program: Command): void {
  program
    .command('destroy')
    .description('take the service away from your AWS account; the visits stay unless asked otherwise')
    .option('--region <region>', 'the AWS region (default: AWS_REGION or the profile’s)')
    .option('--with-data', 'delete every visit, too')
    .option('--confirm <site>', 'with --with-data: one of your sites, instead of typing it')
    .option('--yes', 'do not ask; the visits still stay without --with-data')
    .addHelpText('after', help)
    .action(async (options: DestroyOptions) => (await import('./destroy')).destroy(options))
}

import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { type TokenScope, tokenScopes } from '../../../lambda/contract'

const help = `
The token goes to stdout, once; cdk.json keeps its name and SHA-256 only. \`npm run deploy\` puts it in force.
With --scope stats it may only see totals: how many visits and visitors, by day and hour of one time zone, and the pages
that are read most. The link that shows them to whoever has it goes to stderr; VISITBOOK_URL names the API in it.

Examples:
  npx visitbook token --name laptop
  npx visitbook token --name counter --scope stats --zone Europe/Berlin
  npx visitbook token --list
  npx visitbook token --revoke laptop && npm run deploy

Exit codes: 0 done, 1 failed, 2 wrong usage (also: a name that is taken, or that nothing has)`

interface TokenOptions {
  readonly name?: string
  readonly scope: TokenScope
  readonly zone?: string
  readonly list?: true
  readonly revoke?: string
  readonly file: string
}

/** `visitbook token` */
export function addToken(program: Command): void {
  program
    .command('token')
    .description('make a token, which lets its holder query; list or revoke tokens')
    .addOption(new Option('--name <name>', 'what to call it (default: token-<today>)'))
    .addOption(new Option('--scope <scope>', 'what it may see').choices(tokenScopes).default('all'))
    .addOption(
      new Option(
        '--zone <zone>',
        'time zone of its days and hours, with --scope stats (default: of this machine)',
      ),
    )
    .addOption(new Option('--list', 'list the names of the tokens').conflicts(['name', 'revoke']))
    .addOption(new Option('--revoke <name>', 'take a token out of cdk.json').conflicts(['name']))
    .option('--file <file>', 'cdk.json to keep the hash in', join(__dirname, '../../../cdk.json'))
    .addHelpText('after', help)
    .action(async ({ name, scope, zone, list, revoke, file }: TokenOptions) => {
      const tokens = await import('./token')
      if (list) tokens.listTokens(file)
      else if (revoke !== undefined) tokens.revokeToken(file, revoke)
      else
        tokens.addToken(file, {
          name: name ?? `token-${new Date().toISOString().slice(0, 10)}`,
          scope,
          zone: zone ?? null,
          url: process.env.VISITBOOK_URL || null,
        })
    })
}

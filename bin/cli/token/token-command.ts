import { type Command, Option } from 'commander'
import { type TokenScope, tokenScopes } from '../../../lambda/contract'

const help = `
The token goes to stdout, once. With --site or --url the service at --url or VISITBOOK_URL makes it with your token: it is
good at once, and stops within five seconds of \`token revoke ID\`. Else visitbook.json (or cdk.json, if your settings are
there) keeps its name and SHA-256, for your first token: \`npm run deploy\` puts it in force.
With --scope stats it may only see totals: how many visits and visitors, by day and hour of one time zone, and with --pages
the pages that are read most (tokens of a file always see these). The link that shows them to whoever has it goes to
stderr. With --site it is for that site alone; with --embed pages of that origin, and no other, may show it in a frame.
With --scope feed it may only read messages, as a feed: what goes to stdout is the whole address, for a feed reader.

Examples:
  ./visitbook token --name laptop
  ./visitbook token --scope stats --site you.github.io --pages
  ./visitbook token --scope stats --site you.github.io --embed https://you.dev
  ./visitbook token --scope feed --url https://abc.execute-api.eu-west-1.amazonaws.com
  ./visitbook token list
  ./visitbook token revoke 0123456789abcdef
  ./visitbook token --list
  ./visitbook token --revoke laptop && npm run deploy

Exit codes: 0 done, 1 failed, 2 wrong usage (also: a name that is taken, or that nothing has), 3 not authorised`

interface TokenOptions {
  readonly name?: string
  readonly scope: TokenScope
  readonly site?: string
  readonly pages?: true
  readonly embed?: string
  readonly zone?: string
  readonly url?: string
  readonly list?: true
  readonly revoke?: string
  readonly file?: string
}

export interface TokenListOptions {
  readonly url?: string
  readonly json?: true
}

const urlOption = () => new Option('--url <url>', 'the API (default: VISITBOOK_URL, or the local one)')

/** `visitbook token` */
export function addToken(program: Command): void {
  const command = program
    .command('token')
    .description('make a token, which lets its holder query; list or revoke tokens')
    .enablePositionalOptions()
    .addOption(new Option('--name <name>', 'what to call it (default: token-<today>)'))
    .addOption(new Option('--scope <scope>', 'what it may see').choices(tokenScopes).default('all'))
    .addOption(new Option('--site <site>', 'the only site that it may see, with --scope stats'))
    .addOption(new Option('--pages', 'let it see the pages that are read most, with --site'))
    .addOption(new Option('--embed <origin>', 'whose pages may show its link in a frame, with --site'))
    .addOption(
      new Option(
        '--zone <zone>',
        'time zone of its days and hours, with --scope stats (default: of this machine)',
      ),
    )
    .addOption(urlOption().conflicts(['list', 'revoke']))
    .addOption(new Option('--list', 'list the names of the tokens in the file').conflicts(['name', 'revoke']))
    .addOption(new Option('--revoke <name>', 'take a token out of the file').conflicts(['name']))
    .option('--file <file>', 'what keeps the hash (default: the file that has the settings)')
    .addHelpText('after', help)
    .action(actOn)
  command
    .command('list')
    .description('list the tokens that the service has made: id, name and what each may see')
    .addOption(urlOption())
    .option('--json', 'print them as JSON')
    .action(async (options: TokenListOptions) => (await import('./service-token')).listServiceTokens(options))
  command
    .command('revoke')
    .description('revoke a token that the service has made; it stops within five seconds')
    .argument('<id>', 'its id, see visitbook token list')
    .addOption(urlOption())
    .action(async (id: string, { url }: { url?: string }) =>
      (await import('./service-token')).revokeServiceToken(id, url),
    )
}

async function actOn(options: TokenOptions): Promise<void> {
  const { name, scope, site, pages, embed, zone, url, list, revoke } = options
  const tokens = await import('./token')
  const { placeOfSettings, projectFolder } = await import('../settings/settings-place')
  const file = options.file ?? placeOfSettings(projectFolder).file
  if (list) return tokens.listTokens(file)
  if (revoke !== undefined) return tokens.revokeToken(file, revoke)
  if (site !== undefined || pages || embed !== undefined || url !== undefined) {
    const service = await import('./service-token')
    return service.makeServiceToken({ name, scope, site, pages, embed, zone }, url)
  }
  tokens.addToken(file, {
    name: name ?? `token-${new Date().toISOString().slice(0, 10)}`,
    scope,
    zone: zone ?? null,
    url: process.env.VISITBOOK_URL || null,
  })
}

import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaults, type IpSetting, ipSettings } from '../../../lambda/contract'
import { type AddressPlace, addressPlaces, type FormatName, formatNames, logFormats } from './import-choices'

export interface ImportOptions {
  readonly site: string
  readonly stack?: string
  readonly data?: string
  readonly ip: IpSetting
  readonly address: AddressPlace
  /** When left out, the first lines of each file tell. */
  readonly format?: FormatName
  readonly retentionDays: number
  /** Extensions of documents that count as pages, besides pdf. */
  readonly documents?: readonly string[]
  readonly reverseDns?: true
  readonly dryRun?: true
  readonly json?: true
}

const formats = Object.entries(logFormats)
  .map(([name, of]) => `  ${name.padEnd(14)}${of}`)
  .join('\n')

const help = `
FILE is a log, plain, gzip or (from Node 22.15 on) zstd; there may be several, or folders of them; - is
stdin. A line becomes a visit at its own time when it is a GET of a page, answered 2xx or 304 (a reader who
has the page already). A page is what has no extension of an asset, such as .css, .png, .xml or .zip; .pdf is
one too, and with --documents docx,epub these are. The pieces of a document (206) that follow its first
request are none. All other lines are skipped and counted, by reason.

Formats, told by the first lines of each file, or by --format:
${formats}

Where a line names the host that was asked for, only those of --site are taken, whatever their port and www.
A line with a name or nothing in place of the client's address becomes a visit without organisation and
visitor; if no line has an address, nothing is recorded. Behind proxies the log has their address: --address
forwarded takes the first public one of X-Forwarded-For (in combined format the field in quotes after the user
agent), and the client's where there is none. A visitor can make up what it says there, and few do.

Without --stack the visits go to the local table, whether \`npm start\` runs on it or not. With --stack they
go to the deployed table, with your AWS credentials (AWS_PROFILE, AWS_REGION ...). What belongs to a page of its query
string is said by the setting pages: of visitbook.json or cdk.json in this folder with --stack, of VISITBOOK_PAGES without.

Running it again adds nothing: a visit's id comes from its site, time, address, page, referrer and user agent,
whatever the format, and from how many views before it in the file were the very same. So the same requests of
one file are as many visits, and pieces of a log that overlap may be imported together or one after the other.
Where a log is cut between two such requests of one moment, the pieces make one visit of the two: never too
many. Do not join overlapping pieces into one file.

A browser that fetched no style sheet, script or picture with pages that have some is suspected to be a bot; so
import logs with the lines of assets left in, in the order of time, and with their referrers.

--reverse-dns asks DNS from this machine for the name of each address behind an ISP, a research network or an
unknown one, once, and waits up to 2 s for each of 32 at a time. It is the name that the address has today. What
was imported before without it stays as it is: erase it first.

Visits expire --retention-days after the import, not after the visit.

Examples:
  npx visitbook import access-log /var/log/apache2/access.log.1.gz --site you.example --dry-run
  npx visitbook import access-log /var/log/nginx/access.log* --site you.example --stack Visitbook
  xzcat old.log.xz | npx visitbook import access-log - --site you.example

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import access-log` */
export function addImport(program: Command): void {
  program
    .command('import')
    .description('bring in visits from elsewhere')
    .command('access-log')
    .description('import the page views of web servers’ logs')
    .argument('<files...>', 'logs, or folders of them; - is stdin')
    .requiredOption('--site <host>', 'site that the log belongs to, such as you.github.io')
    .addOption(
      new Option(
        '--stack <name>',
        'deployed stack, such as Visitbook; Web/Blog for one of several',
      ).conflicts('data'),
    )
    .option('--data <folder>', 'data folder of the local table (default: VISITBOOK_DATA, or .visitbook)')
    .addOption(
      new Option('--ip <how>', 'how much of the addresses to keep').choices(ipSettings).default(defaults.ip),
    )
    .addOption(
      new Option('--retention-days <n>', 'days to keep them').argParser(days).default(defaults.retentionDays),
    )
    .addOption(
      new Option('--format <name>', 'format of the log (default: as its lines tell)').choices(formatNames),
    )
    .addOption(
      new Option('--address <place>', 'where the visitor’s address is')
        .choices(addressPlaces)
        .default('client'),
    )
    .option('--documents <types>', 'further documents that count as pages, such as docx,epub', extensions)
    .option('--reverse-dns', 'ask DNS who is behind an ISP, as the setting reverseDns does')
    .option('--dry-run', 'count only')
    .option('--json', 'print the counts as JSON on stdout')
    .addHelpText('after', help)
    .action(async (files: string[], options: ImportOptions) =>
      (await import('./import-access-log')).importAccessLog(files, options),
    )
}

function days(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3650) return Number(text)
  throw new InvalidArgumentError('Write a whole number from 1 to 3650.')
}

function extensions(text: string): string[] {
  const types = text.toLowerCase().split(',')
  if (types.every((type) => /^\.?[a-z0-9]{1,15}$/.test(type)))
    return types.map((type) => type.replace('.', ''))
  throw new InvalidArgumentError('Write extensions such as docx,epub.')
}

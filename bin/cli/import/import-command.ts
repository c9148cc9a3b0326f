import { type Command, InvalidArgumentError, Option } from 'commander'
import { addGoatcounter } from './goatcounter/goatcounter-command'
import { type AddressPlace, addressPlaces, type FormatName, formatNames, logFormats } from './import-choices'
import { type AddressOptions, addAddressOptions, addTableOptions, type TableOptions } from './import-options'
import { addLamp } from './lamp/lamp-command'
import { addPlausible } from './plausible/plausible-command'
import { addUmami } from './umami/umami-command'
import { addVisitsImport } from './visits/visits-command'

export interface ImportOptions extends TableOptions, AddressOptions {
  readonly site: string
  readonly address: AddressPlace
  /** When left out, the first lines of each file tell. */
  readonly format?: FormatName
  /** Extensions of documents that count as pages, besides pdf. */
  readonly documents?: readonly string[]
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
  ./visitbook import access-log /var/log/apache2/access.log.1.gz --site you.example --dry-run
  ./visitbook import access-log /var/log/nginx/access.log* --site you.example --stack Visitbook
  xzcat old.log.xz | ./visitbook import access-log - --site you.example

Exit codes: 0 done, 1 failed (run it again; what is recorded stays and is not doubled), 2 wrong usage`

/** `visitbook import`, with a command for each kind of file. */
export function addImport(program: Command): void {
  const command = program.command('import').description('bring in visits from elsewhere')
  addAccessLog(command)
  addLamp(command)
  addVisitsImport(command)
  addGoatcounter(command)
  addPlausible(command)
  addUmami(command)
}

/** `visitbook import access-log` */
function addAccessLog(program: Command): void {
  const command = program
    .command('access-log')
    .description('import the page views of web servers’ logs')
    .argument('<files...>', 'logs, or folders of them; - is stdin')
    .requiredOption('--site <host>', 'site that the log belongs to, such as you.github.io')
  addAddressOptions(addTableOptions(command))
    .addOption(
      new Option('--format <name>', 'format of the log (default: as its lines tell)').choices(formatNames),
    )
    .addOption(
      new Option('--address <place>', 'where the visitor’s address is')
        .choices(addressPlaces)
        .default('client'),
    )
    .option('--documents <types>', 'further documents that count as pages, such as docx,epub', extensions)
    .addHelpText('after', help)
    .action(async (files: string[], options: ImportOptions) =>
      (await import('./import-access-log')).importAccessLog(files, options),
    )
}

function extensions(text: string): string[] {
  const types = text.toLowerCase().split(',')
  if (types.every((type) => /^\.?[a-z0-9]{1,15}$/.test(type)))
    return types.map((type) => type.replace('.', ''))
  throw new InvalidArgumentError('Write extensions such as docx,epub.')
}

import { type Command, Option } from 'commander'
import { addClockOptions, type ClockOptions } from '../clock/clock-options'
import { addUrlOption } from '../visits/visit-options'

const help = `
URL is the whole address of a page or file of a listed site. The link goes to stdout. Whoever opens it
is in the book under that name; only \`read\` means that a person did, see docs/recipients.md.

--short prints the address by the service instead, for paper; that of a file is always by the service. --qr writes the
link as an SVG that says when it was scanned. A withdrawn link still leads to its page, and says so in the list.
\`link forget\` removes name and page: visits stay, as those of an unknown code, until
\`visitbook erase --recipient CODE\`.

Examples:
  ./visitbook link https://you.github.io/cv --to "Acme, Jane Doe"
  ./visitbook link https://you.github.io/cv.pdf --to "Talk in Berlin" --qr talk.svg
  ./visitbook link list
  ./visitbook link rename 7k2m9qxw4c "Acme, John Doe"
  ./visitbook link withdraw 7k2m9qxw4c
  ./visitbook visits --recipient 7k2m9qxw4c

Exit codes: 0 done, 1 failed, 2 wrong usage (also: a host that is not listed), 3 not authorised`

export interface LinkOptions {
  readonly to?: string
  readonly short?: true
  readonly qr?: string
  readonly url?: string
}

export interface PlaceOptions {
  readonly url?: string
}

export interface LinkListOptions extends PlaceOptions, ClockOptions {
  readonly json?: true
}

/** `visitbook link` */
export function addLink(program: Command): void {
  const command = program
    .command('link')
    .description('make a link for somebody, to see whether it was read; list, rename or withdraw links')
    .enablePositionalOptions()
    .argument('[page]', 'the whole address of the page or file')
    .addOption(new Option('--to <name>', 'whom it is for, such as "Acme, Jane Doe"'))
    .addOption(new Option('--short', 'print the short address by the service'))
    .addOption(new Option('--qr <file>', 'write a QR code of it, as SVG'))
  addUrlOption(command)
    .addHelpText('after', help)
    .action(async (page: string | undefined, options: LinkOptions) =>
      (await import('./link')).makeLink(page, options),
    )
  addClockOptions(
    addUrlOption(
      command
        .command('list')
        .description('list the links: code, state, whom each is for, and where it leads'),
    ),
  )
    .option('--json', 'print them as JSON')
    .action(async (options: LinkListOptions) => (await import('./link-list')).listLinks(options))
  addChanges(command)
}

function addChanges(command: Command): void {
  const on = (name: string, description: string) =>
    addUrlOption(command.command(name).description(description).argument('<code>', 'see visitbook link list'))
  on('rename', 'say whom a link is for now')
    .argument('<name>', 'its new name')
    .action(async (code: string, name: string, options: PlaceOptions) =>
      (await import('./link')).renameLink(code, name, options),
    )
  on('withdraw', 'mark a link as withdrawn; it leads to its page all the same').action(
    async (code: string, options: PlaceOptions) => (await import('./link')).withdrawLink(code, true, options),
  )
  on('restore', 'take that back').action(async (code: string, options: PlaceOptions) =>
    (await import('./link')).withdrawLink(code, false, options),
  )
  on('forget', 'forget whom a link is for, and where it leads').action(
    async (code: string, options: PlaceOptions) => (await import('./link')).forgetLink(code, options),
  )
}

import { type Command, Option } from 'commander'
import { kinds } from '../../../lambda/domain/organisation/organisation'
import { addUrlOption } from '../visits/visit-options'

/** What may be said of an organisation: an option each, by the names of PATCH /organisations/{key}. */
export interface CorrectionOptions {
  readonly name?: string
  readonly kind?: string
  readonly domain?: string
  readonly mine?: boolean
  readonly muted?: boolean
  readonly star?: boolean
  /** Null takes it back. */
  readonly note?: string | null
}

export interface CorrectOptions extends Omit<CorrectionOptions, 'note'> {
  /** False where it is taken back. */
  readonly note?: string | false
  readonly url?: string
  readonly undo?: true
  readonly json?: true
}

const help = `
WHO is an organisation by its name or key, a network by its AS number, a domain that reverse DNS told, or a range of
addresses. What you say holds at once, for old visits too; what is left out stays as it is. --undo takes back all that
you have said of WHO.

Examples:
  ./visitbook correct Cognizant --kind business
  ./visitbook correct 203.0.113.0/24 --name "Joint Power Technology" --kind business
  ./visitbook correct AS64496 --mine
  ./visitbook correct SAP --star --note "applied 3 Nov"
  ./visitbook correct Cognizant --undo

Exit codes: 0 done, 1 failed, 2 wrong usage (also: several of that name), 3 not authorised`

/** `visitbook correct` */
export function addCorrect(program: Command): void {
  const command = program
    .command('correct')
    .description('say what an organisation, a network or a range is called, what it is, or that it is you')
    .argument('<who>', 'name, key, AS number, domain or range')
    .option('--name <name>', 'what it is called')
    .addOption(new Option('--kind <kind>', 'what it is').choices(kinds))
    .option('--domain <domain>', 'its web domain, such as example.com')
    .option('--mine', 'it is my own: leave its visits out')
    .option('--no-mine', 'it is not')
    .option('--muted', 'send no message about it')
    .option('--no-muted', 'send them')
    .option('--star', 'mark it: its return is told first')
    .option('--no-star', 'do not')
    .option('--note <text>', 'what you know of it, such as "applied 3 Nov"')
    .option('--no-note', 'take the note back')
    .addOption(
      new Option('--undo', 'take back all that was said of it').conflicts([
        'name',
        'kind',
        'domain',
        'mine',
        'muted',
        'star',
        'note',
      ]),
    )
  addUrlOption(command)
    .option('--json', 'print what it is now as JSON')
    .addHelpText('after', help)
    .action(async (who: string, options: CorrectOptions) => (await import('./correct')).correct(who, options))
}

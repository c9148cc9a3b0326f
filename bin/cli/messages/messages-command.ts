import { type Command, Option } from 'commander'
import { addClockOptions, type ClockOptions } from '../clock/clock-options'
import { addUrlOption } from '../visits/visit-options'

export interface MessagesOptions extends ClockOptions {
  readonly url?: string
  readonly limit: string
  readonly resend?: string
  readonly json?: true
}

const help = `
The newest first, for 90 days: sent, waiting for its next try, failed, or merged into a summary. What each way answered
last stands beside it; --json has every try, as the API answers it. The table is cut to the width of the terminal and not
at all in a pipe. --resend sends one once more by every way, with the same id, and says what was answered.

Examples:
  ./visitbook messages
  ./visitbook messages --resend msg_0123456789abcdef01234567
  ./visitbook messages --json --limit 100

Exit codes: 0 done, 1 failed (also: a way did not take it), 2 wrong usage, 3 not authorised`

/** `visitbook messages` */
export function addMessages(program: Command): void {
  const command = program
    .command('messages')
    .description('list what was sent to you by itself, and what was answered; send one once more')
  addClockOptions(addUrlOption(command))
    .option('--limit <count>', 'how many to list, 1 to 100', '50')
    .addOption(new Option('--resend <id>', 'send this one once more').conflicts(['json']))
    .option('--json', 'print them as JSON, with every try')
    .addHelpText('after', help)
    .action(async (options: MessagesOptions) => {
      if (options.resend === undefined) await (await import('./message-list')).printMessages(options)
      else await (await import('./sending')).resendMessage(options.resend, options)
    })
}

const notifyHelp = `
Puts a test message into the outbox and waits up to 30 seconds for what becomes of it: each way and what it answered go to
stdout. An e-mail that was taken may still be on its way, or among the spam. See docs/messages.md.

Examples:
  ./visitbook notify --test

Exit codes: 0 every way took it, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook notify` */
export function addNotify(program: Command): void {
  const command = program.command('notify').description('try whether messages arrive')
  addUrlOption(command)
    .requiredOption('--test', 'send a test message by every way')
    .addHelpText('after', notifyHelp)
    .action(async (options: { readonly url?: string }) => (await import('./sending')).sendTest(options))
}

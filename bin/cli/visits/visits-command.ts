import { type Command, InvalidArgumentError, Option } from 'commander'
import { addFormatOptions } from '../terminal/format-option'
import { addVisitOptions, type VisitOptions } from './visit-options'

/** How `visits` prints. */
export const listFormats = ['table', 'csv', 'ndjson', 'json'] as const
export type ListFormat = (typeof listFormats)[number]

export interface ListOptions extends VisitOptions {
  /** Infinity for all. */
  readonly limit: number
  readonly format: ListFormat
  /** Whether to list sittings instead of their visits. */
  readonly sittings?: boolean
}

const help = `
Newest first. Times of the table are by the clock that its head names; days of --from and --to too. The table is cut to the width of the terminal and not at all in a pipe;
csv, ndjson and json are what the API answers.

Examples:
  ./visitbook visits --since 7d
  ./visitbook visits --since 30d --sittings --kind business
  ./visitbook visits --site you.github.io --page /cv.html --format csv --limit all > cv.csv

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook visits` */
export function addVisits(program: Command): void {
  const command = program.command('visits').description('list visits, newest first')
  addListOptions(command)
    .option('--sittings', 'a line for each sitting, as the command sittings prints them')
    .addHelpText('after', help)
    .action(async (options: ListOptions) =>
      options.sittings === true
        ? (await import('./sittings')).printSittings(options)
        : (await import('./visits')).printVisits(options),
    )
}

const sittingsHelp = `
A sitting is a visitor’s views within 30 minutes of each other; the newest first. Times of the table are by the clock
that its head names; days of --from and --to too. csv, ndjson and json are what the API answers.

Examples:
  ./visitbook sittings --since 30d --kind business
  ./visitbook sittings --limit all --json

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised`

/** `visitbook sittings` */
export function addSittings(program: Command): void {
  addListOptions(program.command('sittings').description('list sittings: who read which pages at a time'))
    .addHelpText('after', sittingsHelp)
    .action(async (options: ListOptions) => (await import('./sittings')).printSittings(options))
}

const addListOptions = (command: Command): Command =>
  addFormatOptions(
    addVisitOptions(command).addOption(
      new Option('--limit <n>', 'how many, or "all"').argParser(limit).default(50),
    ),
    listFormats,
  )

function limit(text: string): number {
  if (text === 'all') return Number.POSITIVE_INFINITY
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new InvalidArgumentError('Write a whole number from 1 on, or "all".')
}

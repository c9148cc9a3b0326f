import { type Command, InvalidArgumentError, Option } from 'commander'
import type { VisitQuery } from './visit-pages'

/** What selects visits on the command line. */
export interface VisitOptions {
  readonly url?: string
  readonly site?: string
  readonly since?: string
  readonly from?: string
  readonly to?: string
  readonly page?: string
  readonly organisation?: string
  readonly network?: string
  readonly kind?: string
  readonly country?: string
  readonly referrer?: string
  readonly referrerGroup?: string
  readonly browser?: string
  readonly os?: string
  readonly device?: string
  readonly language?: string
  readonly visitor?: string
  readonly bot?: string
  readonly mine?: string
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** Milliseconds of `7d`, `12h`, `30m`, `4w`; null for anything else. */
function parseDuration(text: string): number | null {
  const [, count, unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? []
  return count === undefined ? null : Number(count) * (units[unit] as number)
}

function duration(text: string): string {
  if (parseDuration(text) === null) throw new InvalidArgumentError('Write 30m, 12h, 7d or 4w.')
  return text
}

/** Where to ask. */
export const addUrlOption = (command: Command): Command =>
  command.option('--url <url>', 'the API (default: VISITBOOK_URL, or the local one)')

/** About which time. */
export function addTimeOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--since <time>', 'the last 30m, 12h, 7d, 4w').argParser(duration).conflicts('from'),
    )
    .option('--from <when>', 'first day (2026-11-01) or instant (2026-11-01T08:00:00Z), UTC')
    .option('--to <when>', 'last day, included, or instant, excluded, UTC')
}

/** Where to ask, and about which site and period. */
export function addPeriodOptions(command: Command): Command {
  const site = ['--site <host>', 'site, such as you.github.io (default: every site)'] as const
  return addTimeOptions(addUrlOption(command).option(...site))
}

const choices = ['exclude', 'include', 'only']

/** The options by which `visits` and `export` choose. */
export function addVisitOptions(command: Command): Command {
  return addPeriodOptions(command)
    .option('--page <path>', 'path, such as /cv.html')
    .option('--organisation <asn>', 'network of the organisation, such as AS714')
    .option('--network <addresses>', 'where it came from, such as 203.0.113.0/24')
    .option('--kind <kinds>', 'kinds of organisation, such as business,education')
    .option('--country <code>', 'two letters, such as DE')
    .option('--referrer <host>', 'host of the referrer, exactly')
    .option('--referrer-group <group>', 'what kind of place it is: search, social, ai, mail …')
    .option('--browser <browser>', 'browser and major version, exactly, such as "Firefox 145"')
    .option('--os <system>', 'operating system, exactly, such as "Windows 10"')
    .option('--device <device>', 'desktop, mobile, tablet, tv, console, wearable or embedded')
    .option('--language <tag>', 'language of the browser, exactly, such as de-DE')
    .option('--visitor <visitor>', 'a browser on one day: the 24 characters of a visit’s visitor')
    .addOption(new Option('--bot <choice>', 'visits of bots (default: exclude)').choices(choices))
    .addOption(
      new Option('--mine <choice>', 'visits from my own network (default: exclude)').choices(choices),
    )
}

const filters = [
  'page',
  'organisation',
  'network',
  'kind',
  'country',
  'referrer',
  'referrerGroup',
  'browser',
  'os',
  'device',
  'language',
  'visitor',
  'bot',
  'mine',
] as const satisfies readonly (keyof VisitOptions)[]

/** What is asked of the visits themselves, which options and the API call alike. */
export const filtersOf = (options: VisitOptions): VisitQuery =>
  Object.fromEntries(filters.map((name) => [name, options[name]]))

/** The same choice in the API's words; `--since` counts back from `now`. */
export function queryOf(options: VisitOptions, now: Date): VisitQuery {
  const { site, since, from, to } = options
  return { site, from: since === undefined ? from : startOf(since, now), to, ...filtersOf(options) }
}

const startOf = (since: string, now: Date): string =>
  new Date(Math.max(0, now.getTime() - (parseDuration(since) ?? 0))).toISOString()

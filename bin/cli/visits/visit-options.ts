import { type Command, InvalidArgumentError, Option } from 'commander'
import { inclusions } from '../../../lambda/domain/describe/inclusion'
import { type FilterName, filterNames, visitFilters } from '../../../lambda/domain/report/visit-filters'
import { dayLength, hourLength } from '../../../lambda/domain/time/day'
import { zoneFor } from '../clock/clock'
import { addClockOptions, type ClockOptions } from '../clock/clock-options'
import { readByClock } from '../clock/local-time'
import type { VisitQuery } from './visit-pages'

/** What selects visits on the command line. */
export interface VisitOptions extends Readonly<Partial<Record<FilterName, string>>>, ClockOptions {
  readonly url?: string
  readonly site?: string
  readonly since?: string
  readonly from?: string
  readonly to?: string
  readonly bot?: string
  readonly mine?: string
}

const units: Readonly<Record<string, number>> = { m: 60_000, h: hourLength, d: dayLength, w: 7 * dayLength }

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

/** About which time, and by whose clock. */
export function addTimeOptions(command: Command): Command {
  return addClockOptions(command)
    .addOption(
      new Option('--since <time>', 'the last 30m, 12h, 7d, 4w').argParser(duration).conflicts('from'),
    )
    .option(
      '--from <when>',
      'first day (2026-11-01) or time (2026-11-01T08:00) by that clock, or instant (2026-11-01T08:00Z)',
    )
    .option('--to <when>', 'last day, included, or time, excluded')
}

/** Where to ask, and about which site and period. */
export function addPeriodOptions(command: Command): Command {
  const site = ['--site <host>', 'site, such as you.github.io (default: every site)'] as const
  return addTimeOptions(addUrlOption(command).option(...site))
}

/** What to do with the owner's own visits. */
export const addMineOption = (command: Command): Command =>
  command.addOption(new Option('--mine <choice>', 'my own visits (default: exclude)').choices(inclusions))

const listHelp = `
A filter takes several values, separated by commas: --country DE,AT. With ! in front a value is left out, none is
what is not known, and * ends a folder or a family; quote them from the shell:
  --country '!DE,!none'   --referrer none   --page '/projects/*'   --browser 'Firefox *'
--organisation takes a name too, whatever its case: --organisation "Joint Power Technology"`

/** The options by which `visits` and `export` choose: those of the API, by the same names and words. */
export function addVisitOptions(command: Command): Command {
  addPeriodOptions(command)
  for (const name of filterNames) {
    const { placeholder, description } = visitFilters[name]
    command.option(`--${dashed(name)} <${placeholder}>`, phrase(description))
  }
  return addMineOption(
    command
      .addHelpText('after', listHelp)
      .addOption(new Option('--bot <choice>', 'visits of bots (default: exclude)').choices(inclusions)),
  )
}

/** A sentence as help has it: without its capital and its full stop. */
const phrase = (sentence: string): string =>
  sentence.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase()).replace(/\.$/, '')

/** `referrerGroup` as an option, `referrer-group`. */
const dashed = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** What is asked of the visits themselves, which options and the API call alike. */
export const filtersOf = (options: VisitOptions): VisitQuery =>
  Object.fromEntries(([...filterNames, 'bot', 'mine'] as const).map((name) => [name, options[name]]))

/** The same choice in the API's words; `--since` counts back from `now`. */
export function queryOf(options: VisitOptions, now: Date): VisitQuery {
  const { site, since } = options
  const zone = zoneFor(options)
  const [from, to] = (['from', 'to'] as const).map((edge) => {
    const text = options[edge]
    return text === undefined ? undefined : readByClock(text, edge, zone)
  })
  return { site, from: since === undefined ? from : startOf(since, now), to, ...filtersOf(options) }
}

const startOf = (since: string, now: Date): string =>
  new Date(Math.max(0, now.getTime() - (parseDuration(since) ?? 0))).toISOString()

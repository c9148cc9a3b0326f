import { isZone, type Zone } from '../../../lambda/domain/time/zone'
import { addDays, type Day, dayOf, isDay, startOf } from './day'
import type { Reading } from './left-out'
import {
  type Comparison,
  comparisons,
  type Grain,
  grains,
  isPreset,
  type Period,
  type Preset,
  presets,
} from './period'
import { pageZone } from './zone'

/** What an address says of time. */
export interface Times {
  readonly period: Period
  /** What the period is compared with. */
  readonly compared: Comparison
  /** What the chart has a bar for; null where that follows from the length of the period. */
  readonly grain: Grain | null
}

/** The times of an address that says nothing about them. */
export const firstTimes = { period: '30d', compared: 'before', grain: null } as const satisfies Times

/** The parameters of an address that say something of time. */
export const timeNames = ['period', 'from', 'to', 'compare', 'by', 'tz'] as const

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i

/**
 * Reads what an address says of time: `from` and `to` in any order, either of them alone, days or instants, and a name in
 * any of its spellings. Of a parameter that is there twice the first is taken.
 */
export function readTimes(query: URLSearchParams, zone: Zone = pageZone.zone): Reading<Times> {
  const [name, from, to, compare, by, tz] = timeNames.map((one) => query.get(one) ?? '') as Texts
  const [first, last] = [edgeIn(from, 0, zone), edgeIn(to, 1, zone)]
  const preset = presetIn(name)
  const [compared, grain] = [
    comparisons.find((one) => one === compare) ?? null,
    grains.find((one) => one === by) ?? null,
  ]
  const left = [
    preset !== null && first.day === null ? '' : name,
    first.rest,
    last.rest,
    compared === null ? compare : '',
    grain === null ? by : '',
    isZone(tz) ? '' : tz,
  ]
  return {
    value: {
      period: periodOf(preset, first.day, last.day),
      compared: compared ?? firstTimes.compared,
      grain,
    },
    leftOut: timeNames
      .flatMap((one, at) => [left[at] ?? '', ...othersOf(query, one)].map((value) => ({ name: one, value })))
      .filter(({ value }) => value !== ''),
  }
}

/** The values of a parameter that is there several times, other than the first. */
const othersOf = (query: URLSearchParams, name: string): readonly string[] =>
  query.getAll(name).filter((value) => value !== query.get(name))

type Texts = [name: string, from: string, to: string, compare: string, by: string, tz: string]

function periodOf(preset: Preset | null, start: Day | null, end: Day | null): Period {
  if (start !== null && end !== null) return start < end ? { from: start, to: end } : { from: end, to: start }
  if (start !== null) return { from: start, to: null }
  return end === null ? (preset ?? firstTimes.period) : { preset: preset ?? firstTimes.period, to: end }
}

/** The day of an edge of the period, and what more it says. @param before milliseconds to the last moment included */
function edgeIn(text: string, before: 0 | 1, zone: Zone): { day: Day | null; rest: string } {
  if (isDay(text)) return { day: text, rest: '' }
  const time = instant.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text.toUpperCase()) : Number.NaN
  if (Number.isNaN(time)) return { day: null, rest: text }
  const day = dayOf(new Date(time - before), zone)
  const isWhole = startOf(addDays(day, before), zone).getTime() === time
  return { day, rest: isWhole ? '' : text.slice(10) }
}

/** `7days`, `Last_Month` and `this month` are names too. */
function presetIn(text: string): Preset | null {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replace(/[^a-z\d]/g, '')
      .replace(/^this/, '')
      .replace(/(?<=\d[dm])(ays?|onths?)$/, '')
  return presets.find((preset) => plain(preset) === plain(text)) ?? null
}

/** The parameters that say it, in the order of `timeNames`. Those that go without saying are null. */
export function timePairs({ period, compared, grain }: Times): readonly (readonly [string, string | null])[] {
  const parts: Parts = isPreset(period) ? { preset: period, to: null } : period
  return [
    ['period', parts.preset === firstTimes.period ? null : (parts.preset ?? null)],
    ['from', parts.from ?? null],
    ['to', parts.to],
    ['compare', compared === firstTimes.compared ? null : compared],
    ['by', grain],
    ['tz', pageZone.named],
  ]
}

interface Parts {
  readonly from?: Day
  readonly preset?: Preset
  readonly to: Day | null
}

import * as v from 'valibot'
import { InvalidInput } from '../errors'
import {
  type Day,
  dayLength,
  dayOf,
  daysBetween,
  endOf,
  type Instant,
  instantOf,
  nextDay,
  startOf,
} from './day'
import { utc, type Zone } from './zone'

/** A span of time from `start` (included) to `end` (excluded). */
export interface Period {
  readonly start: Instant
  readonly end: Instant
}

/** A UTC day, whole. */
export const periodOfDay = (day: Day): Period => ({
  start: instantOf(startOf(day)),
  end: instantOf(endOf(day)),
})

/** A day or an instant (RFC 3339), as `parsePeriod` reads it. */
export const momentText = v.pipe(
  v.string(),
  v.metadata({ anyOf: [{ format: 'date' }, { format: 'date-time' }] }),
)

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i

/** The last moment with a four-digit year. Later ones would not sort as text. */
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z')

/** The period of all possible visits. */
const always: Period = { start: instantOf(0), end: instantOf(lastMoment) }

/**
 * Parses a period as people type it: days in the zone (`2026-11-22`, the last one included) or instants
 * (`2026-11-22T15:00:00Z`, the last one excluded). A bound that is omitted, or beyond all possible visits, is no bound.
 *
 * @throws InvalidInput naming `from` or `to`
 */
export function parsePeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  zone: Zone = utc,
): Period {
  const endOfDay = (last: Day) => (last === dayOf(always.end) ? lastMoment : zone.startOf(nextDay(last)))
  const start = from === undefined ? always.start : momentOf(from, 'from', zone.startOf)
  const end = to === undefined ? always.end : momentOf(to, 'to', endOfDay)
  if (start >= end) throw new InvalidInput('from must be before to', 'from')
  return { start, end }
}

/** Returns null for what is neither a day nor an instant. */
function timeOf(text: string, edgeOf: (day: string) => number): number | null {
  if (!isReal(text.slice(0, 10))) return null
  if (day.test(text)) return edgeOf(text)
  const time = instant.test(text) ? Date.parse(text.toUpperCase()) : Number.NaN // of 25:00, too
  return Number.isNaN(time) ? null : time
}

function momentOf(text: string, field: string, edgeOf: (day: string) => number): Instant {
  const time = timeOf(text, edgeOf)
  if (time === null) {
    throw new InvalidInput(
      `${field} must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z`,
      field,
    )
  }
  return instantOf(Math.min(Math.max(time, 0), lastMoment))
}

/** Whether the calendar has such a day. `Date.parse` turns 30 February into 2 March. */
function isReal(text: string): boolean {
  const time = startOf(text)
  return !Number.isNaN(time) && instantOf(time).startsWith(text)
}

export interface AskedPeriod {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/**
 * Returns the period that is asked for. If `from` is omitted, it is the last `days` before `to` or before now.
 *
 * @throws InvalidInput naming `from` or `to`
 */
export function recentPeriod({ from, to }: AskedPeriod, now: Date, days: number): Period {
  if (from !== undefined) return parsePeriod({ from, to })
  const { end } = parsePeriod({ to })
  const last = Math.min(Date.parse(end), now.getTime())
  return { start: instantOf(Math.max(0, last - days * dayLength)), end }
}

/** The last UTC days of a period that are not to come, the newest last. @param most how many there are at most */
export function lastDays({ start, end }: Period, now: Date, most: number): Day[] {
  const last = Math.min(Date.parse(end), now.getTime() + 1) - 1
  const first = Math.max(Date.parse(start), last - (most - 1) * dayLength)
  return last < first ? [] : daysBetween(dayOf(instantOf(first)), dayOf(instantOf(last)))
}

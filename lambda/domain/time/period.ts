import * as v from 'valibot'
import { InvalidInput } from '../errors'
import { type Day, dayLength, dayOf, type Instant, instantOf, nextDay, startOf } from './day'
import { utc, type Zone } from './zone'

/** From `start` on, until just before `end`. */
export interface Period {
  readonly start: Instant
  readonly end: Instant
}

/** A day or an instant (RFC 3339), as `parsePeriod` reads it. */
export const momentText = v.pipe(
  v.string(),
  v.metadata({ anyOf: [{ format: 'date' }, { format: 'date-time' }] }),
)

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i

/** The last moment with a four-digit year: later ones would not sort as text. */
const lastMoment = Date.parse('9999-12-31T23:59:59.999Z')

/** Every visit there can be. */
const always: Period = { start: instantOf(0), end: instantOf(lastMoment) }

/**
 * A period from what a person types: days (`2026-11-22`, of the zone, the last one included) or instants
 * (`2026-11-22T15:00:00Z`, the last one excluded). What is left out is unbounded, and so is what lies beyond every visit.
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

function momentOf(text: string, field: string, edgeOf: (day: string) => number): Instant {
  const time = !isReal(text.slice(0, 10))
    ? Number.NaN
    : day.test(text)
      ? edgeOf(text)
      : instant.test(text)
        ? Date.parse(text.toUpperCase())
        : Number.NaN
  if (Number.isNaN(time)) {
    throw new InvalidInput(
      `${field} must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z`,
      field,
    )
  }
  return instantOf(Math.min(Math.max(time, 0), lastMoment))
}

/** `Date.parse` takes 30 February for 2 March. */
function isReal(text: string): boolean {
  const time = startOf(text)
  return !Number.isNaN(time) && instantOf(time).startsWith(text)
}

export interface AskedPeriod {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The period that is asked for; where `from` is left out, the last `days` before `to`, or before now. @throws InvalidInput naming `from` or `to` */
export function recentPeriod({ from, to }: AskedPeriod, now: Date, days: number): Period {
  if (from !== undefined) return parsePeriod({ from, to })
  const { end } = parsePeriod({ to })
  const last = Math.min(Date.parse(end), now.getTime())
  return { start: instantOf(Math.max(0, last - days * dayLength)), end }
}

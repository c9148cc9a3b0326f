import { endOf, type Instant, instantOf, startOf } from './day'
import { InvalidInput } from './invalid-input'

/** From `start` on, until just before `end`. */
export interface Period {
  readonly start: Instant
  readonly end: Instant
}

const day = /^\d{4}-\d{2}-\d{2}$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/

/** Every visit there can be: four-digit years, so that instants sort as text. */
const always: Period = { start: instantOf(0), end: '9999-12-31T23:59:59.999Z' }

/**
 * A period from what a person types: days (`2026-11-22`, UTC, the last one included) or instants
 * (`2026-11-22T15:00:00Z`, the last one excluded). What is left out is unbounded.
 *
 * @throws InvalidInput naming `from` or `to`
 */
export function parsePeriod({ from, to }: { from?: string | undefined; to?: string | undefined }): Period {
  const start = from === undefined ? always.start : momentOf(from, 'from', startOf)
  const end = to === undefined ? always.end : momentOf(to, 'to', endOf)
  if (start >= end) throw new InvalidInput('from must be before to', 'from')
  return { start, end }
}

function momentOf(text: string, field: string, edgeOf: (day: string) => number): Instant {
  const time = day.test(text)
    ? realDay(text) && edgeOf(text)
    : instant.test(text)
      ? Date.parse(text)
      : Number.NaN
  if (typeof time !== 'number' || Number.isNaN(time) || time < 0 || instantOf(time) > always.end) {
    throw new InvalidInput(
      `${field} must be a day such as 2026-11-22 or an instant such as 2026-11-22T15:00:00Z`,
      field,
    )
  }
  return instantOf(time)
}

/** `Date.parse` takes 30 February for 2 March. */
function realDay(text: string): boolean {
  const time = startOf(text)
  return !Number.isNaN(time) && instantOf(time).startsWith(text)
}

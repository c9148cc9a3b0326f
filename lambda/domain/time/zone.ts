import { InvalidInput } from '../errors'
import { type Day, type Instant, instantOf } from './day'

/** A time zone, which says when days and hours begin. Moments are milliseconds since 1970. */
export interface Zone {
  /** IANA name, `Asia/Shanghai`. */
  readonly name: string
  /** Returns the minutes east of UTC at a moment. */
  offsetAt(time: number): number
  dayAt(time: number): Day
  /** Returns the moment at which a day begins in the zone. */
  startOf(day: Day): number
}

export const utc: Zone = {
  name: 'UTC',
  offsetAt: () => 0,
  dayAt: (time) => instantOf(time).slice(0, 10),
  startOf: (day) => Date.parse(`${day}T00:00:00.000Z`),
}

const minute = 60_000
const hour = 60 * minute

/** @throws InvalidInput if there is no such zone */
export function zoneOf(name: string): Zone {
  if (name === 'UTC') return utc
  const format = formatOf(name)
  const known = new Map<number, number>() // offsets change only at quarters of an hour
  const offsetAt = (time: number): number => {
    const quarter = Math.floor(time / (15 * minute))
    const before = known.get(quarter)
    if (before !== undefined) return before
    const offset = minutesIn(format.formatToParts(quarter * 15 * minute))
    known.set(quarter, offset)
    return offset
  }
  const dayAt = (time: number): Day => instantOf(time + offsetAt(time) * minute).slice(0, 10)
  return {
    name,
    offsetAt,
    dayAt,
    startOf(day) {
      const midnight = utc.startOf(day)
      const guess = midnight - offsetAt(midnight) * minute
      const start = midnight - offsetAt(guess) * minute
      if (dayAt(start) === day && dayAt(start - 1) !== day) return start
      // The clock is put forward or back around midnight, so this finds the first quarter of an hour that is in the day.
      let edge = start - 3 * hour
      while (dayAt(edge) < day) edge += 15 * minute
      return edge
    },
  }
}

/** Whether there is such a zone. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError()
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
  } catch {
    throw new InvalidInput('tz must be the name of a time zone such as Europe/Berlin', 'tz')
  }
}

/** Returns 330 for `GMT+05:30` and 0 for `GMT`. */
function minutesIn(parts: readonly Intl.DateTimeFormatPart[]): number {
  const text = parts.find(({ type }) => type === 'timeZoneName')?.value ?? ''
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(text) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0))
}

/**
 * Names an hour as reports do, by the clock of the zone: `2026-11-22T15:00Z`, `2026-11-22T15:00+08:00`. An hour that a
 * clock change cuts is named by the moment at which its part begins: `2026-10-04T02:30+11:00` on Lord Howe Island.
 */
export function hourNameOf(zone: Zone, time: number): string {
  const offset = zone.offsetAt(time)
  let start = Math.floor((time + offset * minute) / hour) * hour - offset * minute
  while (zone.offsetAt(start) !== offset) start += 15 * minute
  const local: Instant = instantOf(start + offset * minute)
  const text = local.slice(0, 16)
  if (zone.name === 'UTC') return `${text}Z`
  const [h, m] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60]
  return `${text}${offset < 0 ? '-' : '+'}${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`
}

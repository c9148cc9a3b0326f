import { type Day, dayLength, dayOf, type Instant, instantOf } from '../time/day'
import type { Zone } from '../time/zone'

/** Hours of a clock, from the first to before the second, which may be past midnight. Two that are the same are none. */
export type QuietHours = readonly [from: number, to: number]

const [minute, quarter] = [60_000, 15 * 60_000]

/** The hour that the clock of a zone shows, 0 to 23. */
const hourAt = (zone: Zone, time: number): number =>
  new Date(time + zone.offsetAt(time) * minute).getUTCHours()

function isQuiet(zone: Zone, [from, to]: QuietHours, time: number): boolean {
  const hour = hourAt(zone, time)
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}

/** Returns when quiet hours that a moment is in end; null where it is in none. Clocks are put forward and back at quarters. */
export function quietEnd(zone: Zone, quiet: QuietHours | null, moment: Instant): Instant | null {
  const time = Date.parse(moment)
  if (quiet === null || !isQuiet(zone, quiet, time)) return null
  let end = (Math.floor(time / quarter) + 1) * quarter
  while (isQuiet(zone, quiet, end)) end += quarter
  return instantOf(end)
}

/** Returns the first moment of a day at which the clock of a zone shows an hour, or a later one where it skips that. */
export function momentOf(zone: Zone, day: Day, hour: number): number {
  let time = zone.startOf(day)
  while (hourAt(zone, time) < hour && zone.dayAt(time) === day) time += quarter
  return time
}

/** Returns the day before, by the calendar. */
export const dayBefore = (day: Day): Day => dayOf(instantOf(Date.parse(day) - dayLength))

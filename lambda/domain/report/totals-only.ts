import type { Breakdown } from '../count/breakdown'
import { type Count, none, sum } from '../count/count'
import { daysBetween, hourLength, type Instant, instantOf } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'

/**
 * What a reader who may see only totals is shown: hours that are over, by the clock of one zone, and pages only for days
 * that are over, for a week at least, and only if they are read often. Even by comparing answers, nobody can place a visit
 * more closely than its hour, or a page view more closely than its day.
 */

/** The fewest days for which pages are shown. */
export const fewestPageDays = 7

/** The fewest visits with which a page is named. */
const fewestPageVisits = 5

/** A quarter of an hour in milliseconds. In every zone, hours begin at one. */
const quarter = 15 * 60_000

/** Returns the beginning of the zone's hour that a moment is in. Both are milliseconds since 1970. */
export function hourStartIn(zone: Zone, time: number): number {
  let start = Math.floor(time / quarter) * quarter
  while (hourNameOf(zone, start - quarter) === hourNameOf(zone, start)) start -= quarter
  return start
}

/** Returns the beginning of the zone's next hour, or the moment itself if an hour begins there. It reveals no visit's time. */
export const nextHourIn = (zone: Zone, moment: Instant): Instant =>
  instantOf(hourStartIn(zone, Date.parse(moment) + hourLength - 1))

/** Returns the part of a period before a moment, empty if the period begins later. */
export function partBefore({ start, end }: Period, moment: Instant): Period {
  const last = end < moment ? end : moment
  return { start, end: last > start ? last : start }
}

/** Returns the beginning of the zone's day that a moment is in. */
export const dayStartIn = (zone: Zone, moment: Instant): Instant =>
  instantOf(zone.startOf(zone.dayAt(Date.parse(moment))))

/** Whether a period has enough days, up to today, for its pages to be shown. */
export function holdsPages({ start, end }: Period, zone: Zone, now: Date): boolean {
  const last = Math.min(Date.parse(end) - 1, now.getTime())
  return daysBetween(zone.dayAt(Date.parse(start)), zone.dayAt(last)).length >= fewestPageDays
}

/**
 * Returns pages without the rarely read ones, which are summed with the visits that no page may be named for. The number of
 * such pages is hidden, because it would reveal whether a day had a new page.
 */
export function withoutRarePages({ values, others }: Breakdown, untold: Count): Breakdown {
  const rare = values.filter(({ visits }) => visits < fewestPageVisits)
  const rest = [...rare, others, untold].reduce<Count>(sum, none)
  return {
    values: values.filter(({ visits }) => visits >= fewestPageVisits),
    others: { values: rest.visits > 0 ? 1 : 0, ...rest },
  }
}

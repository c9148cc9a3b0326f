import type { Breakdown } from '../count/breakdown'
import { type Count, none, sum } from '../count/count'
import { daysBetween, hourLength, type Instant, instantOf } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'

/**
 * What somebody may know who may see totals alone: hours that are over, by the clock of one zone; pages only of days that
 * are over, by the week at least, and only those that are read often. Whatever is asked, and taken from each other, no
 * visit is told closer than its hour, and no page closer than a day.
 */

/** Days that pages are told of, at least. */
export const fewestPageDays = 7

/** Visits of a page that is named, at least. */
const fewestPageVisits = 5

/** The quarter of an hour: all zones begin their hours at one. */
const quarter = 15 * 60_000

/** The beginning of the hour, by the clock of a zone, that a moment is in; milliseconds since 1970. */
export function hourStartIn(zone: Zone, time: number): number {
  let start = Math.floor(time / quarter) * quarter
  while (hourNameOf(zone, start - quarter) === hourNameOf(zone, start)) start -= quarter
  return start
}

/** The beginning of the next hour of a zone, or the moment itself where one begins: so no single visit's time is told. */
export const nextHourIn = (zone: Zone, moment: Instant): Instant =>
  instantOf(hourStartIn(zone, Date.parse(moment) + hourLength - 1))

/** The part of a period before a moment; empty where it begins later. */
export function partBefore({ start, end }: Period, moment: Instant): Period {
  const last = end < moment ? end : moment
  return { start, end: last > start ? last : start }
}

/** The beginning of the day of the zone that a moment is in. */
export const dayStartIn = (zone: Zone, moment: Instant): Instant =>
  instantOf(zone.startOf(zone.dayAt(Date.parse(moment))))

/** Whether a period has enough days, today's the last, for its pages to be told. */
export function holdsPages({ start, end }: Period, zone: Zone, now: Date): boolean {
  const last = Math.min(Date.parse(end) - 1, now.getTime())
  return daysBetween(zone.dayAt(Date.parse(start)), zone.dayAt(last)).length >= fewestPageDays
}

/**
 * Pages without those that are read seldom, which are summed with what is told by no page. How many values that are is
 * not told: it would tell of a day whether its page was a new one.
 */
export function withoutRarePages({ values, others }: Breakdown, untold: Count): Breakdown {
  const rare = values.filter(({ visits }) => visits < fewestPageVisits)
  const rest = [...rare, others, untold].reduce<Count>(sum, none)
  return {
    values: values.filter(({ visits }) => visits >= fewestPageVisits),
    others: { values: rest.visits > 0 ? 1 : 0, ...rest },
  }
}

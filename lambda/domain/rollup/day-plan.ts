import type { Count } from '../count/count'
import { type ByClass, visitClasses } from '../describe/visit-class'
import {
  type Day,
  dayLength,
  daysBetween,
  type Hour,
  hourLength,
  hourOf,
  instantOf,
  startOf,
  startOfHour,
} from '../time/day'
import type { Period } from '../time/period'
import { clockTolerance } from '../visit/visit-id'

/** In milliseconds. An hour closes this long after its end, because clocks that are behind may still send visits. */
export const settlingTime = 2 * clockTolerance

/** What is known about a site's days before any visit is read. */
export interface KnownDays {
  /** Days with visits. A counted day is left out once its visits have begun to expire. */
  readonly recorded: ReadonlySet<Day>
  /** Totals of the days that have been counted. */
  readonly counted: ReadonlyMap<Day, ByClass<Count>>
  /** Days marked for recounting. */
  readonly reopened: ReadonlySet<Day>
}

/** Which days of a period a report takes from rollups (`closed`), and which it has to read (`open`). */
export interface DayPlan {
  readonly closed: readonly Day[]
  /** Closed days that are being recounted and have too many visits to read meanwhile. */
  readonly recounting: readonly Day[]
  readonly open: readonly Day[]
}

/** A day with up to this many visits is read rather than taken from a less exact source. */
export const exactlyRead = 2000

/** The most visits read for all days together that are being recounted: a correction may reopen every day. */
export const reopenedRead = 10_000

/** @param mostRead the most visits to read for all days together that are being recounted */
export function planDays(
  period: Period,
  { recorded, counted, reopened }: KnownDays,
  mostRead = reopenedRead,
): DayPlan {
  const closed: Day[] = []
  const recounting: Day[] = []
  const open: Day[] = []
  let left = Math.min(mostRead, reopenedRead)
  for (const day of daysOf(period).toReversed()) {
    const totals = counted.get(day)
    if (totals === undefined || !isWhole(day, period)) {
      if (totals !== undefined || recorded.has(day)) open.push(day)
    } else if (!reopened.has(day) || !recorded.has(day)) closed.push(day)
    else if (visitCount(totals) <= Math.min(exactlyRead, left)) {
      left -= visitCount(totals)
      open.push(day)
    } else recounting.push(day)
  }
  return {
    closed: [...closed, ...recounting].toSorted(),
    recounting: recounting.toSorted(),
    open: open.toSorted(),
  }
}

/** Returns the UTC days that a period touches. */
export const daysOf = ({ start, end }: Period): Day[] =>
  daysBetween(start.slice(0, 10), instantOf(Date.parse(end) - 1).slice(0, 10))

/** Returns the part of a day that lies in a period. */
export function partOf(day: Day, { start, end }: Period): Period {
  const [dayStart, dayEnd] = [instantOf(startOf(day)), instantOf(startOf(day) + dayLength)]
  return { start: start > dayStart ? start : dayStart, end: end < dayEnd ? end : dayEnd }
}

export function isWhole(day: Day, period: Period): boolean {
  const { start, end } = partOf(day, period)
  return Date.parse(end) - Date.parse(start) === dayLength
}

export const visitCount = (totals: ByClass<Count>): number =>
  visitClasses.reduce((sum, visitClass) => sum + (totals[visitClass]?.visits ?? 0), 0)

export const visitorsIn = (totals: ByClass<Count>): number =>
  visitClasses.reduce((sum, visitClass) => sum + (totals[visitClass]?.visitors ?? 0), 0)

/** Returns the rest of a period after removing whole hours, which must be in order. */
export function without(period: Period, hours: readonly Hour[]): Period[] {
  const left: Period[] = []
  let from = period.start
  for (const hour of hours) {
    const [start, end] = [startOfHour(hour), startOfHour(hour) + hourLength].map(instantOf) as [
      string,
      string,
    ]
    if (from < start) left.push({ start: from, end: start })
    from = end
  }
  if (from < period.end) left.push({ start: from, end: period.end })
  return left
}

/** Whether a whole hour lies in a period. */
export const holdsHour = ({ start, end }: Period, hour: Hour): boolean =>
  startOfHour(hour) >= Date.parse(start) && startOfHour(hour) + hourLength <= Date.parse(end)

export const hoursOf = (day: Day): Hour[] =>
  Array.from({ length: 24 }, (_, at) => hourOf(instantOf(startOf(day) + at * hourLength)))

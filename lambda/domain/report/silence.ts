import { type Day, dayLength, startOf } from '../time/day'

/** How long nobody has come to a site to whom somebody usually comes. */
export interface Silence {
  /** The last day with visits. */
  readonly lastDay: Day
  /** Whole days since then. */
  readonly days: number
  /** Days from one day with visits to the next, usually. */
  readonly usualGap: number
}

/** A site is silent after more days than this, and than this many times its usual gap. */
const [leastDays, timesUsual] = [7, 3]

/** How many of its last days with visits tell what is usual. */
const daysLookedAt = 30

/** @param days with visits, in any order @returns null for a site that is no more silent than it usually is */
export function silenceOf(days: readonly Day[], today: Day): Silence | null {
  const last = days.toSorted().slice(-daysLookedAt)
  const lastDay = last.at(-1)
  if (lastDay === undefined) return null
  const gaps = last.slice(1).map((day, at) => daysApart(last[at] as Day, day))
  const usualGap = medianOf(gaps) ?? 1
  const silent = daysApart(lastDay, today)
  return silent > leastDays && silent > timesUsual * usualGap ? { lastDay, days: silent, usualGap } : null
}

const daysApart = (from: Day, to: Day): number => Math.round((startOf(to) - startOf(from)) / dayLength)

const medianOf = (gaps: readonly number[]): number | undefined =>
  gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)]

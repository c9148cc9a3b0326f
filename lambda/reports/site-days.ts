import { daysOf, type KnownDays, partOf, planDays } from '../domain/rollup/day-plan'
import { type Day, dayOf, endOf, instantOf, startOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import { type KnownDaysParts, knownDays } from './known-days'

/** A site's part in a period: the days already counted, and what has to be read, latest first. */
export interface AskedDays {
  readonly site: string
  readonly closed: readonly Day[]
  /** Whether some of these are being counted again, and are taken as they were before. */
  readonly isRecounting: boolean
  readonly open: readonly Period[]
  /** What is known about all days until the period's end. */
  readonly history: History
}

/** How far a site's past has been counted. */
export interface History {
  readonly site: string
  /** Whether every day that began before the period has been counted, and none is marked for recounting. */
  readonly isCountedBefore: boolean
  /** Days marked for recounting. */
  readonly reopened: ReadonlySet<Day>
}

/**
 * Looks up which days of a period have been counted, and whether the days before it have: one item of 100 bytes for
 * each. The period may be all of time.
 */
export async function askedDays(parts: KnownDaysParts, site: string, period: Period): Promise<AskedDays> {
  const range = { site, from: '0000-01-01', to: dayOf(instantOf(Date.parse(period.end) - 1)) }
  const { recorded, counted, reopened } = await knownDays(parts, range)
  const known = { recorded, counted, reopened: new Set([...reopened].filter((day) => recorded.has(day))) }
  const history = {
    site,
    isCountedBefore: [...recorded]
      .filter((day) => startOf(day) < Date.parse(period.start))
      .every((day) => counted.has(day) && !known.reopened.has(day)),
    reopened: known.reopened,
  }
  const peopled = withinKnown(period, known)
  if (peopled === null) return { site, closed: [], isRecounting: false, open: [], history }
  const { closed, open, recounting } = planDays(peopled, known)
  const isRecounting = recounting.length > 0
  return { site, closed, isRecounting, open: stretchesOf(open, closed, peopled), history }
}

/** The part of a period in which a site had any days at all: from 1970 to 9999 there are three million. */
function withinKnown(period: Period, { recorded, counted }: KnownDays): Period | null {
  const from = dayOf(period.start)
  const days = [...recorded, ...counted.keys()].filter((day) => day >= from).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
  const [start, end] = [instantOf(startOf(first)), instantOf(endOf(last))]
  return {
    start: start > period.start ? start : period.start,
    end: end < period.end ? end : period.end,
  }
}

/** Joins open days that no closed day separates into one period, so that their visits are read in one go; latest first. */
function stretchesOf(open: readonly Day[], closed: readonly Day[], period: Period): Period[] {
  const parted = new Set(closed)
  const stretches: Period[] = []
  let before: Day | null = null
  for (const day of open) {
    const [part, last] = [partOf(day, period), stretches.at(-1)]
    const isNext =
      before !== null && !daysOf({ start: before, end: part.start }).some((one) => parted.has(one))
    if (last !== undefined && isNext) stretches[stretches.length - 1] = { start: last.start, end: part.end }
    else stretches.push(part)
    before = day
  }
  return stretches.toReversed()
}

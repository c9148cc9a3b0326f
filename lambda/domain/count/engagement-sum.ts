/** What was reported of some visits, added up. */
export interface EngagementSum {
  /** Visits whose beacon has reported. */
  readonly visits: number
  /** Whole seconds that their pages were in front. */
  readonly seconds: number
  /** Visits in which the end of the page came into view. */
  readonly reachedEnd: number
}

/** How many visits were in front for how many whole seconds, in order. The last entry may stand for `longestTold` and more. */
export type TimesInFront = readonly (readonly [seconds: number, visits: number])[]

/** Seconds from which on times are not told apart: an hour. So a median is exact below it. */
export const longestTold = 3600

export const noEngagement: EngagementSum = { visits: 0, seconds: 0, reachedEnd: 0 }

export const addEngagement = (a: EngagementSum, b: EngagementSum): EngagementSum => ({
  visits: a.visits + b.visits,
  seconds: a.seconds + b.seconds,
  reachedEnd: a.reachedEnd + b.reachedEnd,
})

/** Per cent of a page's height that are its end. */
const end = 100

/** Whether the end of a page came into view. */
export const reachesEnd = (reach: number): boolean => reach >= end

/** Adds up times of different visits. */
export function addTimes(all: Iterable<TimesInFront>): TimesInFront {
  const visits = new Map<number, number>()
  for (const times of all)
    for (const [seconds, count] of times) visits.set(seconds, (visits.get(seconds) ?? 0) + count)
  return [...visits].toSorted(([a], [b]) => a - b)
}

/** Returns the median, the mean of the two in the middle where their number is even; null if there are none. */
export function medianOf(times: TimesInFront): number | null {
  const visits = times.reduce((sum, [, count]) => sum + count, 0)
  return visits === 0 ? null : (timeAt(times, (visits - 1) >> 1) + timeAt(times, visits >> 1)) / 2
}

/** Returns the seconds of one visit by its place among all of them. */
function timeAt(times: TimesInFront, place: number): number {
  let before = 0
  for (const [seconds, count] of times) {
    before += count
    if (place < before) return seconds
  }
  return longestTold
}

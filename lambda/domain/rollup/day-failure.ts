import { clean, cut } from '../text'
import { type Instant, instantOf } from '../time/day'

/** A record that a day could not be counted. It is tried again after all other days, at growing intervals. */
export interface DayFailure {
  readonly reason: string
  /** Number of failed attempts. */
  readonly attempts: number
  /** When it first and last failed, and when it may be tried again. */
  readonly since: Instant
  readonly last: Instant
  readonly next: Instant
}

/** The reason recorded in advance for a day that may be too much for the function. It stands if the run is killed. */
export const unfinished = 'a run began to count it and did not end'

/** In milliseconds: Lambda's longest run and a minute. A run that began this long ago has ended. */
const longestRun = 16 * 60_000

const hour = 3_600_000
const longestWait = 24 * hour
/** Shortens the wait, because the function runs every hour and a day may fail late in a run. */
const slack = 15 * 60_000
const reasonBytes = 200

/** Returns the next failure. The wait is an hour at first and doubles with each failure, up to a day. */
export function failedAgain(before: DayFailure | null, reason: string, now: Date): DayFailure {
  const attempts = (before?.attempts ?? 0) + 1
  const wait = Math.min(longestWait, hour * 2 ** Math.min(attempts - 1, 10)) - slack
  return {
    reason: cut(clean(reason), reasonBytes),
    attempts,
    since: before?.since ?? instantOf(now.getTime()),
    last: instantOf(now.getTime()),
    next: instantOf(now.getTime() + wait),
  }
}

/** Whether a day has failed, rather than being counted by a run that is still at work. */
export const isFailing = ({ reason, last }: DayFailure, now: Date): boolean =>
  reason !== unfinished || now.getTime() - Date.parse(last) > longestRun

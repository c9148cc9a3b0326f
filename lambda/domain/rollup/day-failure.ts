import { clean, cut } from '../text'
import { type Instant, instantOf } from '../time/day'

/** That a day could not be counted: it is tried again, later each time, and after all others. */
export interface DayFailure {
  readonly reason: string
  /** How often it was tried in vain. */
  readonly attempts: number
  /** When it failed first and last, and when it may be tried again. */
  readonly since: Instant
  readonly last: Instant
  readonly next: Instant
}

/** What is said of a day before it is read that may be too much for the function, and stands if the run is killed. */
export const unfinished = 'a run began to count it and did not end'

/** Lambda's longest run and a minute: a run that began this long ago has ended. Milliseconds. */
const longestRun = 16 * 60_000

const hour = 3_600_000
const longestWait = 24 * hour
/** The function runs every hour, and a day may fail late in a run. */
const slack = 15 * 60_000
const reasonBytes = 200

/** Waits an hour, doubled with each failure up to a day. */
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

/** A run that is still at work has not failed. */
export const isFailing = ({ reason, last }: DayFailure, now: Date): boolean =>
  reason !== unfinished || now.getTime() - Date.parse(last) > longestRun

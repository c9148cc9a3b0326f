import { dayLength } from '../domain/time/day'

/** What a look-up beside the recording of a visit may take, whoever is asked. Times are in milliseconds. */
export const lookupDefaults = {
  /** Covers everything that one look-up asks, together. */
  budget: 300,
  /** Answers remembered, which takes under 1 MB. */
  size: 1_000,
  /** Matters on your own server, which outlives its answers; a Lambda function hardly does. */
  age: dayLength,
  /** Matters on a server that handles many visits at once. A Lambda function handles one at a time, so `inPeriod` limits it. */
  atOnce: 4,
  /** A function with more than two look-ups a second should spend its time on visits: 20 silent servers take 6 of 10 s. */
  inPeriod: 20,
  period: 10_000,
  /** After five visits in a row have waited in vain, none waits for a minute. */
  failures: 5,
  pause: 60_000,
} as const

/** Other limits than these. */
export type LookupSettings = Partial<Record<keyof typeof lookupDefaults, number>>

export interface LookupLimits {
  readonly now: () => Date
  /** The most look-ups under way at the same time. */
  readonly atOnce: number
  /** The most look-ups begun in `period` milliseconds. */
  readonly inPeriod: number
  readonly period: number
  /** After this many failures in a row, no look-up begins for `pause` milliseconds. */
  readonly failures: number
  readonly pause: number
}

/** Turns look-ups away immediately, under load and while they keep failing. */
export interface LookupGate {
  /** Returns whether a look-up may begin. If so, it is under way until `leave` is called. */
  enter(): boolean
  leave(failed: boolean): void
}

export function lookupGate({ now, atOnce, inPeriod, period, failures, pause }: LookupLimits): LookupGate {
  let underWay = 0
  let begun = 0
  let periodEnds = 0
  let failedInRow = 0
  let pauseEnds = 0

  return {
    enter() {
      const time = now().getTime()
      if (time >= periodEnds) {
        begun = 0
        periodEnds = time + period
      }
      const paused = failedInRow >= failures && time < pauseEnds
      if (paused || underWay >= atOnce || begun >= inPeriod) return false
      underWay++
      begun++
      return true
    },
    // After a pause, one failure starts another pause: only a successful look-up resets the count.
    leave(failed) {
      underWay--
      failedInRow = failed ? failedInRow + 1 : 0
      pauseEnds = now().getTime() + pause
    },
  }
}

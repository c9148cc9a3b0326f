export interface LookupLimits {
  readonly now: () => Date
  /** Look-ups under way together. */
  readonly atOnce: number
  /** Look-ups begun in `period` milliseconds. */
  readonly inPeriod: number
  readonly period: number
  /** Failures in a row after which none begins for `pause` milliseconds. */
  readonly failures: number
  readonly pause: number
}

/** Turns look-ups away, at once, under load and while they fail. */
export interface LookupGate {
  /** Whether a look-up may begin. One that may is under way until it `leave`s. */
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
    // After a pause the first failure begins another: the count goes back to zero only when a look-up succeeds.
    leave(failed) {
      underWay--
      failedInRow = failed ? failedInRow + 1 : 0
      pauseEnds = now().getTime() + pause
    },
  }
}

import { type Day, dayOf, endOf, instantOf } from '../../domain/time/day'

interface Clock {
  readonly now: () => Date
  /** Days that a visit is kept after the day it was stored. */
  readonly retentionDays: number
}

const daySeconds = 86_400

/**
 * When a visit of this day expires if stored now, in seconds since 1970. It is a midnight, so that all visits of the day
 * expire at once and the day can be counted, and recounted, while it is whole.
 */
export function expiryOf(day: Day, { now, retentionDays }: Clock): number {
  const today = dayOf(instantOf(now().getTime()))
  return endOf(day > today ? day : today) / 1000 + retentionDays * daySeconds
}

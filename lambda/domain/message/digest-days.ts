import { type Day, dayLength, dayOf, instantOf, nextDay, startOf } from '../time/day'
import type { Period } from '../time/period'
import type { Zone } from '../time/zone'
import type { Digest } from './digest'

/** Days, both included, and when they begin and end by the clock of a zone. */
export interface DigestDays extends Pick<Digest, 'from' | 'to'> {
  readonly period: Period
}

const daysIn = { daily: 1, weekly: 7 } as const

/**
 * Returns the days of the digest that is due at a moment, and as many before them: yesterday, or the last week that ended on a
 * Sunday. So one that is late by a day tells of the same week.
 */
export function digestDays({
  every,
  zone,
  now,
}: {
  readonly every: Digest['every']
  readonly zone: Zone
  readonly now: Date
}): { readonly these: DigestDays; readonly before: DigestDays } {
  const yesterday = daysFrom(zone.dayAt(now.getTime()), -1)
  const to = every === 'daily' ? yesterday : daysFrom(yesterday, -new Date(startOf(yesterday)).getUTCDay())
  const count = daysIn[every]
  return { these: daysUntil(to, count, zone), before: daysUntil(daysFrom(to, -count), count, zone) }
}

const daysFrom = (day: Day, days: number): Day => dayOf(instantOf(startOf(day) + days * dayLength))

function daysUntil(to: Day, count: number, zone: Zone): DigestDays {
  const from = daysFrom(to, 1 - count)
  return {
    from,
    to,
    period: { start: instantOf(zone.startOf(from)), end: instantOf(zone.startOf(nextDay(to))) },
  }
}

import { type Day, instantOf, startOf } from './day'
import type { Period } from './period'
import type { Zone } from './zone'

interface Knowledge {
  /** The UTC day of the first visit; null where there has been none. */
  readonly firstDay: Day | null
  readonly zone: Zone
  readonly now: Date
}

/**
 * Returns the part of a period of which anything can be known: from the day of the zone on which the first visit may have
 * come, until now. Null where there is none. Outside of it, no visit means nothing.
 */
export function knownPart(period: Period, { firstDay, zone, now }: Knowledge): Period | null {
  if (firstDay === null) return null
  const first = instantOf(zone.startOf(zone.dayAt(startOf(firstDay))))
  const [start, end] = [
    period.start > first ? period.start : first,
    period.end < now.toISOString() ? period.end : now.toISOString(),
  ]
  return start < end ? { start, end } : null
}

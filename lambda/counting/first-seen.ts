import type { NetworkOf } from '../domain/describe/known-network'
import { isIndexed } from '../domain/organisation/organisation'
import type { FirstSeen } from '../domain/rollup/day-organisations'
import { type Day, dayLength, dayOf, type Instant, instantOf, nextDay, startOf } from '../domain/time/day'
import type { RollupStore } from '../store/rollup-store'

/** How many times the known moments are read and corrected: a concurrent run may put a later moment in between. */
const tries = 3

/** Days whose organisations are read at once. */
const daysAtOnce = 31

export interface FirstSeenParts {
  readonly rollups: Pick<RollupStore, 'firstSeen' | 'putFirstSeen' | 'dayOrganisations'>
  readonly networkOf: NetworkOf
}

export interface SeenDay {
  readonly site: string
  readonly day: Day
  /** The networks that came on the day, and when each first did. */
  readonly seen: FirstSeen
  /** The last day that may have been counted. */
  readonly until: Day
}

/** Stores when networks first came to a site, from a day that was just counted. Nothing is written if nothing changes. */
export async function keepFirstSeen({ rollups, networkOf }: FirstSeenParts, asked: SeenDay): Promise<void> {
  const { site, seen } = asked
  const indexed = [...seen].filter(([asn]) => {
    const network = networkOf(asn)
    return network !== null && isIndexed(network)
  })
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await rollups.firstSeen(site)
    const changes = new Map<number, Instant | null>(indexed.filter(isNews(known, asked)))
    for (const [asn, next] of await afterwards(rollups, asked, goneFrom(known, asked))) changes.set(asn, next)
    if (changes.size === 0) return
    await rollups.putFirstSeen(site, changes)
  }
}

/** Passes networks whose known first moment is missing, is later, or is a different one on this same day. */
const isNews =
  (known: FirstSeen, { day }: SeenDay) =>
  ([asn, first]: readonly [number, Instant]): boolean => {
    const before = known.get(asn)
    return before === undefined || first < before || (first !== before && dayOf(before) === day)
  }

/** Networks that were known to have first come on this day, but turn out not to have come on it at all. */
const goneFrom = (known: FirstSeen, { day, seen }: SeenDay): number[] =>
  [...known].filter(([asn, first]) => dayOf(first) === day && !seen.has(asn)).map(([asn]) => asn)

/** When networks first came after a day; null for those that no later day names. */
async function afterwards(
  rollups: FirstSeenParts['rollups'],
  { site, day, until }: SeenDay,
  asns: readonly number[],
): Promise<Map<number, Instant | null>> {
  const found = new Map<number, Instant | null>()
  const left = new Set(asns)
  for (let from = nextDay(day); left.size > 0 && from <= until; from = later(from, daysAtOnce)) {
    const attendances = await rollups.dayOrganisations({ site, from, to: later(from, daysAtOnce - 1) })
    for (const { present } of attendances.values())
      for (const { asn, firstSeen } of present)
        if (firstSeen !== null && left.delete(asn)) found.set(asn, firstSeen)
  }
  for (const asn of left) found.set(asn, null)
  return found
}

const later = (day: Day, days: number): Day => dayOf(instantOf(startOf(day) + days * dayLength))

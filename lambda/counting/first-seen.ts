import { type Directory, isInIndex } from '../domain/describe/known-network'
import type { NetworkId } from '../domain/organisation/network-id'
import type { FirstSeen } from '../domain/rollup/day-organisations'
import { type Day, dayLength, dayOf, type Instant, instantOf, nextDay, startOf } from '../domain/time/day'
import type { RollupStore } from '../store/rollup-store'

/** How many times the known moments are read and corrected: a concurrent run may put a later moment in between. */
const tries = 3

/** Days whose organisations are read at once. */
const daysAtOnce = 31

export interface FirstSeenParts {
  readonly rollups: Pick<RollupStore, 'firstSeen' | 'putFirstSeen' | 'dayOrganisations'>
  readonly networks: Directory
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
export async function keepFirstSeen({ rollups, networks }: FirstSeenParts, asked: SeenDay): Promise<void> {
  const { site, seen } = asked
  const indexed = [...seen].filter(([id]) => isInIndex(networks, id))
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await rollups.firstSeen(site)
    const changes = new Map<NetworkId, Instant | null>(indexed.filter(isNews(known, asked)))
    for (const [id, next] of await afterwards(rollups, asked, goneFrom(known, asked))) changes.set(id, next)
    if (changes.size === 0) return
    await rollups.putFirstSeen(site, changes)
  }
}

/** Passes networks whose known first moment is missing, is later, or is a different one on this same day. */
const isNews =
  (known: FirstSeen, { day }: SeenDay) =>
  ([id, first]: readonly [NetworkId, Instant]): boolean => {
    const before = known.get(id)
    return before === undefined || first < before || (first !== before && dayOf(before) === day)
  }

/** Networks that were known to have first come on this day, but turn out not to have come on it at all. */
const goneFrom = (known: FirstSeen, { day, seen }: SeenDay): NetworkId[] =>
  [...known].filter(([id, first]) => dayOf(first) === day && !seen.has(id)).map(([id]) => id)

/** When networks first came after a day; null for those that no later day names. */
async function afterwards(
  rollups: FirstSeenParts['rollups'],
  { site, day, until }: SeenDay,
  ids: readonly NetworkId[],
): Promise<Map<NetworkId, Instant | null>> {
  const found = new Map<NetworkId, Instant | null>()
  const left = new Set(ids)
  for (let from = nextDay(day); left.size > 0 && from <= until; from = later(from, daysAtOnce)) {
    const attendances = await rollups.dayOrganisations({ site, from, to: later(from, daysAtOnce - 1) })
    for (const { present } of attendances.values())
      for (const { id, firstSeen } of present)
        if (firstSeen !== null && left.delete(id)) found.set(id, firstSeen)
  }
  for (const id of left) found.set(id, null)
  return found
}

const later = (day: Day, days: number): Day => dayOf(instantOf(startOf(day) + days * dayLength))

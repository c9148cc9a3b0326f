import type { Instant } from '../time/day'
import type { RefusalRecord } from './refusal-record'

/** Refusals for one reason from one host. Everything but the count and the first moment comes from the latest one. */
export interface RefusalGroup extends Omit<RefusalRecord, 'time'> {
  readonly count: number
  readonly firstSeen: Instant
  readonly lastSeen: Instant
}

/** Groups refusals, in any order, by reason and host. */
export interface RefusalTally {
  add(refusal: RefusalRecord): void
  /** Returns the groups, the most frequent first, then the latest. */
  groups(): RefusalGroup[]
}

export function refusalTally(): RefusalTally {
  const groups = new Map<string, RefusalGroup>()
  return {
    add(refusal) {
      const key = `${refusal.reason}\n${refusal.host}` // no host has a line break
      groups.set(key, withOne(groups.get(key), refusal))
    },
    groups: () =>
      [...groups.values()].toSorted((a, b) => b.count - a.count || (a.lastSeen > b.lastSeen ? -1 : 1)),
  }
}

function withOne(group: RefusalGroup | undefined, { time, ...refusal }: RefusalRecord): RefusalGroup {
  if (group === undefined) return { ...refusal, count: 1, firstSeen: time, lastSeen: time }
  const isLast = time > group.lastSeen
  return {
    ...(isLast ? refusal : group),
    page: isLast ? (refusal.page ?? group.page) : (group.page ?? refusal.page), // not every refusal names a page
    listable: group.listable || refusal.listable,
    count: group.count + 1,
    firstSeen: time < group.firstSeen ? time : group.firstSeen,
    lastSeen: isLast ? time : group.lastSeen,
  }
}

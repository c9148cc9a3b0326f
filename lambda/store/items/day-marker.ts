import type { Condition, Item } from '../item-table'
import type { Key } from '../keys'

/** How long a day's marker outlives the visits that were there when it was put, in seconds. */
export const markerOutlives = 2 * 86_400

/** A marker is put again when it would outlive a new visit by less than this, in seconds. */
const leastOutlived = 86_400

/** The attribute for how many shards the day's visits are spread over; one shard where it is missing. */
export const shardsName = 'shards'
const firstName = 'first'
const domainsName = 'domains'
const fromName = 'from'

/** Where the visits of a day come from. */
export type VisitSource = 'beacons' | 'imports'

/** @returns how many shards the visits of a marked day are spread over */
export const shardsIn = (marker: Readonly<Record<string, unknown>>): number => Number(marker[shardsName] ?? 1)

/** What a day's marker says about its visits. */
export interface DayMarker {
  /** When the marker expires, seconds since 1970: after the last of the visits. */
  readonly ttl: number
  /**
   * When the first of the visits expires, seconds since 1970. Retention may have changed since, and visits may have
   * been imported.
   */
  readonly first: number
  /** How many shards the visits are spread over: a site's shards may be raised while the marker lives. */
  readonly shards: number
  /** Whether the index has all of its visits of a reverse domain: earlier versions put none there. */
  readonly hasDomains: boolean
  /** Undefined in markers of earlier versions, which do not say. */
  readonly from?: VisitSource | 'both' | undefined
}

/**
 * Markers of earlier versions do not say when the first visit expires: it is then taken to be the visit that the marker
 * was put for.
 */
export const markerIn = (item: Readonly<Record<string, unknown>>): DayMarker => {
  const ttl = Number(item.ttl)
  return {
    ttl,
    first: Number(item[firstName] ?? ttl - markerOutlives),
    shards: shardsIn(item),
    hasDomains: item[domainsName] === true,
    from: item[fromName] as DayMarker['from'],
  }
}

interface MarkedVisit {
  readonly expiry: number
  readonly shards: number
  /** `beacons` when left out. */
  readonly source?: VisitSource
}

/** Returns a marker that covers a visit too; the same object where it already does. */
export function withVisit(
  marker: DayMarker | null,
  { expiry, shards, source = 'beacons' }: MarkedVisit,
): DayMarker {
  if (marker === null)
    return { ttl: expiry + markerOutlives, first: expiry, shards, hasDomains: true, from: source }
  const from = marker.from === undefined || marker.from === source ? marker.from : 'both'
  const lasts = marker.ttl >= expiry + leastOutlived && marker.first <= expiry
  if (lasts && marker.shards >= shards && marker.from === from) return marker
  return {
    ttl: Math.max(marker.ttl, expiry + markerOutlives),
    first: Math.min(marker.first, expiry),
    shards: Math.max(marker.shards, shards),
    hasDomains: marker.hasDomains,
    from,
  }
}

/** A marker as the table holds it, on condition that the stored one is still as it was read. */
export function markerItem(
  key: Key,
  { ttl, first, shards, hasDomains, from }: DayMarker,
  before: DayMarker | null = null,
): [Item, Condition] {
  return [
    {
      ...{ ...key, ttl, [firstName]: first },
      ...(shards > 1 && { [shardsName]: shards }),
      ...(hasDomains && { [domainsName]: true }),
      ...(from !== undefined && { [fromName]: from }),
    },
    before === null ? { expression: 'attribute_not_exists(pk)' } : saysStill(before),
  ]
}

const saysStill = ({ ttl, first, shards, from }: DayMarker): Condition => ({
  expression:
    `#ttl = :ttl AND (#first = :first OR attribute_not_exists(#first))` +
    ` AND ${shards > 1 ? '#shards = :shards' : 'attribute_not_exists(#shards)'}` +
    ` AND ${from === undefined ? 'attribute_not_exists(#from)' : '#from = :from'}`,
  names: { '#ttl': 'ttl', '#first': firstName, '#shards': shardsName, '#from': fromName },
  values: {
    ...{ ':ttl': ttl, ':first': first },
    ...(shards > 1 && { ':shards': shards }),
    ...(from !== undefined && { ':from': from }),
  },
})

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
  }
}

/** Returns a marker that covers a visit too; the same object where it already does. */
export function withVisit(
  marker: DayMarker | null,
  { expiry, shards }: { expiry: number; shards: number },
): DayMarker {
  if (marker === null) return { ttl: expiry + markerOutlives, first: expiry, shards, hasDomains: true }
  const says = marker.ttl >= expiry + leastOutlived && marker.first <= expiry && marker.shards >= shards
  if (says) return marker
  return {
    ttl: Math.max(marker.ttl, expiry + markerOutlives),
    first: Math.min(marker.first, expiry),
    shards: Math.max(marker.shards, shards),
    hasDomains: marker.hasDomains,
  }
}

/** A marker as the table holds it, on condition that the stored one is still as it was read. */
export function markerItem(
  key: Key,
  { ttl, first, shards, hasDomains }: DayMarker,
  before: DayMarker | null = null,
): [Item, Condition] {
  return [
    {
      ...{ ...key, ttl, [firstName]: first },
      ...(shards > 1 && { [shardsName]: shards }),
      ...(hasDomains && { [domainsName]: true }),
    },
    before === null ? { expression: 'attribute_not_exists(pk)' } : saysStill(before),
  ]
}

const saysStill = ({ ttl, first, shards }: DayMarker): Condition => ({
  expression:
    `#ttl = :ttl AND (#first = :first OR attribute_not_exists(#first))` +
    ` AND ${shards > 1 ? '#shards = :shards' : 'attribute_not_exists(#shards)'}`,
  names: { '#ttl': 'ttl', '#first': firstName, '#shards': shardsName },
  values: { ':ttl': ttl, ':first': first, ...(shards > 1 && { ':shards': shards }) },
})

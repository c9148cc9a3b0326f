import type { Condition, Item } from '../item-table'
import type { Key } from '../keys'

/** A day on which a site had visits is marked by an item. It outlives the visits that were there when it was put: seconds. */
export const markerOutlives = 2 * 86_400

/** A marker is put again once a visit comes that it would outlive by less: seconds. */
const leastOutlived = 86_400

/** Its attribute for over how many shards the day's visits are spread; one where there is none. */
export const shardsName = 'shards'
const firstName = 'first'

/** @returns over how many shards the visits of a marked day are spread */
export const shardsIn = (marker: Readonly<Record<string, unknown>>): number => Number(marker[shardsName] ?? 1)

/** What a day's marker says of its visits. */
export interface DayMarker {
  /** When the marker expires, seconds since 1970: after the last of the visits. */
  readonly ttl: number
  /** When the first of the visits expires, seconds since 1970. Retention may have been longer or shorter since, and visits imported. */
  readonly first: number
  /** Over how many shards the visits are spread: a site's shards may be raised while it lives. */
  readonly shards: number
}

/** Markers of earlier versions do not say when the first visit expires: then it is that by which the marker was put. */
export const markerIn = (item: Readonly<Record<string, unknown>>): DayMarker => {
  const ttl = Number(item.ttl)
  return {
    ttl,
    first: Number(item[firstName] ?? ttl - markerOutlives),
    shards: shardsIn(item),
  }
}

/** A marker that says a visit, too; the very same where it says that already. */
export function withVisit(
  marker: DayMarker | null,
  { expiry, shards }: { expiry: number; shards: number },
): DayMarker {
  if (marker === null) return { ttl: expiry + markerOutlives, first: expiry, shards }
  const says = marker.ttl >= expiry + leastOutlived && marker.first <= expiry && marker.shards >= shards
  if (says) return marker
  return {
    ttl: Math.max(marker.ttl, expiry + markerOutlives),
    first: Math.min(marker.first, expiry),
    shards: Math.max(marker.shards, shards),
  }
}

/** A marker as the table holds it, on condition that it still says what was read. */
export function markerItem(
  key: Key,
  { ttl, first, shards }: DayMarker,
  before: DayMarker | null = null,
): [Item, Condition] {
  return [
    { ...key, ttl, [firstName]: first, ...(shards > 1 && { [shardsName]: shards }) },
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

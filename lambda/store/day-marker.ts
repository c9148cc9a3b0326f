import type { Condition, Item } from './item-table'
import type { Key } from './keys'

/** A day on which a site had visits is marked by an item. It outlives the visits that were there when it was put: seconds. */
export const markerOutlives = 2 * 86_400

/** Its attribute for over how many shards the day's visits are spread; one where there is none. */
export const shardsName = 'shards'

/** A marker, and when to put it: it may only ever come to live longer, and to name more shards. */
export function dayMarker(key: Key, { ttl, shards }: { ttl: number; shards: number }): [Item, Condition] {
  const names = { '#ttl': 'ttl' }
  if (shards === 1)
    return [
      { ...key, ttl },
      {
        expression: `attribute_not_exists(#ttl) OR (attribute_not_exists(${shardsName}) AND #ttl < :ttl)`,
        names,
        values: { ':ttl': ttl },
      },
    ]
  return [
    { ...key, ttl, [shardsName]: shards },
    {
      expression:
        `attribute_not_exists(${shardsName}) OR ${shardsName} < :shards` +
        ` OR (${shardsName} = :shards AND #ttl < :ttl)`,
      names,
      values: { ':ttl': ttl, ':shards': shards },
    },
  ]
}

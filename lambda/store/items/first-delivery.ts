import { table as attributes } from '../../contract'
import { type Visit, withId } from '../../domain/visit/visit'
import { type ItemTable, isNew } from '../item-table'
import { deliveryKey, visitKeys } from '../keys'

/** The attribute that names the visit which a message became. */
const visitName = 'visit'

interface UntimelyDelivery {
  /** The message's own id, which carries a time that is not believed. */
  readonly untimelyId: string
  /** Seconds since 1970 at which the visit expires, and what is known of its message. */
  readonly expiry: number
  readonly shards: number
}

/**
 * The visit that a message with a wrong clock became when it was delivered first, so that its repetition makes no other:
 * an item under the message's own id names it. Only such a message pays for that: a write unit and two reads.
 *
 * @returns null where the visit is there under the message's own id, because the clock was believed at first
 */
export async function firstDelivery(
  table: ItemTable,
  visit: Visit,
  { untimelyId, expiry, shards }: UntimelyDelivery,
): Promise<Visit | null> {
  const believed = await Promise.all(visitKeys(visit.site, untimelyId, shards).map((key) => table.get(key)))
  if (believed.some((item) => item !== null)) return null
  const key = deliveryKey(visit.site, untimelyId)
  const isFirst = await table.put({ ...key, [attributes.timeToLive]: expiry, [visitName]: visit.id }, isNew)
  const first = isFirst ? null : await table.get(key)
  return first === null ? visit : withId(visit, String(first[visitName]))
}

import { table as attributes } from '../../contract'
import { type Visit, withId } from '../../domain/visit/visit'
import { type ItemTable, isNew } from '../item-table'
import { deliveryKey, visitKeys } from '../keys'

/** The attribute that names the visit that a message became. */
const visitName = 'visit'

interface UntimelyDelivery {
  /** The message's own id, whose time is not believed. */
  readonly untimelyId: string
  /** When the visit and the item about its message expire, in seconds since 1970. */
  readonly expiry: number
  readonly shards: number
}

/**
 * Finds the visit that a message with a wrong clock became at its first delivery, so that a repetition makes no second
 * one: an item under the message's own id names the visit. Only such messages pay for that: one write unit and two
 * reads.
 *
 * @returns null where the visit is stored under the message's own id, because the clock was believed at first
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
  const first = isFirst ? null : await firstVisitOf(table, visit.site, untimelyId)
  return first === null ? visit : withId(visit, first)
}

/** Returns the id of the visit that a message with a wrong clock became; null where there was no such message. */
export async function firstVisitOf(
  table: Pick<ItemTable, 'get'>,
  site: string,
  untimelyId: string,
): Promise<string | null> {
  const delivery = await table.get(deliveryKey(site, untimelyId))
  return delivery === null ? null : String(delivery[visitName])
}

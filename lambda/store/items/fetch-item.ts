import { table } from '../../contract'
import { dayOf } from '../../domain/time/day'
import { positionOf } from '../../domain/visit/listing'
import type { Visit } from '../../domain/visit/visit'
import { fetchKey, shardOf, visitSortKey, visitsPartition } from '../keys'
import { fromItem, toItem, type VisitItem } from './visit-item'

/** The most fetches of one link that are kept of a day: anybody may ask for it, as often as they like. */
export const fetchesADay = 64

/** The attribute that holds the moment and the id of a fetch. */
const momentName = 'at'

/**
 * A fetch of a page's link, with what tells who asked for it: user agent, network and country, and nothing by which one
 * visitor is known again. The browser decides which of the day's places it has.
 */
export function fetchItem(fetch: Visit & { readonly recipient: string }, expiry: number): VisitItem {
  const { site, recipient, time } = fetch
  const slot = shardOf(fetch, fetchesADay)
  const anonymous = { ...fetch, ip: null, visitor: null }
  return {
    ...toItem(anonymous, { expiry, indexed: false }),
    ...fetchKey(site, recipient, { day: dayOf(time), slot }),
    [table.timeToLive]: expiry,
    [momentName]: positionOf(fetch),
  }
}

/** @param site of the partition that the item is in */
export function fetchIn(item: VisitItem, site: string): Visit {
  const position = String(item[momentName])
  return fromItem({ ...item, pk: visitsPartition(site, dayOf(position)), sk: visitSortKey(position) })
}

import { ttlCache } from '../../domain/cache'
import { Unavailable } from '../../domain/errors'
import { type Day, dayLength, dayOf, instantOf } from '../../domain/time/day'
import type { Engagement } from '../../domain/visit/engagement'
import { timeOfId } from '../../domain/visit/visit-id'
import type { Condition, Item, UpdatableTable } from '../item-table'
import { dayKey, type Key, shardOf, visitKey, visitKeys } from '../keys'
import type { ReportStore } from '../visit-store'
import { shardsIn } from './day-marker'
import { engagementChange, hasLess, secondsIn } from './engagement-attributes'
import { firstVisitOf } from './first-delivery'
import { lateMarks } from './late-marks'
import { hasRoom, isErased, isThere, roomIn } from './visit-item'

export interface ReportStoreParts {
  readonly table: UpdatableTable
  readonly retentionDays: number
  readonly now: () => Date
  /** How many partitions a site's day is spread over; one when left out. */
  readonly shardsOf?: (site: string) => number
}

/** A try fails only when another report of the same visit was just stored. */
const maxTries = 20

/** The most days whose shards a running function remembers. */
const maxDays = 1000

/** The most partitions of other sites that are searched for a visit, each for one read: anybody can make up ids. */
const maxPlaces = 10

/**
 * Adds what was read to the items of visits, for one write unit each. Nothing is read, unless the item is nearly full, has
 * as much already, lies in another shard than the visitor's or is of a day that is counted already.
 */
export function dynamoReportStore(parts: ReportStoreParts): ReportStore {
  const { table, shardsOf = () => 1 } = parts
  const late = lateMarks(parts)
  const markedShards = shardsMarked(parts)
  const itemsAt = async (keys: readonly Key[]) =>
    (await Promise.all(keys.map((key) => table.get(key)))).filter((item) => item !== null)
  const itemsOf = async (site: string, id: string, shards: number) => {
    const items = await itemsAt(visitKeys(site, id, shards))
    if (items.length > 0) return items
    const before = await markedShards(site, dayOf(instantOf(timeOfId(id))))
    return itemsAt(visitKeys(site, id, before).slice(shards))
  }

  return {
    async report({ site, id, engagement }, visitorOf) {
      const day = dayOf(instantOf(timeOfId(id)))
      const shards = shardsOf(site)
      const isClosed = late.isClosed(day)
      if (!isClosed) {
        const visitor = shards === 1 ? null : await visitorOf()
        const likely = visitKey(site, id, shardOf({ id, visitor }, shards))
        if (await addUnread(table, likely, engagement)) return true
      }
      const items = await itemsOf(site, id, shards)
      if (items.length === 0 || items.some(isErased)) return false
      if (isClosed) await late.ensure(site, day) // before the change, because a function may end at any moment
      await Promise.all(items.map((item) => addToItem(table, item, engagement)))
      return true
    },

    firstVisitOf: (site, id) => firstVisitOf(table, site, id),

    async isThere(sites, id) {
      const places = sites.flatMap((site) => visitKeys(site, id, shardsOf(site)))
      return (await itemsAt(places.slice(0, maxPlaces))).length > 0
    },
  }
}

/**
 * Over how many shards the visits of a day were spread at most, by its marker, which is read where a visit is in none of the
 * site's shards: there may have been more before. New settings start new functions, so it is read once for each.
 */
function shardsMarked({ table, now }: Pick<ReportStoreParts, 'table' | 'now'>) {
  const days = ttlCache<number>({ size: maxDays, now })
  return async (site: string, day: Day): Promise<number> => {
    const name = `${site} ${day}`
    const known = days.get(name)
    if (known !== undefined) return known
    const marker = await table.get(dayKey(site, day))
    const shards = marker === null ? 0 : shardsIn(marker)
    days.set(name, shards, dayLength)
    return shards
  }
}

/** Adds to an item without reading it; false where it is not there, was erased, has as much already, or may be nearly full. */
async function addUnread(table: UpdatableTable, key: Key, engagement: Engagement): Promise<boolean> {
  const change = engagementChange(engagement)
  return change !== null && table.update(key, change, and(mayGet(engagement), hasRoom))
}

/** Adds to an item that was read, as much as it has room for. */
async function addToItem(table: UpdatableTable, found: Item, engagement: Engagement): Promise<void> {
  const key: Key = { pk: found.pk, sk: found.sk }
  const change = engagementChange(engagement, roomIn(found))
  let item: Item | null = found
  for (let attempt = 0; attempt < maxTries; attempt++) {
    const isDone = item === null || isErased(item) || secondsIn(item) >= engagement.seconds
    if (isDone || change === null || (await table.update(key, change, mayGet(engagement)))) return
    item = await table.get(key)
  }
  throw new Unavailable('too many reports of one visit at once')
}

const mayGet = ({ seconds }: Engagement): Condition =>
  and({ expression: isThere, values: { ':seconds': seconds } }, hasLess)

const and = (one: Condition, other: Condition): Condition => ({
  expression: `${one.expression} AND ${other.expression}`,
  names: { ...one.names, ...other.names },
  values: { ...one.values, ...other.values },
})

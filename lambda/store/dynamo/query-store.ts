import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import { eachAtOnce } from '../../domain/at-once'
import type { VisitorShare } from '../../domain/count/visitor-share'
import { type Day, dayOf, instantOf } from '../../domain/time/day'
import { mergeNewest, type Position, positionOf } from '../../domain/visit/listing'
import type { Visit } from '../../domain/visit/visit'
import { timeOfId } from '../../domain/visit/visit-id'
import type { Condition } from '../item-table'
import { markerIn } from '../items/day-marker'
import { type Delivered, eachOnce } from '../items/each-once'
import { type MarkedDay, type SiteDays, saysTheSame, siteDaysIn, siteItem } from '../items/site-item'
import {
  erasedItem,
  erasedName,
  fromItem,
  isErased,
  isFree,
  isThere,
  type VisitItem,
  visitorName,
} from '../items/visit-item'
import {
  dayKey,
  daysPartition,
  type Key,
  organisationPartition,
  readVisitKey,
  sitesPartition,
  visitKey,
  visitKeys,
  visitSortKey,
  visitsPartition,
} from '../keys'
import type { OrganisationRange, QueryStore, RecordedDay, RecordedSite, VisitRange } from '../visit-store'
import { putIf, translateErrors } from './client'
import { dynamoCorrectionStore } from './correction-store'
import { queryPages } from './query-pages'
import { dynamoSiteRemoval } from './site-removal'

export interface QueryStoreParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
  readonly now: () => Date
}

const daysAtOnce = 31

/** Hosts are printable ASCII. */
const everySite: Range = { pk: sitesPartition, from: ' ', to: '~', atOnce: 1000 }

interface Range {
  readonly pk: string
  readonly from: string
  readonly to: string
  /** Items of one read. */
  readonly atOnce: number
  /** Read from the index, by its keys. */
  readonly indexed?: boolean
  /** Leave out others in the table itself. */
  readonly share?: VisitorShare | undefined
}

/** What the bounds of a range are named, in the table and in its index. */
const inTable = { KeyConditionExpression: condition(table) }
const inIndex = { IndexName: table.index.name, KeyConditionExpression: condition(table.index) }

/** What leaves out the visits of other shares before they are sent. That one is erased is said to every share: another shard may hold it still. */
function filterOf({ from, to }: VisitorShare) {
  const bounds = [
    ...(from === null ? [] : ['#visitor >= :first']),
    ...(to === null ? [] : ['#visitor < :end']),
  ]
  if (bounds.length === 0) return { values: {} }
  const named = bounds.join(' AND ')
  return {
    query: {
      FilterExpression: `attribute_exists(#erased) OR ${from === null ? 'attribute_not_exists(#visitor) OR ' : ''}${named}`,
      ExpressionAttributeNames: { '#visitor': visitorName, '#erased': erasedName },
    },
    values: { ...(from !== null && { ':first': from }), ...(to !== null && { ':end': to }) },
  }
}

const everyone: VisitorShare = { from: null, to: null }

function condition({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }): string {
  return `${partitionKey} = :pk AND ${sortKey} BETWEEN :from AND :to`
}

/** What one of several shards is asked for: its share and, as chance has it, some more. */
const shareOf = (atOnce: number, shards: number): number =>
  shards === 1 ? atOnce : Math.ceil(atOnce / shards + 2 * Math.sqrt(atOnce / shards))

const deliveredOf = (visit: Visit): Delivered => ({ time: visit.time, id: visit.id, visit })

/** Where a range ends. DynamoDB refuses one that ends before it begins. */
const endOf = ({ period, before }: Pick<VisitRange, 'period' | 'before'>): Position =>
  before !== null && before < period.end ? before : period.end

/** Reads visits from DynamoDB and erases them. */
export function dynamoQueryStore({ client, tableName: TableName, now }: QueryStoreParts): QueryStore {
  /** DynamoDB may delete what has expired days late. */
  const isExpired = (item: VisitItem) => Number(item.ttl) <= now().getTime() / 1000
  const isGone = (item: VisitItem) => isErased(item) || isExpired(item)

  /** The items of one partition between two sort keys, both included, that are not gone; last first. */
  async function* between(
    { pk, from, to, atOnce: Limit, indexed = false, share = everyone }: Range,
    { ScanIndexForward = false, isLeftOut = isGone } = {},
  ): AsyncIterable<VisitItem> {
    const filter = filterOf(share)
    const query: QueryCommandInput = {
      TableName,
      ...(indexed ? inIndex : inTable),
      ...filter.query,
      ExpressionAttributeValues: { ':pk': pk, ':from': from, ':to': to, ...filter.values },
      ScanIndexForward,
      Limit,
    }
    for await (const items of queryPages<VisitItem>(client, query))
      yield* items.filter((item) => !isLeftOut(item))
  }

  const daysOf = (site: string, from: Day, to: Day, atOnce: number): Range => ({
    pk: daysPartition(site),
    from,
    to,
    atOnce,
  })

  async function* visitsBetween(range: Range): AsyncIterable<Visit> {
    for await (const item of between(range)) yield fromItem(item)
  }

  /** The same with what has been erased, which another shard may hold still. */
  async function* deliveriesBetween(range: Range): AsyncIterable<Delivered> {
    for await (const item of between(range, { isLeftOut: isExpired }))
      yield isErased(item) ? { ...readVisitKey(item), visit: null } : deliveredOf(fromItem(item))
  }

  /** What is at a key, erased or not. */
  async function itemAt(Key: Key, ConsistentRead = false): Promise<VisitItem | null> {
    const { Item } = await translateErrors(client.send(new GetCommand({ TableName, Key, ConsistentRead })))
    return (Item as VisitItem | undefined) ?? null
  }

  /** Leaves a mark at a key, so that a repeated delivery finds it there too. @returns whether the visit was there */
  async function eraseAt(key: Key, { ttl = 0 }: VisitItem): Promise<boolean> {
    const mark = erasedItem({ ...key, ttl })
    const put = (ConditionExpression: string) =>
      putIf(client.send(new PutCommand({ TableName, Item: mark, ConditionExpression })))
    if (await put(isThere)) return true
    await put(isFree)
    return false
  }

  /** Over how many shards the visits of an id's day are spread. */
  async function shardsOn(site: string, id: string): Promise<number> {
    const marker = await itemAt(dayKey(site, dayOf(instantOf(timeOfId(id)))))
    return marker === null || isExpired(marker) ? 1 : markerIn(marker).shards
  }

  async function edgeDay(site: string, firstOne: boolean): Promise<MarkedDay | null> {
    const range = daysOf(site, '0000', '9999-12-31', 1)
    for await (const { sk: day, ttl } of between(range, { ScanIndexForward: firstOne }))
      return { day, expiry: Number(ttl) }
    return null
  }

  const isThereStill = (marked: MarkedDay | null): marked is MarkedDay =>
    marked !== null && marked.expiry > now().getTime() / 1000

  /** First and last day by a site's own item; the table is asked where that does not say it, or the day has expired since. */
  async function daysOfSite(item: VisitItem): Promise<SiteDays> {
    const { first, last } = siteDaysIn(item)
    return {
      first: isThereStill(first) ? first : await edgeDay(item.sk, true),
      last: isThereStill(last) ? last : await edgeDay(item.sk, false),
    }
  }

  return {
    ...dynamoCorrectionStore(client, TableName),
    removeSite: dynamoSiteRemoval({ client, tableName: TableName }),

    async *visitsOf({ site, period, before, atOnce, share }: VisitRange) {
      const end = endOf({ period, before })
      if (end < period.start) return
      const [from, to] = [visitSortKey(period.start), visitSortKey(end)]
      for await (const marker of between(daysOf(site, dayOf(period.start), dayOf(end), daysAtOnce))) {
        const { shards } = markerIn(marker)
        const range = { from, to, atOnce: shareOf(atOnce, shards), share }
        const inShard = (shard: number) => ({ pk: visitsPartition(site, marker.sk, shard), ...range })
        if (shards > 1) {
          const all = Array.from({ length: shards }, (_, shard) => deliveriesBetween(inShard(shard)))
          yield* eachOnce(mergeNewest(all), before)
        } else
          for await (const visit of visitsBetween(inShard(0))) if (positionOf(visit) !== before) yield visit
      }
    },

    async daysOf(site, from, to) {
      const days: RecordedDay[] = []
      for await (const marker of between(daysOf(site, from, to, 1000)))
        days.push({ day: marker.sk, expiry: markerIn(marker).first })
      return days
    },

    async *visitsOfOrganisation({ site, asn, period, before, atOnce }: OrganisationRange) {
      const [from, to] = [period.start, endOf({ period, before })]
      if (to < from) return
      const pk = organisationPartition(site, asn)
      let last = before
      for await (const item of between({ pk, from, to, atOnce, indexed: true })) {
        const visit = fromItem(item)
        const position = positionOf(visit)
        if (position !== last) yield visit
        last = position
      }
    },

    async visit(site, id) {
      const [first, shards] = await Promise.all([itemAt(visitKey(site, id)), shardsOn(site, id)])
      const others = await Promise.all(
        visitKeys(site, id, shards)
          .slice(1)
          .map((key) => itemAt(key)),
      )
      const found = [first, ...others].filter((one) => one !== null)
      const [visit] = found
      return visit === undefined || found.some(isGone) ? null : fromItem(visit)
    },

    async erase(site, id) {
      const keys = visitKeys(site, id, await shardsOn(site, id))
      const [found] = (await Promise.all(keys.map((key) => itemAt(key, true)))).filter((one) => one !== null)
      if (found === undefined) return false
      return (await Promise.all(keys.map((key) => eraseAt(key, found)))).some(Boolean)
    },

    async sites() {
      const items = await collected(between(everySite, { ScanIndexForward: true }))
      return eachAtOnce(items, async (item): Promise<RecordedSite> => {
        const { first, last } = await daysOfSite(item)
        return { site: item.sk, firstDay: first?.day ?? null, lastDay: last?.day ?? null }
      })
    },

    async noteSiteDays() {
      const items = await collected(between(everySite, { ScanIndexForward: true }))
      await eachAtOnce(items, async (item) => {
        const [before, after] = [siteDaysIn(item), await daysOfSite(item)]
        if (saysTheSame(before, after)) return
        const [Item, condition] = siteItem(item.sk, after, before)
        await putIf(client.send(new PutCommand({ TableName, Item, ...conditionOf(condition) })))
      })
    },
  }
}

const conditionOf = ({ expression, values }: Condition) => ({
  ConditionExpression: expression,
  ...(values && { ExpressionAttributeValues: values }),
})

async function collected<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of stream) all.push(one)
  return all
}

import { DeleteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { eachAtOnce } from '../../domain/at-once'
import { Unavailable } from '../../domain/errors'
import { shardsIn, shardsName } from '../items/day-marker'
import { erasedName, isErased, type VisitItem } from '../items/visit-item'
import { hostsIn, hostsItem } from '../items/wildcard-item'
import {
  daysPartition,
  type Key,
  organisationsPartition,
  rollupPartition,
  siteKey,
  visitsPartition,
  wildcardsPartition,
} from '../keys'
import type { SiteRemoval } from '../visit-store'
import { batchSize, batchWriter } from './batch-write'
import { putIf, translateErrors } from './client'
import { queryAll, queryPages } from './query-pages'

export interface SiteRemovalParts {
  readonly client: DynamoDBDocumentClient
  readonly tableName: string
}

/** Items of one read, and batches that are written at once. */
const itemsAtOnce = 1000
const batchesAtOnce = 8

/** A try fails only when a host has just become a site. */
const tries = 20

/**
 * Removes a site with all that is kept of it. A day's marker goes after its visits and the site's item last, so whatever is left when
 * time is up is found by the next call. What expires by itself within the retention, the ids of messages with a wrong clock, stays.
 */
export function dynamoSiteRemoval({ client, tableName: TableName }: SiteRemovalParts) {
  const write = batchWriter({ client, tableName: TableName })

  /** The keys in a partition, and of a marker or an erased visit what tells it. */
  const pagesOf = (pk: string): AsyncIterable<readonly VisitItem[]> =>
    queryPages(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
      ProjectionExpression: `pk, sk, ${erasedName}, ${shardsName}`,
      Limit: itemsAtOnce,
    })

  async function removeItems(items: readonly Key[]): Promise<void> {
    const deletes = items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }))
    const batches = Array.from({ length: Math.ceil(deletes.length / batchSize) }, (_, at) =>
      deletes.slice(at * batchSize, (at + 1) * batchSize),
    )
    await eachAtOnce(batches, write, batchesAtOnce)
  }

  /** Removes partitions, one page after the other. @returns whether that was all */
  async function removeAll(
    partitions: readonly string[],
    mayGoOn: () => boolean,
    onPage: (items: readonly VisitItem[]) => void = () => {},
  ): Promise<boolean> {
    for (const pk of partitions)
      for await (const items of pagesOf(pk)) {
        if (!mayGoOn()) return false
        await removeItems(items)
        onPage(items)
      }
    return true
  }

  /** The items of all wildcards. */
  const wildcards = (): Promise<VisitItem[]> =>
    queryAll(client, {
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': wildcardsPartition },
    })

  /** False when the item has changed meanwhile. */
  function takeOff(host: string, item: VisitItem): Promise<boolean> {
    const before = hostsIn(item)
    const after = before.filter((one) => one !== host)
    const [Item, { expression, values }] = hostsItem(item.sk, after, before)
    const put = { TableName, Item, ConditionExpression: expression, ExpressionAttributeValues: values }
    return putIf(client.send(new PutCommand(put)))
  }

  /** Gives the host's place below its wildcard to another one. */
  async function freePlace(host: string): Promise<void> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const items = await wildcards()
      const holders = items.filter((item) => hostsIn(item).includes(host))
      const freed = await eachAtOnce(holders, (item) => takeOff(host, item))
      if (freed.every(Boolean)) return
    }
    throw new Unavailable(`too many hosts become sites while ${host} is removed`)
  }

  return async function removeSite(site: string, mayGoOn: () => boolean): Promise<SiteRemoval> {
    let [visits, days] = [0, 0]
    const count = (items: readonly VisitItem[]) => {
      visits += items.filter((item) => !isErased(item)).length
    }
    for await (const markers of pagesOf(daysPartition(site)))
      for (const marker of markers) {
        const shards = Array.from({ length: shardsIn(marker) }, (_, shard) =>
          visitsPartition(site, marker.sk, shard),
        )
        if (!(await removeAll(shards, mayGoOn, count))) return { visits, days, complete: false }
        await removeItems([marker])
        days += 1
      }
    if (!(await removeAll([rollupPartition(site), organisationsPartition(site)], mayGoOn)))
      return { visits, days, complete: false }
    await freePlace(site)
    await translateErrors(client.send(new DeleteCommand({ TableName, Key: siteKey(site) })))
    return { visits, days, complete: true }
  }
}

import { eachAtOnce } from '../../domain/at-once'
import { shardsName } from '../items/day-marker'
import { erasedName, type VisitItem } from '../items/visit-item'
import type { Key } from '../keys'
import { batchSize, batchWriter } from './batch-write'
import type { TableParts } from './item-reader'
import { queryPages } from './query-pages'

/** Items per read, and batches that are written at once. */
const itemsAtOnce = 1000
const batchesAtOnce = 8

export interface PartitionRemoval {
  /** The keys in a partition, with the attributes for a day's shards and for erased visits. */
  pagesOf(pk: string): AsyncIterable<readonly VisitItem[]>
  removeItems(items: readonly Key[]): Promise<void>
  /** Removes partitions page by page. @returns whether all of it is gone */
  removeAll(
    partitions: readonly string[],
    mayGoOn: () => boolean,
    onPage?: (items: readonly VisitItem[]) => void,
  ): Promise<boolean>
}

/** Removes whole partitions, which DynamoDB has no command for. */
export function partitionRemoval({
  client,
  tableName: TableName,
}: Omit<TableParts, 'now'>): PartitionRemoval {
  const write = batchWriter({ client, tableName: TableName })

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

  return {
    pagesOf,
    removeItems,
    async removeAll(partitions, mayGoOn, onPage = () => {}) {
      for (const pk of partitions)
        for await (const items of pagesOf(pk)) {
          if (items.length > 0 && !mayGoOn()) return false // or many empty partitions would use up each call
          await removeItems(items)
          onPage(items)
        }
      return true
    },
  }
}

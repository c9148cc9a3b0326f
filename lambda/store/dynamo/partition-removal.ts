import { eachAtOnce } from '../../domain/at-once'
import { shardsName } from '../items/day-marker'
import { erasedName, recipientName, type VisitItem } from '../items/visit-item'
import type { Key } from '../keys'
import { batchSize, batchWriter } from './batch-write'
import type { TableParts } from './item-reader'
import { queryPages } from './query-pages'

/** Items per read, and batches that are written at once. */
const itemsAtOnce = 1000
const batchesAtOnce = 8

export interface PartitionRemoval {
  /** The keys in a partition, with the attributes for a day's shards, for erased visits and for recipients. */
  pagesOf(pk: string): AsyncIterable<readonly VisitItem[]>
  removeItems(items: readonly Key[]): Promise<void>
  /** Removes partitions page by page. @param besides what else goes with an item @returns whether all of it is gone */
  removeAll(
    partitions: readonly string[],
    mayGoOn: () => boolean,
    onPage?: (items: readonly VisitItem[]) => void,
    besides?: (item: VisitItem) => readonly Key[],
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
      ProjectionExpression: `pk, sk, ${erasedName}, ${shardsName}, ${recipientName}`,
      Limit: itemsAtOnce,
      ConsistentRead: true, // what is not seen stays
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
    async removeAll(partitions, mayGoOn, onPage = () => {}, besides = () => []) {
      for (const pk of partitions)
        for await (const items of pagesOf(pk)) {
          if (items.length > 0 && !mayGoOn()) return false // or many empty partitions would use up each call
          await removeItems([...items.flatMap(besides), ...items])
          onPage(items)
        }
      return true
    },
  }
}

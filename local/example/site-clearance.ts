import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { eachAtOnce } from '../../lambda/domain/at-once'
import { type PartitionRemoval, partitionRemoval } from '../../lambda/store/dynamo/partition-removal'
import {
  daysPartition,
  type Key,
  organisationsPartition,
  rollupPartition,
  visitsPartition,
} from '../../lambda/store/keys'
import type { Database } from '../engine/database'

/** DynamoDB's limit, and the engine's. */
const transactionSize = 100

/**
 * Removes a site's visits, days and rollups, where no erased ones have to be told apart. The engine syncs its file for
 * each write of a batch, which takes ten seconds for sixty days, and once for a transaction.
 *
 * @returns the number of visits, with those that were erased
 */
export async function clearSite(
  table: Pick<Database, 'client' | 'engine' | 'tableName'>,
  site: string,
): Promise<number> {
  const removal = partitionRemoval(table)
  const markers = await keysIn(removal, daysPartition(site))
  const ofDays = await eachAtOnce(markers, ({ sk }) => keysIn(removal, visitsPartition(site, sk)))
  const rest = [rollupPartition(site), organisationsPartition(site)]
  const counts = await eachAtOnce(rest, (partition) => keysIn(removal, partition))
  const keys = [...ofDays.flat(), ...counts.flat(), ...markers] // a marker goes last, as it leads to the rest
  if (table.engine === 'dynoxide') await removeAtOnce(table, keys)
  else await removal.removeItems(keys) // dynalite has no transactions
  return ofDays.flat().length
}

async function keysIn({ pagesOf }: PartitionRemoval, partition: string): Promise<Key[]> {
  const keys: Key[] = []
  for await (const items of pagesOf(partition)) keys.push(...items.map(({ pk, sk }) => ({ pk, sk })))
  return keys
}

async function removeAtOnce(
  { client, tableName: TableName }: Pick<Database, 'client' | 'tableName'>,
  keys: readonly Key[],
): Promise<void> {
  for (let at = 0; at < keys.length; at += transactionSize) {
    const some = keys.slice(at, at + transactionSize)
    const TransactItems = some.map((Key) => ({ Delete: { TableName, Key } }))
    await client.send(new TransactWriteCommand({ TransactItems }))
  }
}

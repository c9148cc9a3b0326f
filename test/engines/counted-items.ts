import { BatchWriteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { organisationsPartition, rollupPartition } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'

/** What counting has put, by key. */
export type Items = ReadonlyMap<string, unknown>

/** Opens the table of a data folder for one thing. */
export async function within<T>(data: string, act: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase(data)
  try {
    return await act(database)
  } finally {
    await database.close()
  }
}

/** All that is counted of these sites: rollups, when organisations were first seen, and marks but those of the archive. */
export const itemsIn = (data: string, sites: readonly string[]): Promise<Items> =>
  within(data, (database) => itemsOf(database, sites))

async function itemsOf({ client, tableName }: Database, sites: readonly string[]): Promise<Items> {
  const partitions = new Set(sites.flatMap((site) => [rollupPartition(site), organisationsPartition(site)]))
  const found: [string, unknown][] = []
  let ExclusiveStartKey: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName: tableName, ExclusiveStartKey }))
    for (const item of page.Items ?? [])
      if (partitions.has(item.pk) && !item.sk.startsWith('ARCHIVED#'))
        found.push([`${item.pk} ${item.sk}`, item])
    ExclusiveStartKey = page.LastEvaluatedKey
  } while (ExclusiveStartKey !== undefined)
  return new Map(found.toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

const atOnce = 25

/** Removes all that is counted. @returns what is left of it */
export const emptied = (data: string, sites: readonly string[]): Promise<Items> =>
  within(data, async (database) => {
    const all = [...(await itemsOf(database, sites)).values()] as { pk: string; sk: string }[]
    for (let at = 0; at < all.length; at += atOnce) {
      const requests = all
        .slice(at, at + atOnce)
        .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }))
      await database.client.send(new BatchWriteCommand({ RequestItems: { [database.tableName]: requests } }))
    }
    return itemsOf(database, sites)
  })

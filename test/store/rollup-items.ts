import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../lambda/contract'
import { rollupPartition } from '../../lambda/store/keys'
import type { Database } from '../../local/engine/database'

/**
 * Every item of a site's rollups as text, bytes in base64, so that equal texts are equal bytes. Left out are marks of days that are
 * reopened or archived, and what is to be taken out of the archive.
 */
export async function rollupItems(database: Database, site: string): Promise<string[]> {
  const items = await itemsOf(database, rollupPartition(site))
  return items.filter(({ sk }) => !/^(REOPENED|ARCHIVED|WITHDRAWN)#/.test(sk)).map(textOf)
}

interface Item extends Readonly<Record<string, unknown>> {
  readonly sk: string
}

/** Every item of a partition. */
export async function itemsOf({ client, tableName }: Database, partition: string): Promise<Item[]> {
  const items: Item[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: `${table.partitionKey} = :pk`,
        ExpressionAttributeValues: { ':pk': partition },
        ExclusiveStartKey: from,
      }),
    )
    items.push(...((page.Items ?? []) as Item[]))
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return items
}

const textOf = (item: Item): string =>
  JSON.stringify(
    Object.entries(item)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      ]),
  )

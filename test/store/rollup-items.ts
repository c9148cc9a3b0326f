import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../lambda/contract'
import { rollupPartition } from '../../lambda/store/keys'
import type { Database } from '../../local/engine/database'

/** Every item of a site's rollups as text, bytes in base64, so that equal texts are equal bytes. Reopened days are left out. */
export async function rollupItems({ client, tableName }: Database, site: string): Promise<string[]> {
  const items: string[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: `${table.partitionKey} = :pk`,
        ExpressionAttributeValues: { ':pk': rollupPartition(site) },
        ExclusiveStartKey: from,
      }),
    )
    for (const item of page.Items ?? []) if (!item.sk.startsWith('REOPENED#')) items.push(textOf(item))
    from = page.LastEvaluatedKey
  } while (from !== undefined)
  return items
}

const textOf = (item: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(
    Object.entries(item)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [
        name,
        value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
      ]),
  )

import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { table } from '../lambda/contract'
import { eachAtOnce } from '../lambda/domain/at-once'
import { putIf } from '../lambda/store/dynamo/client'
import type { Key } from '../lambda/store/keys'
import type { Database } from './engine/database'
import { type Regular, regularly } from './regularly'

/** Milliseconds between two sweeps. */
const interval = 6 * 3_600_000

/** Deletes what has expired, now and then again and again: DynamoDB does so by itself, no engine here does. */
export const sweepRegularly = (database: Pick<Database, 'client' | 'tableName'>, now: () => Date): Regular =>
  regularly(async () => {
    await sweep(database, now).catch((error: Error) => console.error({ sweep: error.message }))
  }, interval)

/** @returns how many items it deleted */
export async function sweep(
  { client, tableName: TableName }: Pick<Database, 'client' | 'tableName'>,
  now: () => Date,
): Promise<number> {
  const isExpired = '#ttl <= :now'
  const named = {
    ExpressionAttributeNames: { '#ttl': table.timeToLive },
    ExpressionAttributeValues: { ':now': Math.floor(now().getTime() / 1000) },
  }
  let deleted = 0
  const pages = paginateScan(
    { client },
    {
      TableName,
      FilterExpression: isExpired,
      ProjectionExpression: `${table.partitionKey}, ${table.sortKey}`,
      ...named,
    },
  )
  for await (const { Items = [] } of pages) {
    const gone = await eachAtOnce(Items as Key[], (Key) =>
      putIf(
        client.send(
          new DeleteCommand({
            TableName,
            Key,
            ConditionExpression: isExpired, // a day's marker may have come to live longer
            ...named,
          }),
        ),
      ),
    )
    deleted += gone.filter(Boolean).length
  }
  return deleted
}

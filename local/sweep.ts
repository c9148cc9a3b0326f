import { DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { table } from '../lambda/contract'
import { eachAtOnce } from '../lambda/domain/at-once'
import { putIf } from '../lambda/store/dynamo/client'
import type { Key } from '../lambda/store/keys'
import type { Database } from './engine/database'
import { isQuick, scrub } from './engine/scrub'
import { type Regular, regularly } from './regularly'

/** Milliseconds between two sweeps. */
const interval = 6 * 3_600_000

export interface SweepParts {
  readonly database: Pick<Database, 'client' | 'tableName'>
  /** The data folder. */
  readonly folder: string
  readonly now: () => Date
}

/** Deletes what has expired, now and at each interval: DynamoDB does so by itself, the local engines do not. */
export const sweepRegularly = (parts: SweepParts): Regular =>
  regularly(() => clear(parts, isQuick(parts.folder)), interval)

/** Scrubs deleted bytes from a large file. Visits would wait too long for it: call it before any can come. */
export async function clearLarge(parts: SweepParts, limit?: number): Promise<void> {
  if (!isQuick(parts.folder, limit)) await clear(parts, true)
}

/** Deletes what has expired; then, where wanted, scrubs its bytes and those of what was erased. */
async function clear({ database, folder, now }: SweepParts, scrubbing: boolean): Promise<void> {
  const complain = (error: Error) => console.error({ sweep: error.message })
  await sweep(database, now).catch(complain)
  if (scrubbing) await scrub(folder).catch(complain)
}

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

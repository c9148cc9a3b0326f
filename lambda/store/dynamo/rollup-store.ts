import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { Day, Instant } from '../../domain/time/day'
import {
  type Place,
  type RollupItem,
  rollupKeys,
  toFailureItem,
  toFirstSeenItem,
  toItems,
  toRefusalItem,
} from '../items/rollup-item'
import { failureKey, firstSeenKey, lateKey, recountSortKey, rollupPartition } from '../keys'
import type { RollupStore } from '../rollup-store'
import { batchWriter } from './batch-write'
import { putIf } from './client'
import { rollupErasure } from './rollup-erasure'
import { dynamoRollupReader, type RollupStoreParts } from './rollup-reader'

/** Keeps rollups in DynamoDB. */
export function dynamoRollupStore(parts: RollupStoreParts): RollupStore {
  const { client, tableName: TableName } = parts

  const write = batchWriter(parts)

  const putAll = (items: readonly RollupItem[]) => write(items.map((Item) => ({ PutRequest: { Item } })))

  /** Puts the dimensions first and the totals last: a reader that finds the totals knows that the rest is there. */
  async function put(place: Place, rollup: Parameters<typeof toItems>[1]): Promise<void> {
    const items = toItems(place, rollup)
    await putAll(items.slice(0, -1))
    await putAll(items.slice(-1))
  }

  return {
    ...dynamoRollupReader(parts),
    ...rollupErasure(parts),

    putHour: (site, hour, rollup) => put({ site, grain: 'hour', span: hour }, rollup),
    putDay: (site, day, rollup) => put({ site, grain: 'day', span: day }, rollup),

    async dropHour(site, hour) {
      const keys = rollupKeys({ site, grain: 'hour', span: hour }).map((Key) => ({ DeleteRequest: { Key } }))
      await write(keys.slice(-1)) // the totals first: without them a reader takes nothing as counted
      await write(keys.slice(0, -1))
    },

    putFirstSeen: (site, seen) =>
      write(
        [...seen].map(([id, first]) =>
          first === null
            ? { DeleteRequest: { Key: firstSeenKey(site, id) } }
            : { PutRequest: { Item: toFirstSeenItem(site, id, first) } },
        ),
      ),

    putRefusals: (day, clock) => putAll([toRefusalItem(day, clock)]),

    putFailure: (site, day, failure) =>
      write([
        failure === null
          ? { DeleteRequest: { Key: failureKey(site, day) } }
          : { PutRequest: { Item: toFailureItem(site, day, failure) } },
      ]),

    clearLateMark: (site, day) => write([{ DeleteRequest: { Key: lateKey(site, day) } }]),

    async clearRecountMark(site, day, markedAt) {
      await putIf(client.send(new DeleteCommand({ TableName, ...unlessMarkedAgain(site, day, markedAt) })))
    },
  }
}

const unlessMarkedAgain = (site: string, day: Day, markedAt: Instant) => ({
  Key: { [table.partitionKey]: rollupPartition(site), [table.sortKey]: recountSortKey(day) },
  ConditionExpression: 'said = :said',
  ExpressionAttributeValues: { ':said': markedAt },
})

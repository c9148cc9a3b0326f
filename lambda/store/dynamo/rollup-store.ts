import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import { dimensions } from '../../domain/count/dimension'
import type { BegunErasure } from '../../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../../domain/rollup/rollup'
import {
  type Place,
  type RollupItem,
  rollupIn,
  rollupKeys,
  toErasureItem,
  toFailureItem,
  toFirstSeenItem,
  toItems,
  toRefusalItem,
} from '../items/rollup-item'
import { erasureKey, failureKey, type Key, organisationKey, recountSortKey, rollupPartition } from '../keys'
import type { RollupStore } from '../rollup-store'
import { batchWriter } from './batch-write'
import { putIf, translateErrors } from './client'
import { dynamoRollupReader, type RollupStoreParts } from './rollup-reader'

const atOf = ({ at }: BegunErasure) => ({
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':at': at },
})

/** Keeps rollups in DynamoDB. */
export function dynamoRollupStore(parts: RollupStoreParts): RollupStore {
  const { client, tableName: TableName } = parts

  const write = batchWriter(parts)

  const putAll = (items: readonly RollupItem[]) => write(items.map((Item) => ({ PutRequest: { Item } })))

  /** Dimensions first, and only when they are there the totals, by which a reader knows that all is there. */
  async function put(place: Place, rollup: Parameters<typeof toItems>[1]): Promise<void> {
    const items = toItems(place, rollup)
    await putAll(items.slice(0, -1))
    await putAll(items.slice(-1))
  }

  const itemAt = async (Key: Key): Promise<RollupItem | undefined> =>
    (await translateErrors(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item as
      | RollupItem
      | undefined

  /** Each part names the erasure that it was lowered for last. */
  async function lower<T extends HourRollup | DayRollup>(
    place: Place,
    erasure: string,
    change: (rollup: T) => T,
  ): Promise<T | null> {
    const keys = rollupKeys(place)
    const before = await Promise.all(keys.map(itemAt))
    if (before.slice(dimensions.length).includes(undefined)) return null // a dimension may be newer than the rollup
    const parts = before.map((item, at) => item ?? (keys[at] as RollupItem))
    const changed = toItems(place, change(rollupIn(parts) as T))
    const after = parts.map((part, at) =>
      part.lowered === erasure ? part : { ...(changed[at] as RollupItem), lowered: erasure },
    )
    await putAll(after)
    return rollupIn(after) as T
  }

  return {
    ...dynamoRollupReader(parts),

    lowerDay: (site, day, erasure, change) => lower({ site, grain: 'day', span: day }, erasure, change),
    lowerHour: (site, hour, erasure, change) => lower({ site, grain: 'hour', span: hour }, erasure, change),

    beginErasure: (site, day, erasure, after) =>
      putIf(
        client.send(
          new PutCommand({
            TableName,
            Item: toErasureItem(site, day, erasure),
            ...(after === null
              ? { ConditionExpression: `attribute_not_exists(${table.partitionKey})` }
              : { ConditionExpression: '#at = :at', ...atOf(after) }),
          }),
        ),
      ),

    async endErasure(site, day, erasure) {
      await putIf(
        client.send(
          new DeleteCommand({
            TableName,
            Key: erasureKey(site, day),
            ConditionExpression: '#at = :at',
            ...atOf(erasure),
          }),
        ),
      )
    },

    putHour: (site, hour, rollup) => put({ site, grain: 'hour', span: hour }, rollup),
    putDay: (site, day, rollup) => put({ site, grain: 'day', span: day }, rollup),

    async dropHour(site, hour) {
      const keys = rollupKeys({ site, grain: 'hour', span: hour }).map((Key) => ({ DeleteRequest: { Key } }))
      await write(keys.slice(-1)) // the totals first: without them a reader takes nothing for counted
      await write(keys.slice(0, -1))
    },

    putFirstSeen: (site, seen) =>
      write(
        [...seen].map(([asn, first]) =>
          first === null
            ? { DeleteRequest: { Key: organisationKey(site, asn) } }
            : { PutRequest: { Item: toFirstSeenItem(site, asn, first) } },
        ),
      ),

    putRefusals: (day, clock) => putAll([toRefusalItem(day, clock)]),

    putFailure: (site, day, failure) =>
      write([
        failure === null
          ? { DeleteRequest: { Key: failureKey(site, day) } }
          : { PutRequest: { Item: toFailureItem(site, day, failure) } },
      ]),

    async clearRecountMark(site, day, said) {
      const Key = { [table.partitionKey]: rollupPartition(site), [table.sortKey]: recountSortKey(day) }
      await putIf(
        client.send(
          new DeleteCommand({
            TableName,
            Key,
            ConditionExpression: 'said = :said',
            ExpressionAttributeValues: { ':said': said },
          }),
        ),
      )
    },
  }
}

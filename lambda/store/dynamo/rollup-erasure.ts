import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { table } from '../../contract'
import type { BegunErasure } from '../../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../../domain/rollup/rollup'
import {
  isCounted,
  type Place,
  type RollupItem,
  rollupIn,
  rollupKeys,
  toErasureItem,
  toItems,
} from '../items/rollup-item'
import { erasureKey, type Key } from '../keys'
import type { RollupStore } from '../rollup-store'
import { batchWriter } from './batch-write'
import { putIf, translateErrors } from './client'
import type { RollupStoreParts } from './rollup-reader'

type Steps = 'lowerDay' | 'lowerHour' | 'beginErasure' | 'endErasure'

/** The steps of an erasure that lowers rollups. Each can be repeated without taking anything off twice. */
export function rollupErasure(parts: RollupStoreParts): Pick<RollupStore, Steps> {
  const { client, tableName: TableName } = parts
  const lower = rollupLowerer(parts)
  return {
    lowerDay: (site, day, erasure, change) => lower({ site, grain: 'day', span: day }, erasure, change),
    lowerHour: (site, hour, erasure, change) => lower({ site, grain: 'hour', span: hour }, erasure, change),

    beginErasure(site, day, erasure, after) {
      const condition = after === null ? onlyFirst : onlyAt(after)
      return putIf(
        client.send(new PutCommand({ TableName, Item: toErasureItem(site, day, erasure), ...condition })),
      )
    },

    async endErasure(site, day, erasure) {
      const Key = erasureKey(site, day)
      await putIf(client.send(new DeleteCommand({ TableName, Key, ...onlyAt(erasure) })))
    },
  }
}

function rollupLowerer(parts: RollupStoreParts) {
  const { client, tableName: TableName } = parts
  const write = batchWriter(parts)

  const putAll = (items: readonly RollupItem[]) => write(items.map((Item) => ({ PutRequest: { Item } })))

  const itemAt = async (Key: Key): Promise<RollupItem | undefined> =>
    (await translateErrors(client.send(new GetCommand({ TableName, Key, ConsistentRead: true })))).Item as
      | RollupItem
      | undefined

  /** Each part names the last erasure that it was lowered for. */
  return async function lower<T extends HourRollup | DayRollup>(
    place: Place,
    erasure: string,
    change: (rollup: T) => T,
  ): Promise<T | null> {
    const keys = rollupKeys(place)
    const before = await Promise.all(keys.map(itemAt))
    if (!isCounted(before)) return null
    const parts = before.map((item, at) => item ?? (keys[at] as RollupItem))
    const changed = toItems(place, change(rollupIn(parts) as T))
    const after = parts.map((part, at) =>
      part.lowered === erasure ? part : { ...(changed[at] as RollupItem), lowered: erasure },
    )
    await putAll(after)
    return rollupIn(after) as T
  }
}

const onlyFirst = { ConditionExpression: `attribute_not_exists(${table.partitionKey})` }

const onlyAt = ({ at }: Pick<BegunErasure, 'at'>) => ({
  ConditionExpression: '#at = :at',
  ExpressionAttributeNames: { '#at': 'at' },
  ExpressionAttributeValues: { ':at': at },
})

import { type RollUpParts, rollUp } from '../../../lambda/counting/roll-up'
import { eachAtOnce } from '../../../lambda/domain/at-once'
import { batchSize, batchWriter } from '../../../lambda/store/dynamo/batch-write'
import { dynamoRollupReader } from '../../../lambda/store/dynamo/rollup-reader'
import {
  type Place,
  type RollupItem,
  toFirstSeenItem,
  toItems,
} from '../../../lambda/store/items/rollup-item'
import type { Database } from '../../../local/engine/database'
import { type MemoryRollups, memoryRollups } from './rollups'

/**
 * Counts closed hours and days as the service does, in memory, and puts all rollups in the fewest writes. The service
 * puts each hour before it reads the next, which for two months of visits takes some 1,800 writes, one after another.
 */
export async function rollUpAtOnce(
  database: Pick<Database, 'client' | 'tableName'>,
  parts: Omit<RollUpParts, 'rollups'>,
): Promise<void> {
  const { failures } = dynamoRollupReader({ ...database, now: parts.now })
  const rollups = { ...memoryRollups(parts.now), failures } // a day that is put aside stays so
  await rollUp({ ...parts, rollups })
  const write = batchWriter(database)
  await eachAtOnce(batchesOf(itemsOf(rollups)), (items) =>
    write(items.map((Item) => ({ PutRequest: { Item } }))),
  )
}

function itemsOf({ days, hours, first }: MemoryRollups): RollupItem[] {
  const placed = (grain: Place['grain'], key: string) => {
    const [site = '', span = ''] = key.split(' ')
    return { site, grain, span } as Place
  }
  return [
    ...[...first].flatMap(([site, seen]) => [...seen].map(([asn, time]) => toFirstSeenItem(site, asn, time))),
    ...[...hours].flatMap(([key, rollup]) => toItems(placed('hour', key), rollup)),
    ...[...days].flatMap(([key, rollup]) => toItems(placed('day', key), rollup)),
  ]
}

const batchesOf = (items: readonly RollupItem[]): RollupItem[][] =>
  Array.from({ length: Math.ceil(items.length / batchSize) }, (_, at) =>
    items.slice(at * batchSize, (at + 1) * batchSize),
  )

import { join } from 'node:path'
import type { Archive } from './archive/archive'
import { type FuseOrder, fuseOrders, networkTableName } from './contract'
import type { ShardOrder } from './counting/aws/shard-call'
import { closedUntil, rollUp } from './counting/roll-up'
import { rollUpRefusals } from './counting/roll-up-refusals'
import { countShard } from './counting/shards/count-shard'
import type { Sharding, ShardTask } from './counting/shards/sharding'
import { readRollupEnvironment, required } from './environment'
import type { FuseAnswer } from './fuse/fuse'
import { logMetrics } from './metrics'
import { openNetworks } from './network/networks'
import { dynamoClient } from './store/dynamo/client'
import { dynamoFuseStore } from './store/dynamo/fuse-store'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'
import { dynamoShardStore } from './store/dynamo/shard-store'

const {
  tableName,
  retentionDays,
  pages,
  archive: place,
  callsItself,
  monthlyVisits,
  engagement,
  fuse,
} = readRollupEnvironment(process.env)
const now = () => new Date()
const parts = { client: dynamoClient(), tableName, now }
const store = dynamoQueryStore({ ...parts, retentionDays })
const rollups = dynamoRollupStore(parts)
const refusals = dynamoRefusalQueryStore(parts)
const networks = openNetworks(join(__dirname, networkTableName))

const counting = { store, rollups, networks, pages, now }

/** Counts of big days spread over calls of this function. Its client is loaded only where it is needed, as the fuse's are. */
const sharding: Sharding = {
  shards: dynamoShardStore(parts),
  async call(task) {
    const { shardCall } = await import('./counting/aws/shard-call')
    await shardCall(required(process.env, 'AWS_LAMBDA_FUNCTION_NAME'))(task)
  },
}

/**
 * No day is begun in the last minutes of the function's time, and none is read in the very last one: the rest waits for
 * the next run. Milliseconds.
 */
const reservedMs = 5 * 60_000
const lastReservedMs = 60_000

/** Hours without a visit are checked less often: requests that are none count towards the fuse, too. */
const checkHours = 6

interface LambdaContext {
  getRemainingTimeInMillis(): number
}

/** Its clients are loaded where it is needed: an idle hour costs by the millisecond. */
async function obeyFuse(order: FuseOrder): Promise<FuseAnswer> {
  const { openFuse } = await import('./fuse/open-fuse')
  const fuses = dynamoFuseStore(parts)
  return openFuse({ store, rollups, fuses, now }, { ...fuse, budget: monthlyVisits, engagement })(order)
}

/** Its client is loaded where there is an archive, likewise. */
async function archiveAt(): Promise<Archive | null> {
  if (place === null) return null
  const { deployedArchive } = await import('./deployed-archive')
  return deployedArchive({ ...place, table: parts }, { store, networks, now })
}

/**
 * Called every hour with an event of the scheduler, at other times with an order for the fuse, and by itself for each shard
 * of a big day.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<FuseAnswer | null> {
  const given = (event as { fuse?: unknown } | null)?.fuse
  const order = fuseOrders.find((one) => one === given)
  if (order !== undefined) return obeyFuse(order)
  const task = (event as Partial<ShardOrder> | null)?.countShard
  if (task !== undefined) {
    if (await countOne(task, context)) await obeyFuse('check')
    return null
  }
  let visits = Number.NaN // not known while counting fails
  try {
    visits = await count(context)
  } finally {
    if (visits !== 0 || now().getUTCHours() % checkHours === 0) await obeyFuse('check')
  }
  return null
}

/** Days that cannot be counted are named in the log and counted by a metric. @returns the number of visits read */
async function count(context: LambdaContext): Promise<number> {
  const mayGoOn = () => context.getRemainingTimeInMillis() > reservedMs
  const mayRead = () => context.getRemainingTimeInMillis() > lastReservedMs
  const archive = await archiveAt()
  const counted = await rollUp(
    { ...counting, archive, sharding: callsItself ? sharding : null },
    { mayGoOn, mayRead },
  )
  await rollUpRefusals({ refusals, rollups }, closedUntil(now()))
  for (const { site, day, reason } of counted.failing) console.error({ uncounted: { site, day, reason } })
  for (const unarchived of counted.unarchived) console.error({ unarchived })
  if (counted.failing.length > 0 || counted.left > 0)
    // a metric is billed for each hour in which it is logged
    logMetrics({ FailingDays: counted.failing.length, DaysLeft: counted.left }, now())
  if (counted.unarchived.length > 0) logMetrics({ UnarchivedDays: counted.unarchived.length }, now())
  if (counted.left > 0) throw new Error(`${counted.left} days are left to be counted`) // so that Lambda runs it again in a minute
  return counted.visits
}

/** @returns whether the shard was the last of its day, and the day is counted */
async function countOne(task: ShardTask, context: LambdaContext): Promise<boolean> {
  const mayRead = () => context.getRemainingTimeInMillis() > lastReservedMs
  const { isDone, unarchived: reason } = await countShard(
    { ...counting, ...sharding, archive: await archiveAt() },
    task,
    { mayRead },
  )
  if (reason === null) return isDone
  console.error({ unarchived: { site: task.site, day: task.day, reason } })
  logMetrics({ UnarchivedDays: 1 }, now())
  return isDone
}

import { join } from 'node:path'
import type { Archive } from './archive/archive'
import { type FuseOrder, fuseOrders, networkTableName } from './contract'
import { closedUntil, rollUp } from './counting/roll-up'
import { rollUpRefusals } from './counting/roll-up-refusals'
import { readRollupEnvironment } from './environment'
import type { FuseAnswer } from './fuse/fuse'
import { logMetrics } from './metrics'
import { openNetworks } from './network/networks'
import { dynamoClient } from './store/dynamo/client'
import { dynamoFuseStore } from './store/dynamo/fuse-store'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'

const {
  tableName,
  retentionDays,
  pages,
  archive: place,
  monthlyVisits,
  fuse,
} = readRollupEnvironment(process.env)
const now = () => new Date()
const parts = { client: dynamoClient(), tableName, now }
const store = dynamoQueryStore({ ...parts, retentionDays })
const rollups = dynamoRollupStore(parts)
const refusals = dynamoRefusalQueryStore(parts)
const networks = openNetworks(join(__dirname, networkTableName))
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
  return openFuse({ store, rollups, fuses, now }, { ...fuse, budget: monthlyVisits })(order)
}

/** Its client is loaded where there is an archive, likewise. */
async function archiveAt(): Promise<Archive | null> {
  if (place === null) return null
  const { deployedArchive } = await import('./deployed-archive')
  return deployedArchive({ ...place, table: parts }, { store, networks, now })
}

/** Called every hour with an event of the scheduler, and at other times with an order for the fuse. */
export async function handler(event: unknown, context: LambdaContext): Promise<FuseAnswer | null> {
  const given = (event as { fuse?: unknown } | null)?.fuse
  const order = fuseOrders.find((one) => one === given)
  if (order !== undefined) return obeyFuse(order)
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
  const counted = await rollUp({ store, rollups, networks, pages, archive, now }, { mayGoOn, mayRead })
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

import { join } from 'node:path'
import { networkTableName } from './contract'
import { closedUntil, rollUp } from './counting/roll-up'
import { rollUpRefusals } from './counting/roll-up-refusals'
import { readRollupEnvironment } from './environment'
import { logMetrics } from './metrics'
import { openNetworks } from './network/networks'
import { dynamoClient } from './store/dynamo/client'
import { dynamoQueryStore } from './store/dynamo/query-store'
import { dynamoRefusalQueryStore } from './store/dynamo/refusal-query-store'
import { dynamoRollupStore } from './store/dynamo/rollup-store'

const { tableName, retentionDays, pages } = readRollupEnvironment(process.env)
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

/** Called every hour. Days that cannot be counted are named in the log and counted by a metric. */
export async function handler(_: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> {
  const mayGoOn = () => context.getRemainingTimeInMillis() > reservedMs
  const mayRead = () => context.getRemainingTimeInMillis() > lastReservedMs
  const counted = await rollUp({ store, rollups, networks, pages, now }, { mayGoOn, mayRead })
  await rollUpRefusals({ refusals, rollups }, closedUntil(now()))
  for (const { site, day, reason } of counted.failing) console.error({ uncounted: { site, day, reason } })
  if (counted.failing.length > 0 || counted.left > 0)
    // a metric is billed for each hour in which it is logged
    logMetrics({ FailingDays: counted.failing.length, DaysLeft: counted.left }, now())
  if (counted.left > 0) throw new Error(`${counted.left} days are left to be counted`) // so that Lambda runs it again in a minute
}

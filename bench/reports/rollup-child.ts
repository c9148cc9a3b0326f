import { defaults } from '../../lambda/contract'
import { closedUntil, rollUp } from '../../lambda/counting/roll-up'
import { rollUpRefusals } from '../../lambda/counting/roll-up-refusals'
import type { Day } from '../../lambda/domain/time/day'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRefusalQueryStore } from '../../lambda/store/dynamo/refusal-query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'

/** Counts the days of a table as the rollup function would, in a process of its own, and says what it took. */
export interface RollupRun {
  readonly days: number
  readonly visits: number
  /** Milliseconds. */
  readonly time: number
  /** CPU of this process, in milliseconds; the engine's is apart. */
  readonly cpu: number
  /** Most resident memory, in MB, and that of the process before it began. */
  readonly peak: number
  readonly before: number
}

const [endpoint = '', tableName = '', networkTable = '', from = '', to = ''] = process.argv.slice(2)
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' }
const now = () => new Date()
const table = { client: dynamoClient({ endpoint, region: 'local', credentials }), tableName, now }
const parts = {
  store: dynamoQueryStore(table),
  rollups: dynamoRollupStore(table),
  networks: openNetworks(networkTable),
  pages: defaults.pages,
  now,
}

async function run(days?: { from: Day; to: Day }): Promise<RollupRun> {
  const [before, began, cpu] = [peakMb(), performance.now(), process.cpuUsage()]
  const { days: counted, visits } = await rollUp(parts, { days })
  const { user, system } = process.cpuUsage(cpu)
  const time = performance.now() - began
  await rollUpRefusals(
    { refusals: dynamoRefusalQueryStore(table), rollups: parts.rollups },
    closedUntil(now()),
  )
  return {
    days: counted,
    visits,
    time,
    cpu: (user + system) / 1000,
    peak: peakMb(),
    before,
  }
}

const peakMb = (): number => process.resourceUsage().maxRSS / 1024

run(from === '' ? undefined : { from, to }).then((found) => console.log(JSON.stringify(found)))

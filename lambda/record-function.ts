import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkTableName } from './contract'
import { dayOf } from './domain/day'
import type { readRecordEnvironment } from './environment'
import { beaconOf } from './handlers/get-beacon'
import { recordRoutes } from './handlers/record-routes'
import { api, type LambdaFunction } from './http/api'
import { readableBy } from './http/cors'
import { laterReverseDns } from './network/later-reverse-dns'
import { openNetworks } from './network/networks'
import { identifier } from './network/visitor'
import { dynamoRecordStore } from './store/dynamo-record-store'
import { dynamoRefusalRecordStore } from './store/dynamo-refusal-record-store'
import { dynamoSaltStore } from './store/dynamo-salt-store'
import type { ItemTable } from './store/item-table'
import { warmedUp } from './store/warm-up'

export interface RecordFunction {
  readonly handler: LambdaFunction
  /** Opens the connection to the table. Never rejects. */
  readonly warmUp: () => Promise<void>
}

/** Sites whose marks are read during init. More would make every init longer for the sake of one first visit. */
const sitesRecalled = 3

/** The record function on any table. What it reads lies beside it. */
export function recordFunction(
  table: ItemTable,
  { sites, retentionDays, shards, reverseDns: asksDns, ...privacy }: ReturnType<typeof readRecordEnvironment>,
): RecordFunction {
  const now = () => new Date()
  const today = () => dayOf(now().toISOString())
  const salts = dynamoSaltStore(table)
  const networks = openNetworks(join(__dirname, networkTableName))
  const reverseDns = asksDns ? laterReverseDns(now) : null
  const { isIndexed } = networks
  const shardsOf = (site: string) => shards[site] ?? 1
  const store = dynamoRecordStore({ table, retentionDays, now, isIndexed, shardsOf })
  const routes = recordRoutes({
    store,
    refusals: dynamoRefusalRecordStore(table, now),
    identify: identifier({ ...privacy, salts, networks, reverseDns, saltDay: today }),
    beacon: beaconOf(readFileSync(join(__dirname, 'beacon.js'), 'utf8')),
    sites,
    now,
  })
  const likely = sites.filter((site) => !site.includes('*')).slice(0, sitesRecalled)
  const reads = [() => salts.saltOf(today()), ...likely.map((site) => () => store.recall(site, today()))]
  return { handler: api(routes, readableBy(sites)), warmUp: () => warmedUp(reads) }
}

import { allRoutes } from '../lambda/api/routes'
import { defaults, type IpSetting, type PagesSetting } from '../lambda/contract'
import type { RollUpParts } from '../lambda/counting/roll-up'
import { dayOf, instantOf } from '../lambda/domain/time/day'
import { type QueryParts, queryRoutes } from '../lambda/handlers/query/query-routes'
import { beaconOf } from '../lambda/handlers/record/get-beacon'
import { recordRoutes } from '../lambda/handlers/record/record-routes'
import { api } from '../lambda/http/api'
import { readableBy } from '../lambda/http/cors'
import { delivered } from '../lambda/http/etag'
import { hashOf } from '../lambda/http/token'
import { openNetworks } from '../lambda/network/networks'
import { identifier } from '../lambda/network/visitor'
import { dynamoQueryStore } from '../lambda/store/dynamo/query-store'
import { dynamoRefusalQueryStore } from '../lambda/store/dynamo/refusal-query-store'
import { dynamoRollupStore } from '../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../lambda/store/items/record-store'
import { dynamoRefusalRecordStore } from '../lambda/store/items/refusal-record-store'
import { dynamoSaltStore } from '../lambda/store/items/salt-store'
import { dynamoWildcardStore } from '../lambda/store/items/wildcard-store'
import { beaconCode } from '../lib/assets/bundle'
import { dashboardPage } from '../lib/assets/dashboard'
import { networkTableFile } from '../lib/assets/network-table/file'
import { releasedBeacons } from '../lib/assets/released-beacons'
import { version } from '../package.json'
import type { Database } from './engine/database'
import type { Functions } from './gateway'

export interface LocalFunctionsOptions {
  readonly sites: readonly string[]
  readonly token: string
  readonly ip: IpSetting
  readonly pages: PagesSetting
}

/** The same handlers as in Lambda, wired to the local table, and what the query function is made of. */
export function localFunctions(
  { client, items, tableName, trouble }: Database,
  { sites, token, ip, pages }: LocalFunctionsOptions,
): { readonly functions: Functions; readonly query: QueryParts & RollUpParts } {
  const now = () => new Date()
  const { retentionDays, respectGpc, organisations, script, sitesBelowWildcard } = defaults
  const networks = openNetworks(networkTableFile())
  const released = releasedBeacons()
  const beacons = {
    name: script,
    current: beaconOf(beaconCode()),
    earlier: (hash: string) => released.find((one) => one.hash === hash)?.code ?? null,
    routes: () => allRoutes,
  }
  const record = recordRoutes({
    refusals: dynamoRefusalRecordStore(items, now),
    store: dynamoRecordStore({ table: items, retentionDays, now, isIndexed: networks.isIndexed }),
    wildcards: dynamoWildcardStore({ table: items, sitesBelowWildcard, now }),
    identify: identifier({
      salts: dynamoSaltStore(items),
      ip,
      respectGpc,
      organisations,
      networks,
      reverseDns: null,
      saltDay: () => dayOf(instantOf(Date.now())),
    }),
    beacons,
    sites,
    now,
    pageFields: pages.query,
  })
  const table = { client, tableName, now }
  const query = {
    store: dynamoQueryStore(table),
    rollups: dynamoRollupStore(table),
    refusals: dynamoRefusalQueryStore(table),
    sites,
    tokens: [{ name: 'local', sha256: hashOf(token).toString('hex') }],
    networkOf: networks.network,
    pages,
    networkTable: networks.date,
    dashboard: dashboardPage(),
    version,
    trouble,
    script,
    now,
  }
  return {
    functions: { record: api(record, readableBy(sites)), query: api(queryRoutes(query), delivered) },
    query,
  }
}

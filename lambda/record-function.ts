import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaults, networkTableName, releasesName, routesName } from './contract'
import { dayOf } from './domain/time/day'
import { parseAddressRange } from './domain/visit/address-range'
import type { SiteList } from './domain/visit/site-list'
import type { readRecordEnvironment } from './environment'
import { type Beacons, beaconOf } from './handlers/record/get-beacon'
import { pastedBeacons } from './handlers/record/keep-outdated'
import { recordRoutes } from './handlers/record/record-routes'
import { recordVisit } from './handlers/record/record-visit'
import { api, type LambdaFunction } from './http/api'
import { readableBy } from './http/cors'
import { admitVia } from './http/edge'
import { laterRdap } from './network/later-rdap'
import { laterReverseDns } from './network/later-reverse-dns'
import { openNetworks } from './network/networks'
import { identifier, type VisitorParts, visitorTeller } from './network/visitor'
import { rehearse } from './rehearsal'
import type { ItemTable, UpdatableTable } from './store/item-table'
import { dynamoLinkStore } from './store/items/link-store'
import { dynamoRecordStore } from './store/items/record-store'
import { dynamoRefusalRecordStore } from './store/items/refusal-record-store'
import { dynamoReportStore } from './store/items/report-store'
import { dynamoSaltStore } from './store/items/salt-store'
import { dynamoWildcardStore } from './store/items/wildcard-store'
import { readInTime } from './store/light/warm-up'
import type { SaltStore } from './store/salt-store'

export interface RecordFunction {
  readonly handler: LambdaFunction
  /** Opens the connection to the table, and runs the code of a visit once. Never rejects. */
  readonly warmUp: () => Promise<void>
}

export interface RecordTables {
  readonly table: UpdatableTable
  /** May be the same table, where nothing in that is ever restored. */
  readonly saltTable: ItemTable
}

/** The files that the function reads. */
export interface RecordFiles {
  /** Path of the network table. */
  readonly networkTable: string
  /** Code of the beacon. */
  readonly beacon: string
  readonly earlier: Beacons['earlier']
  readonly routes: Beacons['routes']
}

type RecordSettings = Omit<ReturnType<typeof readRecordEnvironment>, 'tableName' | 'saltTableName'>

/** Sites whose marks are read during init. More would make every init longer for the sake of one first visit. */
const sitesRecalled = 3

const likelyOf = (sites: SiteList) => sites.filter((site) => !site.includes('*')).slice(0, sitesRecalled)

/** Makes the record function on any tables, on Lambda and on one machine. */
export function recordFunction(
  { table, saltTable }: RecordTables,
  settings: RecordSettings,
  { networkTable, beacon, earlier, routes }: RecordFiles = filesIn(__dirname),
): RecordFunction {
  const { sites, shards, edge } = settings
  const today = () => dayOf(now().toISOString())
  const salts = dynamoSaltStore(saltTable)
  const networks = openNetworks(networkTable)
  const shardsOf = (site: string) => shards[site] ?? 1
  const mine = settings.mine.map(parseAddressRange)
  const beacons = { name: settings.script, current: beaconOf(beacon), earlier, routes }
  const partsOn = (
    items: UpdatableTable,
    saltStore: SaltStore,
    asked: Pick<VisitorParts, 'reverseDns' | 'rdap'>,
    refusals = dynamoRefusalRecordStore(items, now),
  ) => ({
    store: dynamoRecordStore({ ...settings, table: items, now, isIndexed: networks.isIndexed, shardsOf }),
    reports: settings.engagement ? dynamoReportStore({ ...settings, table: items, now, shardsOf }) : null,
    visitorOf: visitorTeller({ salts: saltStore, day: today }),
    wildcards: dynamoWildcardStore({ ...settings, table: items, now }),
    links: dynamoLinkStore({ ...settings, table: items, now }),
    refusals,
    tellPasted: pastedBeacons({ refusals, now, beacons }),
    identify: identifier({ ...settings, mine, salts: saltStore, networks, ...asked, saltDay: today }),
    beacons,
    sites,
    now,
    pageFields: settings.pages.query,
  })
  const parts = partsOn(table, salts, {
    reverseDns: settings.reverseDns ? laterReverseDns(now) : null,
    rdap: settings.rdap ? laterRdap(now) : null,
  })
  const recalls = likelyOf(sites).map((site) => () => parts.store.recall(site, today()))
  return {
    handler: api(recordRoutes(parts), readableBy(sites), edge === null ? undefined : admitVia(edge)),
    async warmUp() {
      const read = readInTime([() => salts.saltOf(today()), ...recalls])
      await rehearse(recordVisit(partsOn(nowhere, noSalts, { reverseDns: null, rdap: null })), sites) // while the connection opens
      await read
    },
  }
}

/** The files next to the bundled function. Those that few visits need are read on demand. */
const filesIn = (folder: string): RecordFiles => ({
  networkTable: join(folder, networkTableName),
  beacon: readFileSync(join(folder, defaults.script), 'utf8'),
  earlier(hash) {
    const file = join(folder, releasesName, `${hash}.js`)
    return existsSync(file) ? readFileSync(file, 'utf8') : null
  },
  routes: () => JSON.parse(readFileSync(join(folder, routesName), 'utf8')),
})

const now = () => new Date()

/** Stand-ins for the rehearsal. */
const nowhere: UpdatableTable = {
  put: async () => true,
  get: async () => null,
  update: async () => true,
}
const noSalts: SaltStore = { saltOf: async () => new Uint8Array(32) }

import { allRoutes } from '../lambda/api/routes'
import {
  type DashboardLanguage,
  defaults,
  type EdgeTrust,
  type IpSetting,
  type PagesSetting,
  type TokenHash,
} from '../lambda/contract'
import { getOrInsert } from '../lambda/domain/cache'
import { hashOf } from '../lambda/http/token-secret'
import { type QueryFunction, queryFunction } from '../lambda/query-function'
import { recordFunction } from '../lambda/record-function'
import { beaconCode } from '../lib/assets/beacon-code'
import { dashboardPage } from '../lib/assets/dashboard'
import { networkTableFile } from '../lib/assets/network-table/file'
import { releasedBeacons } from '../lib/assets/released-beacons'
import type { Database } from './engine/database'
import type { Functions } from './gateway'

export interface LocalFunctionsOptions {
  readonly sites: readonly string[]
  readonly token: string
  /** Further tokens that may query. */
  readonly tokens?: readonly TokenHash[]
  readonly ip: IpSetting
  readonly pages: PagesSetting
  /** See the settings of the stack, whose defaults hold where one is left out. */
  readonly shards?: Readonly<Record<string, number>>
  readonly reverseDns?: boolean
  readonly rdap?: boolean
  readonly mine?: readonly string[]
  readonly engagement?: boolean
  readonly retentionDays?: number
  readonly zone?: string | null
  readonly edge?: EdgeTrust | null
}

const localToken = (token: string): TokenHash => ({ name: 'local', sha256: hashOf(token).toString('hex') })

/** The functions of Lambda on the local table, and what the query function is made of. */
export function localFunctions(
  { client, items, tableName, trouble }: Database,
  { token, tokens: others = [], ...given }: LocalFunctionsOptions,
): { readonly functions: Functions; readonly query: QueryFunction['parts'] } {
  const tokens = [localToken(token), ...others]
  const settings = {
    ...defaults,
    archive: true,
    monthlyVisits: null,
    shards: {},
    mine: [],
    zone: null,
    edge: null,
    messages: true,
    mail: null, // messages are printed, or go to webhooks
    tokens,
    ...given,
  } // nothing is billed here
  const networkTable = networkTableFile()
  const released = releasedBeacons()
  const record = recordFunction({ table: items, saltTable: items }, settings, {
    networkTable,
    beacon: beaconCode(),
    earlier: (hash) => released.find((one) => one.hash === hash)?.code ?? null,
    routes: () => allRoutes,
  })
  void record.warmUp()
  const pages = new Map<DashboardLanguage, string>()
  const query = queryFunction(
    { client, tableName, saltTableName: tableName, now: () => new Date() },
    settings,
    {
      isDeployed: false,
      networkTable,
      dashboard: (language) => getOrInsert(pages, language, () => dashboardPage(language)), // takes a second, for who looks
      trouble,
    },
  )
  return { functions: { record: record.handler, query: query.handler }, query: query.parts }
}

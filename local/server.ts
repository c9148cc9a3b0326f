import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaults, type IpSetting } from '../lambda/contract'
import { dayOf, instantOf } from '../lambda/domain/day'
import { beaconOf } from '../lambda/handlers/get-beacon'
import { queryRoutes } from '../lambda/handlers/query-routes'
import { recordRoutes } from '../lambda/handlers/record-routes'
import { api } from '../lambda/http/api'
import { readableBy } from '../lambda/http/cors'
import { hashOf } from '../lambda/http/token'
import { openNetworks } from '../lambda/network/networks'
import { networkTableFile } from '../lambda/network/table-file'
import { identifier } from '../lambda/network/visitor'
import { dynamoQueryStore } from '../lambda/store/dynamo-query-store'
import { dynamoRecordStore } from '../lambda/store/dynamo-record-store'
import { dynamoSaltStore } from '../lambda/store/dynamo-salt-store'
import { beaconCode } from '../lib/bundle'
import { type Database, openDatabase } from './database'
import { demoServer } from './demo'
import type { EngineKind } from './engine'
import { type Functions, gateway } from './gateway'
import type { LocalSettings } from './settings'
import { keptToken } from './token'

export interface ServerOptions extends LocalSettings {
  readonly engine?: EngineKind
  readonly ip?: IpSetting
}

/** Everything that `npm start` runs. */
export interface LocalServer {
  readonly url: string
  readonly demoUrl: string
  readonly token: string
  readonly sites: readonly string[]
  readonly database: Database
  /** Answers what is under way, then stops server and engine. */
  close(): Promise<void>
}

/** Starts the engine, the API and the demo page. @throws Error when a port is taken */
export async function startServer({
  port,
  demoPort,
  data,
  token = null,
  sites,
  engine,
  ip,
}: ServerOptions): Promise<LocalServer> {
  const database = await openDatabase(data, engine)
  const opened: Server[] = []
  const close = async () => {
    await Promise.all(opened.map(closed))
    await database.close()
  }
  try {
    const secret = token ?? keptToken(data)
    const url = await listen(
      gateway(functionsOf(database, { sites, token: secret, ip: ip ?? defaults.ip })),
      port,
      opened,
    )
    const demoUrl = await listen(demoServer(url), demoPort, opened)
    return { url, demoUrl, token: secret, sites, database, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The same handlers as in Lambda, wired to the local table. */
function functionsOf(
  { client, tableName }: Database,
  { sites, token, ip }: { sites: readonly string[]; token: string; ip: IpSetting },
): Functions {
  const now = () => new Date()
  const { retentionDays, respectGpc, organisations } = defaults
  const networks = openNetworks(networkTableFile())
  const salts = dynamoSaltStore(client, tableName)
  const record = recordRoutes({
    store: dynamoRecordStore({ client, tableName, retentionDays, now, isIndexed: networks.isIndexed }),
    identify: identifier({
      salts,
      ip,
      respectGpc,
      organisations,
      networks,
      reverseDns: null,
      saltDay: () => dayOf(instantOf(Date.now())),
    }),
    beacon: beaconOf(beaconCode()),
    sites,
    now,
  })
  const tokens = [{ name: 'local', sha256: hashOf(token).toString('hex') }]
  const store = dynamoQueryStore({ client, tableName, now })
  const query = queryRoutes({
    store,
    sites,
    tokens,
    networkOf: networks.network,
    networkTable: networks.date,
    now,
  })
  return { record: api(record, readableBy(sites)), query: api(query) }
}

async function listen(server: Server, port: number, opened: Server[]): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  opened.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Milliseconds that a request which is under way may take when the server stops. */
const patience = 3000

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close')
  server.close()
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close')) // a busy client is never idle
  const idle = setInterval(() => server.closeIdleConnections(), 20)
  const late = setTimeout(() => server.closeAllConnections(), patience)
  await done
  clearInterval(idle)
  clearTimeout(late)
}

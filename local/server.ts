import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaults, type EdgeTrust, type IpSetting, type TokenHash } from '../lambda/contract'
import { write } from '../lambda/domain/message/writing/write'
import { zoneOf } from '../lambda/domain/time/zone'
import { hashOf } from '../lambda/http/token-secret'
import { waysOf } from '../lambda/messages/ways/ways'
import { openNetworks } from '../lambda/network/networks'
import type { QueryFunction } from '../lambda/query-function'
import type { OutboxStore } from '../lambda/store/outbox-store'
import { networkTableFile } from '../lib/assets/network-table/file'
import { localArchive } from './archive/local-archive'
import { demoServer } from './demo'
import { type Database, openDatabase } from './engine/database'
import { type EngineKind, runningEngine } from './engine/engine-process'
import { type ExampleBook, exampleBook } from './example/example-book'
import { exampleDoor } from './example/example-door'
import { localFunctions } from './functions'
import { gateway } from './gateway'
import { type Inbox, inboxOf } from './inbox/inbox'
import { type LocalMessages, localMessages } from './messages/messages'
import { terminalWay } from './messages/terminal-way'
import type { Regular } from './regularly'
import { countRegularly } from './rollups'
import type { LocalSettings } from './settings'
import { clearLarge, sweepRegularly } from './sweep'
import { keptToken } from './token'

type Choices = Pick<
  LocalSettings,
  'pages' | 'shards' | 'mine' | 'engagement' | 'reverseDns' | 'rdap' | 'retentionDays' | 'zone' | 'notify'
>

export interface ServerOptions extends Omit<LocalSettings, keyof Choices>, Partial<Choices> {
  readonly engine?: EngineKind
  /** Tokens that may query besides the one of the data folder. */
  readonly tokens?: readonly TokenHash[]
  readonly ip?: IpSetting
  /** An edge in front of it, as a stack may have one. */
  readonly edge?: EdgeTrust
  /** Where messages lie that the inbox shows; the table where there are messages. */
  readonly outbox?: Pick<OutboxStore, 'page'>
}

type ToldChoices = Pick<LocalSettings, 'sites' | 'pages'> &
  Partial<Pick<LocalSettings, 'notify' | 'shards' | 'retentionDays'>>

/** Everything that `npm start` runs. */
export interface LocalServer {
  readonly url: string
  readonly demoUrl: string
  /** Where the messages to the owner are shown; null where there is no outbox. */
  readonly inboxUrl: string | null
  readonly token: string
  readonly sites: readonly string[]
  readonly database: Database
  readonly example: ExampleBook
  /** Answers the requests under way, then stops server and engine. */
  close(): Promise<void>
}

/** Starts the engine, the API and the demo page. @throws Error when a port is taken */
export async function startServer({
  port,
  demoPort,
  data,
  token = null,
  tokens = [],
  sites,
  pages = defaults.pages,
  engine,
  ip = defaults.ip,
  outbox,
  ...choices
}: ServerOptions): Promise<LocalServer> {
  const isAlone = (await runningEngine(data)) === null
  const told = { sites, pages, ...choices }
  const { messages, database } = withMessages(await openDatabase(data, engine), told)
  const opened: Server[] = []
  const upkeep: Regular[] = []
  const close = async () => {
    await Promise.all(opened.map(closed))
    await Promise.all(upkeep.map((one) => one.stop()))
    await database.close()
  }
  try {
    const secret = token ?? keptToken(data)
    const { functions, query } = localFunctions(database, { ...told, token: secret, tokens, ip })
    const swept = { database, folder: data, now: query.now }
    if (isAlone) await clearLarge(swept)
    const example = exampleBook(database, query.now)
    const service = { url: '' }
    const inbox = localInbox(outbox ?? messages?.outbox ?? null, secret, choices, service)
    const doors = [exampleDoor(example, ownersOf(secret, tokens)), ...(inbox === null ? [] : [inbox.door])]
    const url = await listen(gateway(functions, doors), port, opened)
    service.url = url
    upkeep.push(countRegularly({ ...query, archive: archiveOf(swept, query, choices) }))
    upkeep.push(sweepRegularly(swept))
    if (messages !== null) upkeep.push(messages.start(url, query.store))
    const demoUrl = await listen(demoServer(url), demoPort, opened)
    const inboxUrl = inbox && url + inbox.path
    return { url, demoUrl, inboxUrl, token: secret, sites, database, example, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The archive of a data folder, for as many days as visits are kept. */
function archiveOf(
  { database, folder }: { readonly database: Database; readonly folder: string },
  query: QueryFunction['parts'],
  { retentionDays: archiveDays = defaults.retentionDays }: Partial<Choices>,
): ReturnType<typeof localArchive> {
  const networks = openNetworks(networkTableFile())
  return localArchive(database, folder, { ...query, networks, archiveDays })
}

/** The hashes of the tokens that see everything. */
const ownersOf = (token: string, tokens: readonly TokenHash[]): readonly Buffer[] => [
  hashOf(token),
  ...tokens.filter(({ scope = 'all' }) => scope === 'all').map(({ sha256 }) => Buffer.from(sha256, 'hex')),
]

/** Where messages are wanted, the database is one that tells of visits. */
function withMessages(
  database: Database,
  { sites, pages, notify, shards = {}, retentionDays = defaults.retentionDays }: ToldChoices,
): { messages: LocalMessages | null; database: Database } {
  if (notify === undefined) return { messages: null, database }
  const now = () => new Date()
  const ways = [terminalWay(console.log), ...waysOf(notify, { mail: null, now, allowLoopback: true })]
  const messages = localMessages(database, { sites, pages, notify, shards, retentionDays, ways, now })
  return { messages, database: messages.database }
}

/** @param service its address, once it is known */
function localInbox(
  outbox: Pick<OutboxStore, 'page'> | null,
  token: string,
  { notify, zone }: Partial<Choices>,
  service: { readonly url: string },
): Inbox | null {
  if (outbox === null) return null
  const here = zoneOf(notify?.zone ?? zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  return inboxOf({ outbox, token, write: (message) => write(message, { url: service.url, zone: here }) })
}

async function listen(server: Server, port: number, opened: Server[]): Promise<string> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  opened.push(server)
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Milliseconds that a request under way may still take when the server stops. */
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

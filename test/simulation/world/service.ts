import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ImportTable } from '../../../bin/cli/import/import-table'
import { allRoutes } from '../../../lambda/api/routes'
import { defaults, type NotifySettings, notifyKinds } from '../../../lambda/contract'
import { write } from '../../../lambda/domain/message/writing/write'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { hashOf } from '../../../lambda/http/token-secret'
import { type NotifyFunction, notifyFunction } from '../../../lambda/notify-function'
import { type QueryFunction, queryFunction } from '../../../lambda/query-function'
import { type RecordFunction, recordFunction } from '../../../lambda/record-function'
import type { StreamRecord } from '../../../lambda/store/table-change'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { type Call, callsOf } from '../table/calls'
import { modelItems } from '../table/model-items'
import { Counting } from './counting'
import { byOwnClock, type Deployed, killable, type ServiceParts, tableClient, tableNames } from './deployment'
import { type Asked, eventOf } from './lambda-event'

const token = 'vb_simulated'
const tokens = [{ name: 'simulated', sha256: hashOf(token).toString('hex') }]

const notify: NotifySettings = {
  kinds: notifyKinds,
  recipients: true,
  digest: 'daily',
  hour: 7,
  zone: 'Europe/Berlin',
  quiet: null,
  webhooks: [],
  email: null,
  from: null,
}

/** How many containers of a function are warm, each with what it remembers. */
const containers = 2

const networkTable = networkTableFile()

/** The functions as a deploy leaves them: those that run, on a table that is not. */
export class Service {
  readonly #parts: ServiceParts
  readonly #records: readonly RecordFunction['handler'][]
  readonly #query: QueryFunction['handler']
  readonly #notify: readonly NotifyFunction['handler'][]
  readonly counting: Counting

  constructor(
    parts: ServiceParts,
    readonly deployed: Deployed,
  ) {
    this.#parts = parts
    const settings = settingsOf(deployed)
    const make = <T>(made: () => T): T[] => Array.from({ length: containers }, made)
    this.#records = make(() => byOwnClock(parts, this.#recordFunction(settings).handler))
    this.#query = byOwnClock(parts, this.#queryFunction(settings).handler)
    this.#notify = make(() => byOwnClock(parts, this.#notifyFunction(settings).handler))
    this.counting = new Counting(parts, deployed)
  }

  /** What a stranger or the owner asks; the owner's requests carry the token. */
  async ask(asked: Asked, byOwner = true): Promise<APIGatewayProxyStructuredResultV2> {
    const headers = { ...asked.headers, ...(byOwner && { authorization: `Bearer ${token}` }) }
    return this.#query(eventOf({ ...asked, headers }))
  }

  /** The same by a function that Lambda kills after a while. Nobody hears an answer. */
  async askAndKill(asked: Asked, afterMs: number): Promise<void> {
    const { time } = this.#parts
    const end = time.now + afterMs
    const doomed = this.#queryFunction(
      settingsOf(this.deployed),
      killable(() => time.now < end),
    )
    const headers = { ...asked.headers, authorization: `Bearer ${token}` }
    const answered = byOwnClock(this.#parts, doomed.handler)(eventOf({ ...asked, headers }))
    await Promise.race([answered, time.wait(afterMs + 1)])
  }

  /** What a beacon sends, to whichever container is free. */
  async send(asked: Asked): Promise<APIGatewayProxyStructuredResultV2> {
    return oneOf(this.#records, this.#parts.time.chance)(eventOf(asked))
  }

  /** A batch of the table's stream. @returns positions of those that could not be handled */
  async notify(records: readonly StreamRecord[]): Promise<readonly string[]> {
    const answer = await oneOf(this.#notify, this.#parts.time.chance)({ Records: records })
    return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
  }

  async lookAround(): Promise<void> {
    await oneOf(this.#notify, this.#parts.time.chance)({ hourly: true })
  }

  async sendDue(id: string): Promise<void> {
    await oneOf(this.#notify, this.#parts.time.chance)({ due: id })
  }

  /** The table as an import sees it. */
  importTable(): ImportTable {
    const items = modelItems(this.#parts.table, callsOf(this.#parts, 5))
    return { ...tableClient(this.#parts), items, shards: this.deployed.shards, close: async () => {} }
  }

  #recordFunction(settings: Settings): RecordFunction {
    const call = callsOf(this.#parts, 5)
    const [table, saltTable] = [modelItems(this.#parts.table, call), modelItems(this.#parts.salts, call)]
    return recordFunction({ table, saltTable }, settings, {
      networkTable,
      beacon: 'beacon',
      earlier: () => null,
      routes: () => allRoutes,
    })
  }

  #queryFunction(settings: Settings, wrap?: (call: Call) => Call): QueryFunction {
    return queryFunction({ ...tableClient(this.#parts, wrap), saltTableName: tableNames.salts }, settings, {
      isDeployed: true,
      networkTable,
      dashboard: () => ({ body: '', etag: '' }) as never,
      trouble: () => null,
    })
  }

  #notifyFunction(settings: Settings): NotifyFunction {
    const zone = zoneOf(notify.zone)
    return notifyFunction(
      tableClient(this.#parts),
      { ...settings, notify },
      {
        ways: this.#parts.ways,
        write: (message) => write(message, { url: 'https://service.example', zone }),
        schedules: { at: async (time, id) => this.#parts.onSchedule(time, id) },
        isDeployed: true,
        networkTable,
      },
    )
  }
}

type Settings = ReturnType<typeof settingsOf>

const settingsOf = (deployed: Deployed) => ({
  ...defaults,
  monthlyVisits: null,
  mine: [],
  zone: null,
  edge: null,
  messages: true,
  mail: null,
  tokens,
  sitesBelowWildcard: 3,
  ...deployed,
})

const oneOf = <T>(things: readonly T[], chance: () => number): T =>
  things[Math.floor(chance() * things.length)] as T

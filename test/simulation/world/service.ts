import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import type { ImportTable } from '../../../bin/cli/import/import-table'
import { allRoutes } from '../../../lambda/api/routes'
import { type Archive, archiveOf } from '../../../lambda/archive/archive'
import { defaults, type NotifySettings, notifyKinds } from '../../../lambda/contract'
import { closedUntil, rollUp } from '../../../lambda/counting/roll-up'
import { rollUpRefusals } from '../../../lambda/counting/roll-up-refusals'
import { write } from '../../../lambda/domain/message/writing/write'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { hashOf } from '../../../lambda/http/token-secret'
import type { Way } from '../../../lambda/messages/way'
import { openNetworks } from '../../../lambda/network/networks'
import { type NotifyFunction, notifyFunction } from '../../../lambda/notify-function'
import { type QueryFunction, queryFunction } from '../../../lambda/query-function'
import { type RecordFunction, recordFunction } from '../../../lambda/record-function'
import { dynamoArchiveStore } from '../../../lambda/store/dynamo/archive-store'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { dynamoRefusalQueryStore } from '../../../lambda/store/dynamo/refusal-query-store'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import type { StreamRecord } from '../../../lambda/store/table-change'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { type Call, callsOf, type Weather } from '../table/calls'
import { modelClient } from '../table/model-client'
import { type Bucket, modelFiles } from '../table/model-files'
import { modelItems } from '../table/model-items'
import type { TableModel } from '../table/table-model'
import type { SimulatedTime } from '../time/simulated-time'
import { type Asked, eventOf } from './lambda-event'

const token = 'vb_simulated'
const tokens = [{ name: 'simulated', sha256: hashOf(token).toString('hex') }]

/** What a deploy may change. */
export interface Deployed {
  readonly sites: readonly string[]
  readonly retentionDays: number
  readonly shards: Readonly<Record<string, number>>
  /** Whether the visits of days that are over are written to a bucket. */
  readonly archive: boolean
}

export interface ServiceParts {
  readonly time: SimulatedTime
  readonly table: TableModel
  readonly salts: TableModel
  readonly bucket: Bucket
  readonly weather: () => Weather
  /** False once the table that it was deployed with is no more. */
  readonly isThere: () => boolean
  readonly ways: readonly Way[]
  /** Called where the notify function wants to be called again for a message. */
  readonly onSchedule: (time: string, id: string) => void
}

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

const tableNames = { table: 'visits', salts: 'salts' }

/** How many containers of a function are warm, each with what it remembers. */
const containers = 2

const networkTable = networkTableFile()
const networks = openNetworks(networkTable)
const now = () => new Date()

/** The functions as a deploy leaves them: those that run, on a table that is not. */
export class Service {
  readonly #parts: ServiceParts
  readonly #records: readonly RecordFunction[]
  readonly #query: QueryFunction
  readonly #notify: readonly NotifyFunction[]

  constructor(
    parts: ServiceParts,
    readonly deployed: Deployed,
  ) {
    this.#parts = parts
    const settings = settingsOf(deployed)
    const make = <T>(made: () => T): T[] => Array.from({ length: containers }, made)
    this.#records = make(() => this.#recordFunction(settings))
    this.#query = this.#queryFunction(settings)
    this.#notify = make(() => this.#notifyFunction(settings))
  }

  /** What a stranger or the owner asks; the owner's requests carry the token. */
  async ask(asked: Asked, byOwner = true): Promise<APIGatewayProxyStructuredResultV2> {
    const headers = { ...asked.headers, ...(byOwner && { authorization: `Bearer ${token}` }) }
    return this.#query.handler(eventOf({ ...asked, headers }))
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
    const answered = doomed.handler(eventOf({ ...asked, headers }))
    await Promise.race([answered, time.wait(afterMs + 1)])
  }

  /** What a beacon sends, to whichever container is free. */
  async send(asked: Asked): Promise<APIGatewayProxyStructuredResultV2> {
    return oneOf(this.#records, this.#parts.time.chance).handler(eventOf(asked))
  }

  /** A run of the hourly count. @param isAlive false once Lambda has killed it: it waits for ever then */
  async count(isAlive: () => boolean = () => true): Promise<void> {
    const table = this.#client(killable(isAlive))
    const store = dynamoQueryStore({ ...table, retentionDays: this.deployed.retentionDays })
    const rollups = dynamoRollupStore(table)
    const archive = this.deployed.archive ? this.#archive(isAlive) : null
    await rollUp({ store, rollups, networks, pages: defaults.pages, archive, now })
    await rollUpRefusals({ refusals: dynamoRefusalQueryStore(table), rollups }, closedUntil(now()))
  }

  /** A batch of the table's stream. @returns positions of those that could not be handled */
  async notify(records: readonly StreamRecord[]): Promise<readonly string[]> {
    const answer = await oneOf(this.#notify, this.#parts.time.chance).handler({ Records: records })
    return (answer?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
  }

  async lookAround(): Promise<void> {
    await oneOf(this.#notify, this.#parts.time.chance).handler({ hourly: true })
  }

  async sendDue(id: string): Promise<void> {
    await oneOf(this.#notify, this.#parts.time.chance).handler({ due: id })
  }

  /** The table as an import sees it. */
  importTable(): ImportTable {
    const items = modelItems(this.#parts.table, callsOf(this.#parts, 5))
    return { ...this.#client(), items, shards: this.deployed.shards, close: async () => {} }
  }

  #tableOf = (name: string): TableModel => (name === tableNames.salts ? this.#parts.salts : this.#parts.table)

  #client(wrap: (call: Call) => Call = (call) => call) {
    return {
      client: modelClient(this.#tableOf, wrap(callsOf(this.#parts, 3))),
      tableName: tableNames.table,
      now,
    }
  }

  /** Lists the networks that come: a file of all would be written in each life. */
  #archive(isAlive: () => boolean): Archive {
    const table = this.#client(killable(isAlive))
    const { retentionDays } = this.deployed
    return archiveOf({
      files: modelFiles(this.#parts.bucket, killable(isAlive)(callsOf(this.#parts, 3))),
      marks: dynamoArchiveStore(table),
      store: dynamoQueryStore({ ...table, retentionDays }),
      networks: { ...networks, ids: () => [714, 3320], hash: () => 'simulated' },
      archiveDays: 365,
      now,
    })
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
    return queryFunction({ ...this.#client(wrap), saltTableName: tableNames.salts }, settings, {
      isDeployed: true,
      networkTable,
      dashboard: () => ({ body: '', etag: '' }) as never,
      trouble: () => null,
    })
  }

  #notifyFunction(settings: Settings): NotifyFunction {
    const zone = zoneOf(notify.zone)
    return notifyFunction(
      this.#client(),
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

/** Makes the calls of a function that may be killed: then it hears nothing more, and asks for nothing more. */
const killable =
  (isAlive: () => boolean) =>
  (call: Call): Call =>
  (act) =>
    isAlive() ? call(act).then(unlessKilled(isAlive), unlessKilled(isAlive, true)) : new Promise(() => {})

const unlessKilled =
  (isAlive: () => boolean, isError = false) =>
  <T>(answer: T): T | Promise<never> => {
    if (!isAlive()) return new Promise(() => {})
    if (isError) throw answer
    return answer
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

import { allRoutes, routes } from '../../lambda/api/routes'
import { defaults, type PagesSetting, type TokenHash } from '../../lambda/contract'
import type { Directory } from '../../lambda/domain/describe/known-network'
import { write } from '../../lambda/domain/message/writing/write'
import { utc } from '../../lambda/domain/time/zone'
import { queryRoutes } from '../../lambda/handlers/query/query-routes'
import { beaconOf } from '../../lambda/handlers/record/get-beacon'
import { pastedBeacons } from '../../lambda/handlers/record/keep-outdated'
import { recordRoutes } from '../../lambda/handlers/record/record-routes'
import { api } from '../../lambda/http/api'
import { readableBy } from '../../lambda/http/cors'
import { finish } from '../../lambda/http/etag'
import { hashOf } from '../../lambda/http/token-secret'
import { noNetworks } from '../../lambda/network/networks'
import { identifier, type VisitorParts, visitorFinder } from '../../lambda/network/visitor'
import type { FuseStore } from '../../lambda/store/fuse-store'
import type { TokenStore } from '../../lambda/store/token-store'
import { expectDocumented } from './http/conform'
import { type Asked, event } from './http/event'
import { type MemoryOutbox, memoryOutbox } from './memory/outbox'
import { type MemoryRecipients, memoryRecipients } from './memory/recipients'
import { type MemoryRefusals, memoryRefusals } from './memory/refusals'
import { memoryReports } from './memory/reports'
import { type MemoryRollups, memoryRollups } from './memory/rollups'
import { memoryTokens } from './memory/tokens'
import { type MemoryStore, memoryStore, networks, wildcards } from './memory/visits'

export const token = 'a-token-that-only-the-owner-knows'
export const tokens: readonly TokenHash[] = [{ name: 'owner', sha256: hashOf(token).toString('hex') }]
export const authorized = { Authorization: `Bearer ${token}` }
const sites = ['you.github.io', '*.example.com']

/** The moment of every request. */
export const now = '2026-11-22T15:45:50.123Z'
export const beacon = beaconOf('"use strict"')
/** A beacon of an earlier release. */
export const earlierBeacon = beaconOf('"earlier"')
const beacons = {
  name: 'visitbook.js',
  current: beacon,
  earlier: (hash: string) => (hash === earlierBeacon.hash ? earlierBeacon.code : null),
  routes: () => allRoutes,
}

/** An answer, its body as text and, where it is JSON, as what it says. */
export interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly json: unknown
}

interface Parts {
  readonly store?: MemoryStore
  readonly refusals?: MemoryRefusals
  readonly rollups?: MemoryRollups
  readonly recipients?: MemoryRecipients
  readonly outbox?: MemoryOutbox
  /** Whether there is the setting `notify`. */
  readonly messages?: boolean
  readonly mailTrouble?: () => Promise<string | null>
  readonly tokens?: readonly TokenHash[]
  readonly tokenStore?: TokenStore
  readonly fuses?: Pick<FuseStore, 'fuse'>
  readonly pages?: PagesSetting
  readonly networks?: Directory
  /** The setting. */
  readonly engagement?: boolean
  /** What is known of addresses; nothing when left out. */
  readonly located?: VisitorParts['networks']
  /** Of requests with a token. */
  readonly now?: () => Date
}

/** Both functions in one process over a store in memory. Every answer is held against /openapi.json. */
export function book({
  store = memoryStore(),
  refusals = memoryRefusals(),
  rollups = memoryRollups(),
  recipients = memoryRecipients(),
  outbox = memoryOutbox(),
  messages = false,
  mailTrouble = async () => null,
  tokenStore = memoryTokens(),
  fuses = { fuse: async () => null },
  engagement = true,
  located = noNetworks,
  ...given
}: Parts = {}): (asked: Asked) => Promise<Got> {
  const salts = { saltOf: async () => new Uint8Array(32) }
  const identify = identifier({
    salts,
    ip: 'truncated',
    respectGpc: true,
    mine: [],
    organisations: true,
    networks: located,
    reverseDns: null,
    rdap: null,
    saltDay: () => '2026-11-22',
  })
  const clock = () => new Date(now)
  const tellPasted = pastedBeacons({ refusals, now: clock, beacons })
  const parts = {
    store,
    links: recipients,
    wildcards,
    refusals,
    sites,
    identify,
    beacons,
    tellPasted,
    now: clock,
    reports: engagement ? memoryReports(store) : null,
    visitorOf: async () => null,
  }
  const record = api(recordRoutes(parts), readableBy(sites))
  const query = api(
    queryRoutes({
      store,
      rollups,
      recipients,
      outbox,
      messages,
      mailTrouble,
      write: (message, url) => write(message, { url, zone: utc }),
      refusals,
      sites,
      isDeployed: true,
      tokens,
      tokenStore,
      fuses,
      monthlyVisits: defaults.monthlyVisits,
      networks,
      todaysVisitor: visitorFinder({ respectGpc: true, saltOf: salts.saltOf }),
      pages: defaults.pages,
      networkTable: '2026-06-17',
      dashboard: () => '<style></style><script></script>',
      now: parts.now,
      version: '1.2.3',
      script: 'visitbook.js',
      engagement,
      zone: null,
      ...given,
    }),
    finish,
  )
  const recording: readonly string[] = routes.record
  return async (asked) => {
    const sent = event(asked)
    const answer = recording.includes(asked.route) ? record(sent) : query(sent)
    const { statusCode: status = 0, headers = {}, body = '', isBase64Encoded } = await answer
    const text = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString(
      isBase64Encoded ? 'latin1' : 'utf8',
    )
    const { method, path } = sent.requestContext.http
    const contentType = headers['content-type'] as string | undefined
    expectDocumented({ method, path, status, contentType, body: text })
    const json = /[/+]json$/.test(contentType ?? '') ? JSON.parse(text) : undefined
    return { status, headers: headers as Record<string, string>, body: text, json }
  }
}

import { isInShare } from '../../../lambda/domain/count/visitor-share'
import { describer } from '../../../lambda/domain/describe/described-visit'
import { type Directory, isInIndex } from '../../../lambda/domain/describe/known-network'
import { MixedShards } from '../../../lambda/domain/errors'
import { keyOfName } from '../../../lambda/domain/organisation/key'
import { type NetworkId, networkIdOf } from '../../../lambda/domain/organisation/network-id'
import type { Correction, Kind, Network } from '../../../lambda/domain/organisation/organisation'
import { type NamedVisit, recipientNamer } from '../../../lambda/domain/recipient/named-visit'
import { type Position, positionOf } from '../../../lambda/domain/visit/listing'
import { type MineMark, markedBy, markName } from '../../../lambda/domain/visit/mine-mark'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { shardOf } from '../../../lambda/store/keys'
import type { QueryStore, RecordStore, ShardOfDay, VisitRange } from '../../../lambda/store/visit-store'
import type { WildcardStore } from '../../../lambda/store/wildcard-store'

/** What a person's browser sends. */
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

const network = (asn: number, name: string, kind: Kind, domain: string | null = null): Network => ({
  id: asn,
  key: keyOfName(name),
  name,
  domain,
  kind,
  confidence: domain === null ? 'medium' : 'high',
  evidence: domain === null ? 'rule: a word' : 'label',
})

/** The networks that there are in tests, by numbers that nobody has (RFC 5398). */
const table: readonly Network[] = [
  network(64496, 'Example Bank', 'business', 'bank.example'),
  network(64497, 'Example University', 'education', 'uni.example'),
  network(64498, 'Example Broadband', 'isp'),
  network(64499, 'Whoever', 'unknown'),
  network(64500, 'Example Cloud', 'hosting'),
  network(64501, 'Example Bank', 'business', 'bank.example'), // its second network
  network(64502, 'Example Gateway', 'gateway', 'gateway.example'),
  {
    ...network(0, 'Example Institute', 'education', 'institute.example'),
    ...{ id: 'example-institute', evidence: 'label: range' }, // it holds a range of 64498
  },
]

/** The network table of tests. */
export const networks: Directory = directoryOf((id) => table.find((one) => one.id === id) ?? null)

/** Makes a directory of a look-up. Only the networks of the table above are found by their key. */
export function directoryOf(network: Directory['network']): Directory {
  return {
    network,
    networksOf: (key) => table.map(({ id }) => id).filter((id) => network(id)?.key === key),
    carriesLabels: (asn) => asn === 64498,
    hidesOthers: (id) => id === null || ['isp', 'unknown'].includes(network(id)?.kind ?? 'unknown'),
  }
}

/** A visit as it is answered. */
export const described = (visit: Visit, corrections: readonly Correction[] = []): NamedVisit =>
  recipientNamer([])(describer({ networks, corrections })(visit))

/** Every host below a wildcard gets a site of its own. */
export const wildcards: WildcardStore = { siteOf: async (host) => host }

const noChance = new Uint8Array(10)

/** A visit of which nothing is known but when, where, what and a browser, made from a moment such as `2026-11-22T15:45:50.123Z`. */
export function visitAt(time: string, fields: Partial<Visit> = {}): Visit {
  const at = Date.parse(time)
  return {
    id: makeVisitId(at, noChance),
    time: new Date(at).toISOString(),
    site: 'you.github.io',
    host: null,
    page: '/',
    title: null,
    referrer: null,
    referrerPath: null,
    utmSource: null,
    utmMedium: null,
    utmCampaign: null,
    utmTerm: null,
    utmContent: null,
    country: null,
    region: null,
    city: null,
    httpVersion: null,
    recipient: null,
    scanned: false,
    fetched: false,
    language: null,
    timeZone: null,
    screen: null,
    viewport: null,
    userAgent: firefox,
    webdriver: false,
    assets: null,
    engagement: null,
    asn: null,
    holder: null,
    reverseDomain: null,
    ip: null,
    visitor: null,
    mine: null,
    ...fields,
  }
}

/** By position, which is time and id, without making one for each comparison. */
const newestFirst = (a: Visit, b: Visit): number =>
  (a.time === b.time ? a.id > b.id : a.time > b.time) ? -1 : 1

export interface MemoryStore extends RecordStore, QueryStore {
  /** Everything in it, oldest first. */
  readonly visits: Visit[]
}

/** The store's ports over an array, for tests of what stands in front of them. */
export const memoryStore = (...visits: Visit[]): MemoryStore => shardedStore(1, visits)

/** The same of a site whose days have several shards. Visits in `astray` lie in another shard than their own. */
export function shardedStore(
  shards: number,
  visits: Visit[],
  astray: (visit: Visit) => boolean = () => false,
): MemoryStore {
  const ofShard = (shard: ShardOfDay | undefined, found: readonly Visit[]) => {
    if (shard === undefined) return found
    const own = (visit: Visit) => shardOf(visit, shard.of) === shard.number
    if (shard.from === 'day') return found.filter(own)
    if (found.some((visit) => own(visit) && astray(visit)))
      throw new MixedShards('a visit is in another shard')
    return found.filter((visit) => own(visit))
  }
  const placed = (site: string, id: string) => visits.findIndex((one) => one.site === site && one.id === id)
  const isBefore = (visit: Visit, before: Position | null) => before === null || positionOf(visit) < before
  const words = new Map<NetworkId, Correction>()
  const mines = new Map<string, boolean>()
  const nameOf = (about: Omit<MineMark, 'mine'>) => `${about.site} ${markName(about)}`
  const withMark = (visit: Visit): Visit => {
    const mine = mines.get(nameOf(markedBy(visit)))
    return mine === undefined ? visit : { ...visit, mine }
  }
  const within = ({ site, period, before, share }: VisitRange) =>
    visits
      .filter((one) => one.site === site && one.time >= period.start && one.time < period.end)
      .filter((one) => isBefore(one, before) && (share === undefined || isInShare(one.visitor, share)))
      .toSorted(newestFirst)
      .map(withMark)
  const isListed = (visit: Visit) => {
    const id = networkIdOf(visit)
    return id !== null && isInIndex(networks, id)
  }
  return {
    visits,
    async add(visit) {
      const isNew = placed(visit.site, visit.id) < 0
      if (isNew) visits.push(visit)
      return isNew
    },
    async *visitsOf(range) {
      yield* ofShard(range.shard, within(range))
    },
    async *visitsOfNetwork(range) {
      yield* within(range).filter((one) => networkIdOf(one) === range.network && isListed(one))
    },
    async *visitsOfRecipient(range) {
      yield* within(range).filter((one) => one.recipient === range.recipient)
    },
    async corrections() {
      return [...words.values()]
    },
    async correct(correction) {
      words.set(correction.subject, correction)
    },
    async removeCorrection(subject) {
      return words.delete(subject)
    },
    async mineMark(about) {
      return mines.get(nameOf(about)) ?? null
    },
    async putMineMark({ mine, ...about }) {
      mines.set(nameOf(about), mine)
    },
    async addMineMark({ mine, ...about }) {
      if (!mines.has(nameOf(about))) mines.set(nameOf(about), mine)
    },
    async daysOf(site, from, to) {
      const days = visits.filter((one) => one.site === site).map(({ time }) => time.slice(0, 10))
      return [...new Set(days)]
        .filter((day) => day >= from && day <= to)
        .toSorted()
        .reverse()
        .map((day) => ({ day, expiry: Number.POSITIVE_INFINITY, hasDomains: true, shards }))
    },
    async visit(site, id) {
      const visit = visits[placed(site, id)]
      return visit === undefined ? null : withMark(visit)
    },
    async erase(site, id) {
      const at = placed(site, id)
      return at >= 0 && visits.splice(at, 1).length === 1
    },
    async noteSiteDays() {},
    async removeSite(site) {
      const kept = visits.filter((one) => one.site !== site)
      const removed = visits.length - kept.length
      visits.splice(0, visits.length, ...kept)
      return { visits: removed, days: 0, complete: true }
    },
    async sites() {
      const names = [...new Set(visits.map(({ site }) => site))].toSorted()
      return names.map((site) => {
        const days = visits
          .filter((one) => one.site === site)
          .map(({ time }) => time.slice(0, 10))
          .toSorted()
        return { site, firstDay: days[0] ?? null, lastDay: days.at(-1) ?? null }
      })
    },
  }
}

import { eachAtOnce } from '../domain/at-once'
import type { OrganisationActivity } from '../domain/count/organisation-activity'
import { organisationTallies } from '../domain/count/organisation-tallies'
import { attributor } from '../domain/describe/attribution'
import { type Inclusion, includes } from '../domain/describe/inclusion'
import {
  type Directory,
  type KnownNetwork,
  knownNetworks,
  type NetworkFacts,
} from '../domain/describe/known-network'
import type { NetworkId } from '../domain/organisation/network-id'
import { isIndexed, type Kind } from '../domain/organisation/organisation'
import { type KindCounts, kindCounter } from '../domain/report/kind-counts'
import type { DayOrganisations } from '../domain/rollup/day-organisations'
import { type Day, dayOf, type Instant } from '../domain/time/day'
import { lastDays, type Period } from '../domain/time/period'
import { mergeNewest } from '../domain/visit/listing'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { type AskedDays, askedDays, type History } from './site-days'
import { manyAtOnce, visitsIn } from './visit-search'

/** The most visits that one request counts. */
const maxVisits = 100_000

/** The most milliseconds that one request counts for; the API waits for 30 seconds. */
const timeoutMs = 20_000

/** The most days whose visits are told one by one. */
export const daysTold = 60

/** Days whose rollups are read at once: at most 3 MB. */
const daysAtOnce = 31

export interface OrganisationParts {
  readonly store: QueryStore
  readonly rollups: RollupReader
  readonly networks: Directory
  readonly pages: Pages
  readonly now: () => Date
}

export interface Counted {
  readonly organisations: readonly OrganisationActivity[]
  /** The time from which visits were counted. */
  readonly from: Instant
  /** Whether that is the whole period, with everybody in it. */
  readonly complete: boolean
}

/** The organisations of many sites, and how many of them came to each. */
export interface ManyCounted extends Counted {
  readonly sites: readonly SiteOrganisations[]
  readonly history: readonly History[]
  readonly kinds: KindCounts
}

/** A site that organisations came to. */
interface SiteOrganisations {
  readonly site: string
  readonly organisations: number
}

type Parts = Pick<OrganisationParts, 'store' | 'rollups' | 'pages' | 'now'>

interface OneAsked extends NetworkFacts {
  /** Every site when null. */
  readonly site: string | null
  readonly period: Period
  /** The key that it has now. */
  readonly key: string
}

interface ManyAsked extends NetworkFacts {
  readonly sites: readonly string[]
  readonly period: Period
  /** The kinds asked for. If all networks of these kinds are named, it does not matter which others are not. */
  readonly kinds: readonly Kind[]
  /** The owner's own visits. */
  readonly mine: Inclusion
}

/**
 * Counts the visits of one organisation in a period, the owner's own included, newest first, until the period ends or there
 * are too many. Bots do not count.
 */
export async function countOrganisation(
  { store, pages, now }: Omit<Parts, 'rollups'>,
  { site, period, key, ...facts }: OneAsked,
): Promise<Counted> {
  const range = { site, period, organisation: { of: [key], not: [] }, before: null, atOnce: manyAtOnce }
  const known = knownNetworks(facts)
  const tallies = organisationTallies(pages, known)
  const stream = await visitsIn({ store, facts }, range)
  const extent = await countVisits(stream, { period, now, ...facts }, (visit, id, mine) => {
    const isOwners = mine && !known(id).mine // the owner is nobody's but the owner's own
    if (!isOwners && known(id).key === key) tallies.of(id, 1, dayOf(visit.time)).add(visit)
  })
  return { organisations: tallies.organisations(lastDays(period, now(), daysTold)), ...extent }
}

/**
 * Counts the organisations of some kinds in a period. Closed days come from their rollups, at a cost that does not grow with
 * the visits; the rest comes from the visits themselves, newest first, and so do the owner's own visits of any day, which no
 * rollup has with an organisation.
 */
export async function countOrganisations(
  { store, rollups, pages, now }: Parts,
  { sites, period, kinds, mine, ...facts }: ManyAsked,
): Promise<ManyCounted> {
  const known = knownNetworks(facts)
  const tallies = organisationTallies(pages, known)
  const ofKinds = kindCounter(known)
  const came = new Map(sites.map((site) => [site, new Set<string>()]))
  const days = await eachAtOnce(sites, (one) => askedDays({ store, rollups, now }, one, period))
  let isWhole = !days.some(({ isRecounting }) => isRecounting)
  const isSought = (id: NetworkId) => kinds.includes(known(id).kind)
  const tallyOf = (site: string, id: NetworkId, visits: number, day: Day) => {
    came.get(site)?.add(known(id).key)
    return tallies.of(id, visits, day)
  }
  const count = (site: string, attendance: DayOrganisations, day: Day) => {
    if (!namesAll(attendance, kinds, known)) isWhole = false
    if (attendance.others > 0) ofKinds.noteUnnamed()
    for (const presence of attendance.present) {
      ofKinds.add(presence.id, presence.visits)
      if (isSought(presence.id) && !known(presence.id).mine)
        tallyOf(site, presence.id, presence.visits, day).join(presence)
    }
  }
  if (mine !== 'only')
    await eachAtOnce(days, (one) =>
      countClosed(rollups, one, (attendance, day) => count(one.site, attendance, day)),
    )
  const isInRollup = closedDays(days)
  const read = mine === 'exclude' ? days : days.map((one) => ({ ...one, open: [period] }))
  const stream = mergeNewest(read.map((one) => openVisits(store, one)))
  const extent = await countVisits(stream, { period, now, ...facts }, (visit, id, isMine) => {
    if (!includes(mine, isMine) || (!isMine && isInRollup(visit))) return
    ofKinds.add(id, 1)
    if (isSought(id)) tallyOf(visit.site, id, 1, dayOf(visit.time)).add(visit)
  })
  return {
    organisations: tallies.organisations(lastDays(period, now(), daysTold)),
    sites: howManyCame(came),
    ...extent,
    complete: extent.complete && isWhole,
    history: days.map(({ history }) => history),
    kinds: ofKinds.counts(),
  }
}

const howManyCame = (came: ReadonlyMap<string, ReadonlySet<string>>): ManyCounted['sites'] =>
  [...came].flatMap(([site, { size: organisations }]) =>
    organisations === 0 ? [] : [{ site, organisations }],
  )

/** Returns whether a visit that is not the owner's own is counted with its day's rollup. */
function closedDays(days: readonly AskedDays[]): (visit: Visit) => boolean {
  const closed = new Map(days.map((one) => [one.site, new Set(one.closed)]))
  return ({ site, time }) => closed.get(site)?.has(dayOf(time)) === true
}

async function countClosed(
  rollups: RollupReader,
  { site, closed }: AskedDays,
  count: (attendance: DayOrganisations, day: Day) => void,
): Promise<void> {
  for (let at = 0; at < closed.length; at += daysAtOnce) {
    const days = closed.slice(at, at + daysAtOnce)
    const [from, to] = [days[0] as Day, days.at(-1) as Day]
    const attendances = await rollups.dayOrganisations({ site, from, to })
    for (const day of days) count(attendances.get(day) ?? unknown, day)
  }
}

const unknown: DayOrganisations = { present: [], others: 1 }

/** A day names the networks in the index first. So if one of the others is named, all in the index are. */
function namesAll(
  { present, others }: DayOrganisations,
  kinds: readonly Kind[],
  known: (id: NetworkId) => KnownNetwork,
): boolean {
  const last = present.at(-1)
  return (
    others === 0 ||
    (last !== undefined && !isIndexed(known(last.id)) && kinds.every((kind) => isIndexed({ kind })))
  )
}

async function* openVisits(
  store: Pick<QueryStore, 'visitsOf'>,
  { site, open }: AskedDays,
): AsyncIterable<Visit> {
  for (const period of open) yield* store.visitsOf({ site, period, before: null, atOnce: manyAtOnce })
}

interface Counting extends NetworkFacts {
  readonly period: Period
  readonly now: () => Date
}

async function countVisits(
  newest: AsyncIterable<Visit>,
  { period, now, ...facts }: Counting,
  count: (visit: Visit, id: NetworkId, mine: boolean) => void,
): Promise<Pick<Counted, 'from' | 'complete'>> {
  const attribute = attributor(facts)
  const deadline = now().getTime() + timeoutMs
  let from = period.start
  let seen = 0
  for await (const visit of newest) {
    if (seen === maxVisits || (seen % manyAtOnce === 0 && now().getTime() > deadline))
      return { from, complete: false }
    seen += 1
    from = visit.time
    const { networkId, bot, mine } = attribute(visit)
    if (networkId !== null && bot === null) count(visit, networkId, mine)
  }
  return { from: period.start, complete: true }
}

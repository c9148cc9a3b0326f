import { admittedAudiences, audienceOf, botsBeside } from '../domain/audience'
import type { Choice } from '../domain/choice'
import {
  daysOf,
  exactlyRead,
  holdsHour,
  isWhole,
  partOf,
  planOf,
  visitsIn as sizeOf,
  without,
} from '../domain/closed-days'
import { type Day, dayOf, type Hour, instantOf } from '../domain/day'
import { type DescribedVisit, describer } from '../domain/described-visit'
import { InvalidInput } from '../domain/invalid-input'
import type { NetworkFacts, NetworkOf } from '../domain/known-network'
import type { Pages } from '../domain/page-key'
import type { Period } from '../domain/period'
import { type By, type Freshness, type Report, type Reporter, reporter, visitCounter } from '../domain/report'
import { isInOne, isRolled, rolledFilter } from '../domain/rolled-filter'
import { matcher, type VisitFilter } from '../domain/visit-filter'
import type { Zone } from '../domain/zone'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { dayFacts } from './day-facts'
import { countSpans, type Rolled } from './rolled-count'
import { manyAtOnce, visitsIn } from './visit-search'

/** Visits that one report reads, at most: about 2,000 read units, and well inside the API's 30 seconds. */
export const statsReach = 50_000

/** Open days, the last ones, for which it is worth asking whether they are busy. */
const daysAskedForHours = 10

export interface StatsParts {
  readonly store: QueryStore
  readonly rollups: RollupReader
  readonly networkOf: NetworkOf
  readonly pages: Pages
  readonly now: () => Date
}

export interface Question {
  readonly filter: VisitFilter
  readonly zone: Zone
  readonly by: readonly By[]
  readonly internal: Choice
}

/** What is known of networks is asked for once, by whoever names them too. */
export type CountParts = Omit<StatsParts, 'networkOf'> & { readonly facts: NetworkFacts }

type Effort = Omit<Freshness, 'asOf'>

/** Counts the visits that a question asks for: closed days from their rollups, the rest from the visits themselves. */
export async function countStats(
  { store, rollups, facts, pages, now }: CountParts,
  { filter, zone, by, internal }: Question,
): Promise<Report & { readonly freshness: Freshness }> {
  const asOf = instantOf(now().getTime())
  const isEmpty = filter.period.start >= filter.period.end
  const sites = isEmpty
    ? []
    : filter.site === null
      ? (await store.sites()).map(({ site }) => site)
      : [filter.site]
  const counting = reporter(pages)
  const efforts: Effort[] = []
  for (const site of sites) {
    const read = efforts.reduce((sum, { visitsRead }) => sum + visitsRead, 0)
    efforts.push(
      await countSite({ store, rollups, facts, pages, counting, now, left: statsReach - read }, site, {
        filter,
        zone,
        by,
        internal,
      }),
    )
  }
  return { ...counting.report(filter.period, zone, by), freshness: { asOf, ...inAll(efforts) } }
}

const inAll = (efforts: readonly Effort[]): Effort => ({
  closedDays: efforts.reduce((sum, { closedDays }) => sum + closedDays, 0),
  visitsRead: efforts.reduce((sum, { visitsRead }) => sum + visitsRead, 0),
  recounting: [...new Set(efforts.flatMap(({ recounting }) => recounting))].toSorted(),
  exactVisitors: efforts.every(({ exactVisitors }) => exactVisitors),
})

interface SiteParts {
  readonly store: QueryStore
  readonly rollups: RollupReader
  readonly facts: NetworkFacts
  readonly pages: Pages
  readonly counting: Reporter
  readonly now: () => Date
  /** Visits that may still be read. */
  readonly left: number
}

async function countSite(
  { store, rollups, facts, pages, counting, now, left }: SiteParts,
  site: string,
  { filter, zone, by, internal }: Question,
): Promise<Effort> {
  const { period } = filter
  const visits = { store, rollups, facts, pages, counting, now, left, site, filter, zone, by, internal }
  const asked = rolledFilter(filter, pages)
  if (!isRolled(asked, { by, zone, period })) {
    const visitsRead = await countVisits(visits, [period])
    return { closedDays: 0, visitsRead, recounting: [], exactVisitors: true }
  }
  const rolled: Rolled = { site, filter, asked, by, zone, pages, internal }
  const days = daysOf(period)
  const range = { site, from: days[0] as Day, to: days.at(-1) as Day }
  const known = await dayFacts({ store, rollups, now }, range)
  const { counted, reopened } = known
  const plan = planOf(period, known)
  const untold = await countSpans(
    rollups,
    rolled,
    { grain: 'day', spans: plan.closed, totals: counted },
    counting,
  )
  const open = [...plan.open, ...untold].toSorted()
  const unsized = open.filter((day) => !counted.has(day) || !isWhole(day, period) || untold.includes(day))
  const busy = await busyHours(rollups, known.recorded, unsized.slice(-daysAskedForHours), {
    site,
    period,
    zone,
    by,
  })
  const missed = new Set(await countSpans(rollups, rolled, { grain: 'hour', spans: busy }, counting))
  const taken = busy.filter((hour) => !missed.has(hour))
  const parts = open.flatMap((day) =>
    without(
      partOf(day, period),
      taken.filter((hour) => dayOf(hour) === day),
    ),
  )
  return {
    closedDays: plan.closed.length - untold.length,
    visitsRead: await countVisits(visits, parts),
    recounting: [
      ...plan.recounting.filter((day) => !untold.includes(day)),
      ...taken.map(dayOf).filter((day) => reopened.has(day)),
    ],
    exactVisitors: taken.length === 0,
  }
}

/** The closed hours of open days that have too many visits to be read one by one, or have none of them any more. */
async function busyHours(
  rollups: RollupReader,
  recorded: ReadonlySet<Day>,
  days: readonly Day[],
  { site, period, ...asked }: Pick<Question, 'zone' | 'by'> & { site: string; period: Period },
): Promise<Hour[]> {
  const hours = await Promise.all(
    days.map(async (day) => {
      const totals = await rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
      const inside = [...totals].filter(([hour]) => holdsHour(period, hour) && isInOne(hour, asked))
      const visits = inside.reduce((sum, [, found]) => sum + sizeOf(found), 0)
      return visits > exactlyRead || !recorded.has(day) ? inside.map(([hour]) => hour) : []
    }),
  )
  return hours.flat().toSorted()
}

interface VisitParts extends SiteParts, Question {
  readonly site: string
}

/** Reads the visits of some periods and counts them. @returns how many it read */
async function countVisits(
  { store, facts, pages, counting, left, site, filter, zone, by, internal }: VisitParts,
  periods: readonly Period[],
): Promise<number> {
  const describe = describer(facts)
  const [admitted, bots] = [new Set(admittedAudiences(filter)), new Set(botsBeside(filter))]
  const [matches, counter] = [matcher(filter, pages), visitCounter({ zone, by, pages, internal })]
  let read = 0
  for (const period of periods) {
    const range = { site, period, organisation: filter.organisation, before: null, atOnce: manyAtOnce }
    for await (const visit of await visitsIn({ store, networkOf: facts.networkOf }, range)) {
      read += 1
      if (read > left) throw tooMany
      if (!matches(visit)) continue
      const described = describe(visit)
      if (!isOfKind(described, filter)) continue
      const audience = audienceOf(described)
      if (admitted.has(audience)) counter.add(described, 'counted')
      if (bots.has(audience)) counter.add(described, 'bots')
    }
  }
  counter.into(counting)
  return read
}

const isOfKind = ({ kind }: DescribedVisit, { kinds }: VisitFilter): boolean =>
  kinds === null || (kind !== null && kinds.includes(kind))

const tooMany = new InvalidInput(
  `more than ${statsReach} visits would have to be read one by one: shorten the period, or ask for one filter and no by= but its own, day and hour, which rollups answer for any number of visits; days that were not counted yet are by the next full hour, or at once by npx visitbook rollup`,
)

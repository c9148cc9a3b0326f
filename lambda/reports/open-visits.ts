import { describer } from '../domain/describe/described-visit'
import { botClasses, classOf, includedClasses } from '../domain/describe/visit-class'
import { takeInTurns } from '../domain/in-turns'
import type { SiteCounts } from '../domain/report/site-counts'
import { type VisitCounter, visitCounter } from '../domain/report/visit-counter'
import { isOfOrganisation, matcher, type VisitFilter } from '../domain/report/visit-filter'
import type { Instant } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { Visit } from '../domain/visit/visit'
import type { SiteShare } from './site-share'
import type { CountParts, StatsQuestion } from './stats'
import { codesFor, manyAtOnce, visitsIn } from './visit-search'

/** The most milliseconds that one report reads for; the API waits for 30 seconds. */
const timeoutMs = 15_000

interface OpenParts extends CountParts {
  readonly counting: SiteCounts
  /** The most visits to read. */
  readonly reach: number
}

export interface OpenCount {
  readonly visits: number
  /** The time from which every visit was read; null where all of them were. */
  readonly from: Instant | null
}

/**
 * Reads and counts the visits that rollups do not cover, the newest of every site first. Visits that have been counted
 * but are still read have their place reserved: only the rest may be too many.
 */
export async function countOpenVisits(
  { counting, reach, now, ...parts }: OpenParts,
  shares: readonly SiteShare[],
  question: StatsQuestion,
): Promise<OpenCount> {
  const deadline = now().getTime() + timeoutMs
  const mayGoOn = () => now().getTime() < deadline
  const made = await codesFor(question.filter, parts.recipients)
  const counters = shares.map(() => counterOf({ ...parts, made }, question))
  const froms: Instant[] = []
  const read = async (periods: (share: SiteShare) => readonly Period[], most: number): Promise<number> => {
    const last = new Map<number, Instant>()
    const streams = shares.map((share) => newestOf(parts, share.site, periods(share), question.filter))
    const limits = { most, atOnce: manyAtOnce, mayGoOn }
    const { count, cut } = await takeInTurns(streams, limits, (visit, at) => {
      last.set(at, visit.time)
      counters[at]?.add(visit)
    })
    for (const at of cut) froms.push(last.get(at) ?? question.filter.period.end)
    return count
  }
  const kept = shares.reduce((sum, { knownVisits }) => sum + knownVisits, 0)
  const unknown = await read((share) => share.unknown, reach - kept)
  const known = await read((share) => share.known, reach - unknown)
  for (const [at, { site }] of shares.entries()) counters[at]?.into(counting.of(site))
  return { visits: unknown + known, from: froms.toSorted().at(-1) ?? null }
}

async function* newestOf(
  { store, facts }: Pick<CountParts, 'store' | 'facts'>,
  site: string,
  periods: readonly Period[],
  { organisation, recipient }: VisitFilter,
): AsyncIterable<Visit> {
  for (const period of periods) {
    const range = { site, period, organisation, recipient, before: null, atOnce: manyAtOnce }
    yield* await visitsIn({ store, facts }, range)
  }
}

/** Counts the visits of a site that a question asks for. */
function counterOf(
  {
    facts,
    pages,
    titles,
    made,
  }: Pick<CountParts, 'facts' | 'pages' | 'titles'> & {
    readonly made: ReadonlySet<string>
  },
  { filter, zone, by, internal }: StatsQuestion,
): { add(visit: Visit): void } & Pick<VisitCounter, 'into'> {
  const [describe, matches] = [describer(facts), matcher(filter, pages, made)]
  const [admitted, bots] = [new Set(includedClasses(filter)), new Set(botClasses(filter))]
  const counter = visitCounter({ zone, by, pages, internal })
  return {
    add(visit) {
      if (!matches(visit)) return
      const described = describe(visit)
      if (!isOfOrganisation(described, filter)) return
      const visitClass = classOf(described)
      if (admitted.has(visitClass)) {
        counter.add(described, 'counted')
        titles?.note(described)
      }
      if (bots.has(visitClass)) counter.add(described, 'bots')
    },
    into: counter.into,
  }
}

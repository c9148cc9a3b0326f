import { attributor } from '../domain/describe/attribution'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { NetworkOf } from '../domain/describe/known-network'
import { isIndexed } from '../domain/organisation/organisation'
import { isAdmitted, isSelective, matcher, type VisitFilter } from '../domain/report/visit-filter'
import { type Day, dayOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import { type Listing, mergeSources, type Position, takePage } from '../domain/visit/listing'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import type { QueryStore, RecordedSite } from '../store/visit-store'

/** The most visits that one request looks at: about seven reads of a megabyte, well inside the API's 30 seconds. */
export const maxVisitsRead = 20_000

/** Visits per read where few of them are likely to be listed. */
export const manyAtOnce = 1000

/** The store's part in a search. */
export type Searchable = Pick<QueryStore, 'visitsOf' | 'visitsOfOrganisation' | 'sites' | 'corrections'>

/** What a search needs. */
export interface SearchParts {
  readonly store: Searchable
  readonly networkOf: NetworkOf
  readonly pages: Pages
}

export interface Search {
  readonly filter: VisitFilter
  readonly before: Position | null
  readonly limit: number
}

/** The next `limit` visits that a filter selects, newest first, on one site or on all. */
export async function search(
  { store, networkOf, pages }: SearchParts,
  { filter, before, limit }: Search,
): Promise<Listing<DescribedVisit>> {
  const facts = { networkOf, corrections: await store.corrections() }
  const [attribute, describe] = [attributor(facts), describer(facts)]
  const matches = matcher(filter, pages)
  const pick = (visit: Visit) =>
    matches(visit) && isAdmitted(attribute(visit), filter) ? describe(visit) : null
  const atOnce = atOnceFor(filter, { limit, byIndex: isInIndex(networkOf, filter.organisation) })
  const newest = await visitsIn({ store, networkOf }, { ...filter, before, atOnce })
  return takePage(newest, pick, { limit, reach: maxVisitsRead })
}

/** What `visitsIn` reads. */
export interface Range {
  /** Every site when null. */
  readonly site: string | null
  readonly period: Period
  /** One network; null for all. A network that the index does not have has to be picked from all visits. */
  readonly organisation: number | null
  readonly before: Position | null
  readonly atOnce: number
}

/** Yields the visits of one site or of all, newest first, by the index where it has the organisation. */
export async function visitsIn(
  {
    store,
    networkOf,
  }: Pick<SearchParts, 'networkOf'> & {
    store: Pick<QueryStore, 'visitsOf' | 'visitsOfOrganisation' | 'sites'>
  },
  { site, organisation: asn, ...range }: Range,
): Promise<AsyncIterable<Visit>> {
  const byIndex = isInIndex(networkOf, asn)
  const visitsOn = (one: string) =>
    asn !== null && byIndex
      ? store.visitsOfOrganisation({ ...range, site: one, asn })
      : store.visitsOf({ ...range, site: one })
  if (site !== null) return visitsOn(site)
  const sites = sitesWithin(await store.sites(), range.period)
  return mergeSources(sites.map((one) => ({ lastDay: one.lastDay, open: () => visitsOn(one.site) })))
}

/** Sites that may have visits in a period, judged by their first and last day. */
function sitesWithin(
  sites: readonly RecordedSite[],
  { start, end }: Period,
): { site: string; lastDay: Day }[] {
  const [from, to] = [dayOf(start), dayOf(end)]
  return sites.flatMap(({ site, firstDay, lastDay }) =>
    firstDay !== null && lastDay !== null && firstDay <= to && lastDay >= from ? { site, lastDay } : [],
  )
}

/** Visits were put into the index by what the table says about their network, not by the owner's correction. */
function isInIndex(networkOf: NetworkOf, asn: number | null): boolean {
  const network = asn === null ? null : networkOf(asn)
  return network !== null && isIndexed(network)
}

/** One more than the page shows whether there is another page; twice as many leave room for bots. */
function atOnceFor(filter: VisitFilter, { limit, byIndex }: { limit: number; byIndex: boolean }): number {
  if (isSelective(filter) || (filter.organisation !== null && !byIndex)) return manyAtOnce
  return filter.bot === 'include' && filter.mine === 'include' ? limit + 1 : 2 * limit
}

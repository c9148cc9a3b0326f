import { type Listing, mergeNewest, type Position, takePage } from '../domain/listing'
import { isSelective, matches, type VisitFilter } from '../domain/visit-filter'
import type { QueryStore } from '../store/visit-store'

/** Visits that one request looks at, at most: about seven reads of a megabyte, well inside the API's 30 seconds. */
export const reach = 20_000

/** The store's part in a search. */
export type Searchable = Pick<QueryStore, 'visitsOf' | 'sites'>

/** The next `limit` visits that a filter selects, newest first, on one site or on all. */
export async function search(
  store: Searchable,
  { filter, before, limit }: { filter: VisitFilter; before: Position | null; limit: number },
): Promise<Listing> {
  const sites = filter.site === null ? (await store.sites()).map(({ site }) => site) : [filter.site]
  const atOnce = isSelective(filter) ? 1000 : limit + 1 // one more tells whether there is another page
  const streams = sites.map((site) => store.visitsOf({ site, period: filter.period, before, atOnce }))
  return takePage(mergeNewest(streams), (visit) => matches(visit, filter), { limit, reach })
}

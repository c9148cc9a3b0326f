import { isDomain, type NetworkId } from '../domain/organisation/network-id'
import { dayOf, endOf, type Instant, instantOf } from '../domain/time/day'
import { mergeNewest } from '../domain/visit/listing'
import type { Visit } from '../domain/visit/visit'
import type { QueryStore, VisitRange } from '../store/visit-store'

type Store = Pick<QueryStore, 'visitsOf' | 'visitsOfNetwork' | 'daysOf'>

/**
 * Yields the visits of some networks and domains from the index, newest first. Earlier versions put no domain into it, so
 * for the days that they recorded all visits are yielded, from which the caller has to pick.
 */
export async function* visitsOfNetworks(
  store: Store,
  ids: readonly NetworkId[],
  range: VisitRange,
): AsyncIterable<Visit> {
  const { start, end } = range.period
  const since = ids.some(isDomain) ? await domainsSince(store, range) : start
  const newer = { ...range, period: { start: since, end } }
  yield* mergeNewest(ids.map((network) => store.visitsOfNetwork({ ...newer, network })))
  if (since > start) yield* store.visitsOf({ ...range, period: { start, end: since < end ? since : end } })
}

/** From when on the index has the visits of domains, within a period. */
async function domainsSince(
  store: Pick<QueryStore, 'daysOf'>,
  { site, period: { start, end } }: VisitRange,
): Promise<Instant> {
  const days = await store.daysOf(site, dayOf(start), dayOf(end))
  const last = days.find(({ hasDomains }) => !hasDomains)
  if (last === undefined) return start
  const since = instantOf(endOf(last.day))
  return since > start ? since : start
}

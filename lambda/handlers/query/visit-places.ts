import type { RequestFor } from '../../api/handler'
import { InvalidInput } from '../../domain/errors'
import { parseHost } from '../../domain/report/visit-filter'
import { type Day, dayOf, type Instant, instantOf } from '../../domain/time/day'
import { isVisitId, timeOfId } from '../../domain/visit/visit-id'
import { Problem } from '../../http/problem'
import type { QueryStore, RecordedSite } from '../../store/visit-store'

/** The id asked for, and the sites that may have it. */
export async function placesOf(
  store: Pick<QueryStore, 'sites'>,
  { params, query: { site } }: RequestFor<'GET /visits/{id}'>,
): Promise<{ id: string; sites: string[] }> {
  const id = params.id?.toLowerCase() ?? ''
  if (!isVisitId(id)) throw new InvalidInput('id must be a UUIDv7', 'id')
  return { id, sites: site === undefined ? await sitesOn(dayOf(timeOf(id)), store) : [parseHost(site)] }
}

export const timeOf = (id: string): Instant => instantOf(timeOfId(id))

/** Sites that may have had visits on a day. */
async function sitesOn(day: Day, store: Pick<QueryStore, 'sites'>): Promise<string[]> {
  const isWithin = ({ firstDay, lastDay }: RecordedSite) =>
    firstDay !== null && lastDay !== null && firstDay <= day && day <= lastDay
  return (await store.sites()).filter(isWithin).map(({ site }) => site)
}

export const noSuchVisit = (id: string) => new Problem(404, `there is no visit ${id}`)

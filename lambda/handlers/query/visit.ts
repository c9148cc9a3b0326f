import type { HandlerFor, HandlersFor, RequestFor } from '../../api/handler'
import { visitAnswerOf } from '../../api/visits'
import { type ErasureParts, eraseAll } from '../../counting/erasure'
import { describer } from '../../domain/describe/described-visit'
import type { Directory } from '../../domain/describe/known-network'
import { InvalidInput } from '../../domain/errors'
import { parseHost } from '../../domain/report/visit-filter'
import { type Day, dayOf, type Instant, instantOf } from '../../domain/time/day'
import { isVisitId, timeOfId } from '../../domain/visit/visit-id'
import { Problem } from '../../http/problem'
import { json, noContent } from '../../http/response'
import type { QueryStore, RecordedSite } from '../../store/visit-store'

interface GetParts {
  readonly store: Pick<QueryStore, 'visit' | 'sites' | 'corrections'>
  readonly networks: Directory
}

type EraseParts = ErasureParts & { readonly store: Pick<QueryStore, 'visit' | 'sites'> }

export const visitHandlers = (
  parts: GetParts & EraseParts,
): HandlersFor<'GET /visits/{id}' | 'DELETE /visits/{id}'> => ({
  'GET /visits/{id}': getVisit(parts),
  'DELETE /visits/{id}': eraseVisit(parts),
})

/** One visit. The id leads to its day, so without `site` every site is asked. */
const getVisit =
  ({ store, networks }: GetParts): HandlerFor<'GET /visits/{id}'> =>
  async (request) => {
    const { id, sites } = await placesOf(store, request)
    for (const site of sites) {
      const visit = await store.visit(site, id)
      if (visit === null) continue
      const describe = describer({ networks, corrections: await store.corrections() })
      return json(visitAnswerOf(describe(visit)))
    }
    throw noSuchVisit(id)
  }

/** Erases one visit. Without `site`, on every site that has the id: afterwards no site has it. */
const eraseVisit =
  (parts: EraseParts): HandlerFor<'DELETE /visits/{id}'> =>
  async (request) => {
    const { id, sites } = await placesOf(parts.store, request)
    const found = await Promise.all(sites.map((site) => parts.store.visit(site, id)))
    const erased = await eraseAll(
      parts,
      found.filter((visit) => visit !== null),
    )
    if (erased === 0) throw noSuchVisit(id)
    return noContent()
  }

/** The id asked for, and the sites that may have it. */
async function placesOf(
  store: Pick<QueryStore, 'sites'>,
  { params, query: { site } }: RequestFor<'GET /visits/{id}'>,
): Promise<{ id: string; sites: string[] }> {
  const id = params.id?.toLowerCase() ?? ''
  if (!isVisitId(id)) throw new InvalidInput('id must be a UUIDv7', 'id')
  return { id, sites: site === undefined ? await sitesOn(dayOf(timeOf(id)), store) : [parseHost(site)] }
}

const timeOf = (id: string): Instant => instantOf(timeOfId(id))

/** Sites that may have had visits on a day. */
async function sitesOn(day: Day, store: Pick<QueryStore, 'sites'>): Promise<string[]> {
  const isWithin = ({ firstDay, lastDay }: RecordedSite) =>
    firstDay !== null && lastDay !== null && firstDay <= day && day <= lastDay
  return (await store.sites()).filter(isWithin).map(({ site }) => site)
}

const noSuchVisit = (id: string) => new Problem(404, `there is no visit ${id}`)

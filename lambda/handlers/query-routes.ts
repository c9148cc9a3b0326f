import type { QueryRoute, TokenHash } from '../contract'
import type { NetworkOf } from '../domain/known-network'
import type { SiteList } from '../domain/site-list'
import type { Handler } from '../http/api'
import { withToken } from '../http/token'
import type { QueryStore } from '../store/visit-store'
import { eraseVisitor } from './erase-visitor'
import { getFrontPage } from './get-front-page'
import { getHealth } from './get-health'
import { getOpenapi } from './get-openapi'
import { listOrganisations } from './list-organisations'
import { listSites } from './list-sites'
import { listVisits } from './list-visits'
import { noRoute } from './no-route'
import { correctOrganisation, getOrganisation, takeBackCorrection } from './organisation-by-asn'
import { eraseVisit, getVisit } from './visit-by-id'

export interface QueryParts {
  readonly store: QueryStore
  readonly sites: SiteList
  readonly tokens: readonly TokenHash[]
  readonly networkOf: NetworkOf
  /** The day of the network table's sources; null when there is none. */
  readonly networkTable: string | null
  readonly now: () => Date
}

/** Everything that takes a token, the front page, and what no route answers. */
export function queryRoutes({
  store,
  sites,
  tokens,
  networkOf,
  networkTable,
  now,
}: QueryParts): Record<QueryRoute, Handler> {
  const parts = { store, networkOf, now }
  const guarded = withToken(tokens)
  return {
    'GET /visits': guarded(listVisits(parts)),
    'DELETE /visits': guarded(eraseVisitor(parts)),
    'GET /visits/{id}': guarded(getVisit(parts)),
    'DELETE /visits/{id}': guarded(eraseVisit(store)),
    'GET /organisations': guarded(listOrganisations(parts)),
    'GET /organisations/{asn}': guarded(getOrganisation(parts)),
    'PATCH /organisations/{asn}': guarded(correctOrganisation(parts)),
    'DELETE /organisations/{asn}': guarded(takeBackCorrection(parts)),
    'GET /sites': guarded(listSites(store, sites)),
    'GET /openapi.json': guarded(getOpenapi),
    'GET /health': getHealth(networkTable),
    'GET /': getFrontPage,
    $default: noRoute,
  }
}

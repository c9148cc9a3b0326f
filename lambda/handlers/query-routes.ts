import type { QueryRoute, TokenHash } from '../contract'
import type { SiteList } from '../domain/site-list'
import type { Handler } from '../http/api'
import { withToken } from '../http/token'
import type { QueryStore } from '../store/visit-store'
import { eraseVisitor } from './erase-visitor'
import { getFrontPage } from './get-front-page'
import { getOpenapi } from './get-openapi'
import { listSites } from './list-sites'
import { listVisits } from './list-visits'
import { noRoute } from './no-route'
import { eraseVisit, getVisit } from './visit-by-id'

export interface QueryParts {
  readonly store: QueryStore
  readonly sites: SiteList
  readonly tokens: readonly TokenHash[]
}

/** Everything that takes a token, the front page, and what no route answers. */
export function queryRoutes({ store, sites, tokens }: QueryParts): Record<QueryRoute, Handler> {
  const guarded = withToken(tokens)
  return {
    'GET /visits': guarded(listVisits(store)),
    'DELETE /visits': guarded(eraseVisitor(store)),
    'GET /visits/{id}': guarded(getVisit(store)),
    'DELETE /visits/{id}': guarded(eraseVisit(store)),
    'GET /sites': guarded(listSites(store, sites)),
    'GET /openapi.json': guarded(getOpenapi),
    'GET /': getFrontPage,
    $default: noRoute,
  }
}

import type { QueryRoute, TokenHash } from '../../contract'
import type { NetworkOf } from '../../domain/describe/known-network'
import type { Pages } from '../../domain/visit/page-key'
import type { SiteList } from '../../domain/visit/site-list'
import type { Handler } from '../../http/api'
import { withToken } from '../../http/token'
import type { RefusalQueryStore } from '../../store/refusal-store'
import type { RollupStore } from '../../store/rollup-store'
import type { QueryStore } from '../../store/visit-store'
import { eraseVisits } from './erase-visits'
import { getDashboard } from './get-dashboard'
import { getHealth } from './get-health'
import { getOpenapi } from './get-openapi'
import { getStats } from './get-stats'
import { getStatus } from './get-status'
import { listOrganisations } from './list-organisations'
import { listRefusals } from './list-refusals'
import { listSites } from './list-sites'
import { listVisits } from './list-visits'
import { noRoute } from './no-route'
import { correctOrganisation, getOrganisation, takeBackCorrection } from './organisation-by-asn'
import { removeSite } from './remove-site'
import { eraseVisit, getVisit } from './visit-by-id'

export interface QueryParts {
  readonly store: QueryStore
  readonly rollups: RollupStore
  readonly refusals: RefusalQueryStore
  readonly sites: SiteList
  readonly tokens: readonly TokenHash[]
  readonly networkOf: NetworkOf
  /** What is one page. */
  readonly pages: Pages
  /** The day of the network table's sources; null when there is none. */
  readonly networkTable: string | null
  /** The page that `GET /` answers. */
  readonly dashboard: string
  /** Of this program. */
  readonly version: string
  /** What keeps visits from being stored, in words; only a server beside its database knows without asking. */
  readonly trouble?: () => string | null
  /** The file name of the beacon. */
  readonly script: string
  readonly now: () => Date
}

/** Everything that takes a token, the dashboard, and what no route answers. */
export function queryRoutes({
  store,
  rollups,
  refusals,
  sites,
  tokens,
  networkOf,
  pages,
  networkTable,
  dashboard,
  version,
  trouble,
  script,
  now,
}: QueryParts): Record<QueryRoute, Handler> {
  const parts = { store, rollups, networkOf, pages, now }
  const guarded = withToken(tokens, now)
  const health = getHealth({ networkTable, version, ...(trouble && { trouble }) })
  return {
    'GET /visits': guarded(listVisits(parts)),
    'DELETE /visits': guarded(eraseVisits(parts)),
    'GET /visits/{id}': guarded(getVisit(parts)),
    'DELETE /visits/{id}': guarded(eraseVisit(parts)),
    'GET /organisations': guarded(listOrganisations(parts)),
    'GET /organisations/{asn}': guarded(getOrganisation(parts)),
    'PATCH /organisations/{asn}': guarded(correctOrganisation(parts)),
    'DELETE /organisations/{asn}': guarded(takeBackCorrection(parts)),
    'GET /stats': guarded(getStats({ ...parts, refusals })),
    'GET /sites': guarded(listSites({ store, sites, script })),
    'DELETE /sites/{site}': guarded(removeSite({ store, now })),
    'GET /refusals': guarded(listRefusals({ refusals, sites, now })),
    'GET /openapi.json': guarded(getOpenapi),
    'GET /health': health,
    'HEAD /health': health,
    'GET /status': guarded(getStatus({ store, rollups, version, now })),
    'GET /': getDashboard(dashboard),
    $default: noRoute,
  }
}

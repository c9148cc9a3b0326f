import { type HandlerFor, type HandlersFor, withQuery } from '../../api/handler'
import type { Route } from '../../api/route'
import { allRoutes, apiRoutes, type DescribedRoute, type QueryRoute } from '../../api/routes'
import type { TokenHash } from '../../contract'
import { ownerMarker } from '../../counting/owner-marks'
import type { Directory } from '../../domain/describe/known-network'
import type { TodaysVisitor } from '../../domain/visit/caller'
import type { Pages } from '../../domain/visit/page-key'
import type { Handler } from '../../http/api'
import { type KnownTokens, knownTokens } from '../../http/known-tokens'
import { withToken } from '../../http/token'
import type { FuseStore } from '../../store/fuse-store'
import type { RecipientStore } from '../../store/recipient-store'
import type { RollupStore } from '../../store/rollup-store'
import type { TokenStore } from '../../store/token-store'
import type { QueryStore } from '../../store/visit-store'
import { type DashboardPages, getDashboard, getSharedDashboard } from './dashboard'
import { feedHandlers } from './feed'
import { type MessagesParts, messagesHandlers } from './messages'
import { noRoute } from './no-route'
import { organisationHandlers } from './organisation'
import { organisationsHandlers } from './organisations'
import { recipientHandlers } from './recipient'
import { recipientsHandlers } from './recipients'
import { type RefusalListParts, refusalsHandlers } from './refusals'
import { type ServiceParts, serviceHandlers } from './service'
import { type SitesParts, sitesHandlers } from './sites'
import { sittingsHandlers } from './sittings'
import { statsHandlers } from './stats'
import { statusHandlers } from './status'
import { tokensHandlers } from './tokens'
import { visitHandlers } from './visit'
import { visitsHandlers } from './visits'

/** Everything that the query function is made of. */
export type QueryParts = ServiceParts &
  SitesParts &
  RefusalListParts &
  Pick<MessagesParts, 'outbox' | 'write' | 'messages'> & {
    readonly store: QueryStore
    readonly rollups: RollupStore
    readonly recipients: RecipientStore
    /** What keeps e-mail from arriving, and what to do about it; null where nothing is known to. */
    readonly mailTrouble: () => Promise<string | null>
    /** The tokens of the settings. */
    readonly tokens: readonly TokenHash[]
    /** Those that are made while the service runs. */
    readonly tokenStore: TokenStore
    readonly fuses: Pick<FuseStore, 'fuse'>
    /** Visits after which a month is paused; null where nothing is. */
    readonly monthlyVisits: number | null
    readonly networks: Directory
    readonly todaysVisitor: TodaysVisitor
    /** What makes one page of several addresses. */
    readonly pages: Pages
    /** The page that `GET /` answers to a reader of a language. */
    readonly dashboard: DashboardPages
    /** The time zone of the dashboard; null for the reader's own. */
    readonly zone: string | null
  }

/** Every route that takes a token, the dashboard, and what no other route answers. */
export function queryRoutes(parts: QueryParts): Record<QueryRoute, Handler> {
  const known = knownTokens({ read: parts.tokenStore.tokens, now: parts.now })
  const guarded = withToken({ ...parts, known })
  const serve = (key: DescribedQueryRoute, handler: HandlerFor<DescribedQueryRoute>): Handler => {
    const row: Route = apiRoutes.query[key]
    const checked = withQuery(row, handler)
    return row.token === null ? checked : guarded(row.token, checked)
  }
  const served = Object.entries(handlersOf({ ...parts, known })).map(([key, handler]) => [
    key,
    serve(key as DescribedQueryRoute, handler as HandlerFor<DescribedQueryRoute>),
  ])
  return {
    ...(Object.fromEntries(served) as Record<DescribedQueryRoute, Handler>),
    'GET /': getDashboard(parts),
    'GET /shared/{id}': getSharedDashboard(parts, known),
    $default: noRoute(allRoutes),
  }
}

type DescribedQueryRoute = QueryRoute & DescribedRoute

/** One file a noun. */
const handlersOf = (
  parts: QueryParts & { readonly known: KnownTokens },
): HandlersFor<DescribedQueryRoute> => ({
  ...visitsHandlers(parts),
  ...visitHandlers(parts),
  ...sittingsHandlers(parts),
  ...organisationsHandlers(parts),
  ...organisationHandlers(parts),
  ...recipientsHandlers(parts),
  ...recipientHandlers(parts),
  ...messagesHandlers(parts),
  ...feedHandlers(parts),
  ...statsHandlers(parts),
  ...sitesHandlers(parts),
  ...refusalsHandlers(parts),
  ...statusHandlers({ ...parts, markOwner: ownerMarker(parts) }),
  ...tokensHandlers(parts),
  ...serviceHandlers(parts),
})

import type { TokenScope } from '../contract'
import type { Grant } from '../domain/token/grant'
import { Problem } from './problem'
import type { HttpRequest } from './request'

/** What a token of scope `stats` may see, for the answer that turns other requests away. */
export const totalsOnly =
  'this token may only see totals: GET /stats with site, from and to (days), and by= day, hour or page'

const parameters = ['site', 'from', 'to', 'tz', 'by']
const breakdowns = ['day', 'hour', 'page']

/** Instants would tell single visits apart. */
const day = /^\d{4}-\d{2}-\d{2}$/

/** What one of scope `feed` may see. */
const feedOnly = 'this token may only read messages: GET /feed'

/** The header that says which scheme to use for the next try. */
export const challenge = (error: string) => ({ 'www-authenticate': `Bearer realm="visitbook"${error}` })

/** The answer to a request for more than a token may see. It says what that is, which no gateway on the way can know. */
export const beyondGrant = (detail: string, grant: Grant): Problem =>
  new Problem(403, detail, challenge(', error="insufficient_scope"'), grant)

/** A token, as much of it as decides what is answered. */
export interface ScopedToken {
  readonly grant: Grant
  /** Its zone, an IANA name. */
  readonly zone: string
}

/**
 * Returns the request to pass on, as far as its token goes.
 *
 * @param scope the least scope that the route asks of a token
 * @throws Problem when it asks for more than its token may see
 */
export function requestWithin(
  request: HttpRequest,
  token: ScopedToken & { readonly scope: TokenScope },
): HttpRequest {
  const { grant, scope } = token
  if (grant.scope === 'all') return request
  if (grant.scope !== 'feed') return totalsRequest(request, token)
  if (scope !== 'feed') throw beyondGrant(feedOnly, grant)
  return request
}

/**
 * Returns the request to pass on when its token is for totals. It carries the zone that the token was made for, since
 * subtracting hours by the clocks of several zones would reveal the minute of a visit.
 *
 * @param scope the least scope that the route asks of a token
 * @throws Problem when it asks for anything that would show a single visit, or for what the token was not made for
 */
function totalsRequest(
  request: HttpRequest,
  { grant, zone, scope }: ScopedToken & { readonly scope: TokenScope },
): HttpRequest {
  const { searchParams: query } = request
  if (scope !== 'stats' || !asksForTotals(request)) throw beyondGrant(totalsOnly, grant)
  if (query.getAll('tz').some((tz) => tz !== zone))
    throw beyondGrant(`this token sees totals by the clock of ${zone} alone: leave tz out`, grant)
  if (grant.site !== null && query.getAll('site').join() !== grant.site)
    throw beyondGrant(`this token sees ${grant.site} alone: send site=${grant.site}`, grant)
  if (!grant.pages && breakdownsIn(query).includes('page'))
    throw beyondGrant('this token sees no pages: leave page out of by', grant)
  return { ...request, totalsIn: zone, grant }
}

const breakdownsIn = (query: URLSearchParams): string[] =>
  query
    .getAll('by')
    .flatMap((by) => by.split(','))
    .map((by) => by.trim())

const asksForTotals = ({ searchParams: query }: HttpRequest): boolean =>
  [...query.keys()].every((name) => parameters.includes(name)) &&
  [...query.getAll('from'), ...query.getAll('to')].every((edge) => day.test(edge)) &&
  breakdownsIn(query).every((by) => breakdowns.includes(by))

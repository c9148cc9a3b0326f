import type { TokenScope } from '../contract'
import { Problem } from './problem'
import type { HttpRequest } from './request'

/** What a token of scope `stats` may see, for the answer that turns other requests away. */
export const totalsOnly =
  'this token may only see totals: GET /stats with site, from and to (days), and by= day, hour or page'

const parameters = ['site', 'from', 'to', 'tz', 'by']
const breakdowns = ['day', 'hour', 'page']

/** Instants would tell single visits apart. */
const day = /^\d{4}-\d{2}-\d{2}$/

/** The header that says which scheme to use for the next try. */
export const challenge = (error: string) => ({ 'www-authenticate': `Bearer realm="visitbook"${error}` })

/** The answer to a request for more than totals. */
export const beyondTotals = (detail: string): Problem =>
  new Problem(403, detail, challenge(', error="insufficient_scope"'))

interface TotalsToken {
  /** The least scope that the route asks of a token. */
  readonly scope: TokenScope
  /** The token's zone, an IANA name. */
  readonly zone?: string | undefined
}

/**
 * Returns the request to pass on when its token is for totals. It carries the zone that the token was made for, since
 * subtracting hours by the clocks of several zones would reveal the minute of a visit.
 *
 * @throws Problem when it asks for anything that would show a single visit
 */
export function totalsRequest(request: HttpRequest, { scope, zone = 'UTC' }: TotalsToken): HttpRequest {
  if (scope !== 'stats' || !asksForTotals(request)) throw beyondTotals(totalsOnly)
  if (request.searchParams.getAll('tz').some((tz) => tz !== zone))
    throw beyondTotals(`this token sees totals by the clock of ${zone} alone: leave tz out`)
  return { ...request, totalsIn: zone }
}

const asksForTotals = ({ searchParams: query }: HttpRequest): boolean =>
  [...query.keys()].every((name) => parameters.includes(name)) &&
  [...query.getAll('from'), ...query.getAll('to')].every((edge) => day.test(edge)) &&
  query
    .getAll('by')
    .flatMap((by) => by.split(','))
    .every((by) => breakdowns.includes(by.trim()))

import type { Request } from './request'

/** What a token of scope `stats` may see, for the answer that turns it away. */
export const totalsOnly =
  'this token may only see totals: GET /stats with site, from and to (days), tz, and by= day, hour or page'

const parameters = ['site', 'from', 'to', 'tz', 'by']
const breakdowns = ['day', 'hour', 'page']

/** Instants would tell single visits apart. */
const day = /^\d{4}-\d{2}-\d{2}$/

/** Whether a request asks for totals and nothing that would show anybody's visit. */
export function asksForTotals({ route, query }: Pick<Request, 'route' | 'query'>): boolean {
  return (
    route === 'GET /stats' &&
    [...query.keys()].every((name) => parameters.includes(name)) &&
    [...query.getAll('from'), ...query.getAll('to')].every((edge) => day.test(edge)) &&
    query
      .getAll('by')
      .flatMap((by) => by.split(','))
      .every((by) => breakdowns.includes(by.trim()))
  )
}

import type { ApiClient } from '../api/api-client'
import type { VisitQuery } from './visit-pages'

/** Says on stderr why a list may be empty: nobody has such a site, or its visits are of another time. */
export async function sayNoneFound(ask: ApiClient, query: VisitQuery, things: string): Promise<void> {
  const { sites } = await ask('GET /sites')
  const known = sites.filter(({ lastDay }) => lastDay !== null)
  const named = query.site === undefined ? known : known.filter(({ site }) => site === query.site)
  const last = named
    .map(({ lastDay }) => lastDay as string)
    .toSorted()
    .at(-1)
  console.error(`visitbook: ${whyNone({ query, things, sites: sites.map(({ site }) => site), last })}`)
}

interface Circumstances {
  readonly query: VisitQuery
  readonly things: string
  /** All that there are. */
  readonly sites: readonly string[]
  /** The last day with visits of the sites that are asked for. */
  readonly last: string | undefined
}

const mostSites = 5

function whyNone({ query: { site, from, to, ...filters }, things, sites, last }: Circumstances): string {
  if (site !== undefined && !sites.includes(site)) return `there is no site ${site}; ${listOf(sites)}`
  const where = site === undefined ? '' : ` of ${site}`
  if (last === undefined) return `no ${things}${where} yet`
  if (from !== undefined && last < from.slice(0, 10))
    return `no ${things}${where} since ${from.slice(0, 10)}; the last visit was on ${last}: --from ${last.slice(0, 7)}-01`
  const isFiltered = Object.values(filters).some((value) => value !== undefined)
  const among = from === undefined && to === undefined ? '' : ' in that time'
  return `no such ${things}${where}${among}${isFiltered ? ' by these filters' : ''}; visits of bots and my own are left out (--bot include --mine include)`
}

const listOf = (sites: readonly string[]): string =>
  sites.length === 0
    ? 'there is none yet'
    : `there ${sites.length === 1 ? 'is' : 'are'} ${sites.slice(0, mostSites).join(', ')}${sites.length > mostSites ? ' …' : ''}`

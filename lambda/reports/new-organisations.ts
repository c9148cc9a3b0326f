import { attributor } from '../domain/describe/attribution'
import type { NetworkFacts } from '../domain/describe/known-network'
import { isIndexed } from '../domain/organisation/organisation'
import type { FirstSeen } from '../domain/rollup/day-organisations'
import { dayOf, type Instant, instantOf } from '../domain/time/day'
import type { QueryStore } from '../store/visit-store'
import type { History } from './site-days'

/** How many earlier visits to look at, at most: the first ones may be bots'. About a read unit. */
const lookedAt = 10

/** The most organisations, times sites, to look up in the index: each is a query of its own. */
const maxAsked = 300

/** What is known about a site before any visit is read. */
export interface KnownSite extends History {
  readonly firstSeen: FirstSeen
}

interface Search extends NetworkFacts {
  readonly sites: readonly KnownSite[]
  /** Beginning of the period. */
  readonly start: Instant
}

/**
 * Decides for each network whether it came for the first time in a period: by when it was first seen on a counted day,
 * else by whether the index has anybody of it from before the period.
 *
 * @returns true or false for each network; null where it is not known, because the index does not have its kind, only
 * bots were found, or more networks are asked for than is affordable
 */
export function newOrganisations(
  store: Pick<QueryStore, 'visitsOfOrganisation'>,
  { sites, start, ...facts }: Search,
  asns: readonly number[],
): Promise<readonly (boolean | null)[]> {
  const attribute = attributor(facts)
  let affordable = Math.floor(maxAsked / Math.max(1, sites.length))

  /** Whether a person came before; null where there were too many bots to tell. */
  async function cameBefore(site: string, asn: number): Promise<boolean | null> {
    const period = { start: instantOf(0), end: start }
    let left = lookedAt
    for await (const visit of store.visitsOfOrganisation({
      site,
      asn,
      period,
      before: null,
      atOnce: lookedAt,
    })) {
      if (attribute(visit).bot === null) return true
      left -= 1
      if (left === 0) return null
    }
    return false
  }

  async function isNew(asn: number): Promise<boolean | null> {
    const network = facts.networkOf(asn)
    if (network === null || !isIndexed(network)) return null
    const told = sites.map((one) => knownBefore(one, asn, start))
    if (told.includes(true)) return false
    const unknown = sites.filter((_, at) => told[at] === null)
    if (unknown.length === 0) return true
    if (affordable === 0) return null
    affordable -= 1
    const found = await Promise.all(unknown.map(({ site }) => cameBefore(site, asn)))
    if (found.includes(true)) return false
    return found.includes(null) ? null : true
  }

  return Promise.all(asns.map(isNew))
}

/** Whether a network came to a site before, by the days that have been counted; null where these do not say. */
function knownBefore(
  { firstSeen, isCountedBefore, reopened }: KnownSite,
  asn: number,
  start: Instant,
): boolean | null {
  const first = firstSeen.get(asn)
  if (first === undefined || reopened.has(dayOf(first))) return null
  if (first < start) return true
  return isCountedBefore ? false : null
}

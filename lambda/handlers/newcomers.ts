import { attributor } from '../domain/attribution'
import { type Instant, instantOf } from '../domain/day'
import type { NetworkFacts } from '../domain/known-network'
import { isIndexed } from '../domain/organisation'
import type { QueryStore } from '../store/visit-store'

/** Earlier visits that are looked at, at most: the first ones may be bots'. About a read unit. */
const lookedAt = 10

/** Organisations, times sites, of which it is asked: each is a query of its own. */
export const newcomersAsked = 300

interface Search extends NetworkFacts {
  readonly sites: readonly string[]
  /** Beginning of the period. */
  readonly start: Instant
}

/**
 * Tells of networks whether they came for the first time in a period: nobody of theirs is in the index before it.
 *
 * @returns for each network true or false; null where it is not known, because the index does not have its kind, only
 * bots were found, or more are asked for than is affordable
 */
export function newcomers(
  store: Pick<QueryStore, 'visitsOfOrganisation'>,
  { sites, start, ...facts }: Search,
  asns: readonly number[],
): Promise<readonly (boolean | null)[]> {
  const attribute = attributor(facts)
  const affordable = Math.floor(newcomersAsked / Math.max(1, sites.length))

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

  async function isNew(asn: number, at: number): Promise<boolean | null> {
    const network = facts.networkOf(asn)
    if (network === null || !isIndexed(network) || at >= affordable) return null
    const found = await Promise.all(sites.map((site) => cameBefore(site, asn)))
    if (found.includes(true)) return false
    return found.includes(null) ? null : true
  }

  return Promise.all(asns.map(isNew))
}

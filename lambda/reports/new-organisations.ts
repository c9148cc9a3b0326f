import { attributor } from '../domain/describe/attribution'
import {
  isInIndex,
  type KnownNetwork,
  type NetworkFacts,
  organisationsOf,
} from '../domain/describe/known-network'
import type { NetworkId } from '../domain/organisation/network-id'
import type { FirstSeen } from '../domain/rollup/day-organisations'
import { dayOf, type Instant, instantOf } from '../domain/time/day'
import { mergeNewest } from '../domain/visit/listing'
import type { QueryStore } from '../store/visit-store'
import type { History } from './site-days'

/** How many earlier visits to look at, at most, unless it is said: the first ones may be bots'. About a read unit. */
const usuallyLookedAt = 10

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
  /** How many earlier visits of one organisation to look at, at most. */
  readonly lookedAt?: number
}

/**
 * Decides for each organisation whether it came for the first time in a period: by when its networks were first seen on a
 * counted day, else by whether the index has anybody of them from before the period.
 *
 * @returns true or false for each organisation; null where it is not known, because the index does not have its kind, only
 * bots were found, or more networks are asked for than is affordable
 */
export function newOrganisations(
  store: Pick<QueryStore, 'visitsOfNetwork'>,
  { sites, start, lookedAt = usuallyLookedAt, ...facts }: Search,
  keys: readonly string[],
): Promise<readonly (boolean | null)[]> {
  const attribute = attributor(facts)
  const { known, networksOf } = organisationsOf(facts)
  const seenOn = sites.map(({ firstSeen }) => byOrganisation(firstSeen, known))
  let affordable = maxAsked

  /** Whether a person came before; null where there were too many bots to tell. */
  async function cameBefore(site: string, ids: readonly NetworkId[], key: string): Promise<boolean | null> {
    const range = { site, period: { start: instantOf(0), end: start }, before: null, atOnce: lookedAt }
    let left = lookedAt
    for await (const visit of mergeNewest(
      ids.map((network) => store.visitsOfNetwork({ ...range, network })),
    )) {
      const { bot, organisationKey, mine, networkId } = attribute(visit)
      const isOwners = mine && networkId !== null && !known(networkId).mine
      if (bot === null && !isOwners && organisationKey === key) return true
      left -= 1
      if (left === 0) return null
    }
    return false
  }

  async function isNew(key: string): Promise<boolean | null> {
    const ids = networksOf(key).filter((id) => isInIndex(facts.networks, id))
    if (ids.length === 0) return null
    const told = sites.map((one, at) => knownBefore(one, seenOn[at]?.get(key), start))
    if (told.includes(true)) return false
    const unknown = sites.filter((_, at) => told[at] === null)
    if (unknown.length === 0) return true
    affordable -= unknown.length * ids.length
    if (affordable < 0) return null
    const found = await Promise.all(unknown.map(({ site }) => cameBefore(site, ids, key)))
    if (found.includes(true)) return false
    return found.includes(null) ? null : true
  }

  return Promise.all(keys.map(isNew))
}

/** When somebody of each organisation first came. */
function byOrganisation(
  firstSeen: FirstSeen,
  known: (id: NetworkId) => KnownNetwork,
): ReadonlyMap<string, Instant> {
  const first = new Map<string, Instant>()
  for (const [id, moment] of firstSeen) {
    const { key } = known(id)
    const before = first.get(key)
    if (before === undefined || moment < before) first.set(key, moment)
  }
  return first
}

/** Whether an organisation came to a site before, by the days that have been counted; null where these do not say. */
function knownBefore(
  { isCountedBefore, reopened }: KnownSite,
  first: Instant | undefined,
  start: Instant,
): boolean | null {
  if (first === undefined || reopened.has(dayOf(first))) return null
  if (first < start) return true
  return isCountedBefore ? false : null
}

import { randomBytes } from 'node:crypto'
import type { Identify } from '../../domain/visit/caller'
import { requireListedOrigin } from '../../domain/visit/origin-check'
import { type SiteList, wildcardOver } from '../../domain/visit/site-list'
import { belowWildcard, parseDelivery, type Visit } from '../../domain/visit/visit'
import { callerOf } from '../../http/caller'
import type { HttpRequest } from '../../http/request'
import type { RefusalRecordStore } from '../../store/refusal-store'
import type { RecordStore } from '../../store/visit-store'
import type { WildcardStore } from '../../store/wildcard-store'
import type { TellPasted } from './keep-outdated'
import { withRefusalKept } from './keep-refusal'

/** What every way of recording a visit needs. */
export interface RecordParts {
  readonly store: RecordStore
  readonly wildcards: WildcardStore
  readonly refusals: RefusalRecordStore
  readonly sites: SiteList
  readonly identify: Identify
  readonly now: () => Date
  readonly tellPasted: TellPasted
  /** Fields of the query string that belong to a page; none when left out. */
  readonly pageFields?: readonly string[]
}

/**
 * Records the visit that a request is about: admitted, parsed, identified, stored. What is turned away is kept as a
 * refusal.
 *
 * @param messageOf makes the beacon's message; called once the request is admitted from `host`
 */
export const record = (parts: RecordParts, request: HttpRequest, messageOf: MessageOf): Promise<Visit> =>
  withRefusalKept(parts, request, () => recorded(parts, request, messageOf))

type MessageOf = (request: HttpRequest, host: string) => unknown

async function recorded(
  { store, wildcards, sites, identify, now, tellPasted, pageFields }: RecordParts,
  request: HttpRequest,
  messageOf: MessageOf,
): Promise<Visit> {
  const host = requireListedOrigin(sites, request.headers)
  const caller = callerOf(request)
  const arrival = {
    host,
    sites,
    now: now(),
    userAgent: caller.userAgent,
    pageFields,
    get random() {
      return randomBytes(10) // only on demand: most beacons bring an id, and this is 3 % of a visit's CPU
    },
  }
  const { visit, untimelyId, beacon } = parseDelivery(messageOf(request, host), arrival)
  const placed = await underItsSite({ wildcards, sites }, visit)
  const identified = await identify(placed, caller)
  await Promise.all([store.add(identified, untimelyId), tellPasted(beacon, { route: request.route, host })])
  return identified
}

async function underItsSite(parts: Pick<RecordParts, 'wildcards' | 'sites'>, visit: Visit): Promise<Visit> {
  const site = await siteOfHost(parts, visit.site)
  return site === visit.site ? visit : belowWildcard(visit, site)
}

/**
 * Returns the site that a host's visits belong to: a listed host is one itself. Anybody can make up hosts that only a
 * wildcard lists, so few of those become sites.
 */
export async function siteOfHost(
  { wildcards, sites }: Pick<RecordParts, 'wildcards' | 'sites'>,
  host: string,
): Promise<string> {
  const wildcard = wildcardOver(sites, host)
  return wildcard === null ? host : wildcards.siteOf(host, wildcard)
}

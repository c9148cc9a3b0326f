import { randomBytes } from 'node:crypto'
import type { Identify } from '../../domain/visit/caller'
import { requireListedOrigin } from '../../domain/visit/origin-check'
import { type SiteList, wildcardOver } from '../../domain/visit/site-list'
import { belowWildcard, type Delivery, parseDelivery, type Visit } from '../../domain/visit/visit'
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

async function recorded(parts: RecordParts, request: HttpRequest, messageOf: MessageOf): Promise<Visit> {
  const { store, sites, tellPasted } = parts
  const host = requireListedOrigin(sites, request.headers)
  const message = messageOf(request, host)
  const { visit, untimelyId, beacon } = await identifiedVisit(parts, request, { host, message })
  await Promise.all([store.add(visit, untimelyId), tellPasted(beacon, { route: request.route, host })])
  return visit
}

/**
 * Parses a message from a listed host into the visit to store, with what may be kept of its visitor.
 *
 * @throws InvalidInput, Refusal
 */
export async function identifiedVisit(
  { wildcards, sites, identify, now, pageFields }: Omit<RecordParts, 'store' | 'refusals' | 'tellPasted'>,
  request: HttpRequest,
  { host, message }: { readonly host: string; readonly message: unknown },
): Promise<Delivery> {
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
  const delivery = parseDelivery(message, arrival)
  const placed = await underItsSite({ wildcards, sites }, delivery.visit)
  return { ...delivery, visit: await identify(placed, caller) }
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

import { parseBeaconMessage } from './beacon-message'
import { type Instant, instantOf } from './day'
import { canonicalHost } from './host'
import { InvalidInput } from './invalid-input'
import { type Campaign, campaignOf, pathOf } from './page'
import { parseReferrer, type Referrer } from './referrer'
import { Refusal } from './refusal'
import { isListed, type SiteList } from './site-list'
import { clean, cut } from './text'
import { isTimely, makeVisitId, timeOfId } from './visit-id'

/** One view of one page by one browser. What is not known is null. */
export interface Visit extends Referrer, Campaign {
  /** UUIDv7; carries `time`. */
  readonly id: string
  readonly time: Instant
  /** Host, with its port where it has one. */
  readonly site: string
  /** Path within the site, at most 256 bytes. */
  readonly page: string
  readonly title: string | null
  readonly language: string | null
  readonly timeZone: string | null
  /** `1920x1080`, CSS pixels. */
  readonly screen: string | null
  readonly viewport: string | null
  readonly userAgent: string | null
  /** The browser said that a program drives it (`navigator.webdriver`). */
  readonly webdriver: boolean
  /** Autonomous system number of the network that the visit came from. */
  readonly asn: number | null
  /** Domain that reverse DNS names, forward-confirmed; weaker evidence than the network. */
  readonly reverseDomain: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** As much of the address as the setting `ip` keeps: `203.0.113.7`, `203.0.113.0/24` or null. */
  readonly ip: string | null
  /** Names a browser for one UTC day, 24 hexadecimal digits; see network/visitor.ts. */
  readonly visitor: string | null
}

/** What the service itself knows of a beacon that has come in. */
export interface Arrival {
  /** The listed host that the request comes from. */
  readonly host: string
  readonly sites: SiteList
  readonly now: Date
  /** Ten random bytes, for an id where the beacon's own is missing or untimely. */
  readonly random: Uint8Array
  readonly userAgent: string
}

/** Bytes of UTF-8 that are kept; the longest that common browsers send is about 200. */
export const userAgentBytes = 256

/**
 * The visit that a beacon's message tells of. Who made it (address, visitor, country) is added by `network`.
 *
 * @throws InvalidInput when the message is malformed
 * @throws Refusal when it names a site that is not listed
 */
export function parseVisit(body: unknown, arrival: Arrival): Visit {
  const { id, site, page, referrer, ...seen } = parseBeaconMessage(body)
  const settled =
    id !== null && isTimely(id, arrival.now) ? id : makeVisitId(arrival.now.getTime(), arrival.random)
  return {
    id: settled,
    time: instantOf(timeOfId(settled)),
    site: site === null ? arrival.host : listedSite(site, arrival.sites),
    page: pathOf(page),
    ...parseReferrer(referrer),
    ...campaignOf(page),
    ...seen,
    userAgent: cut(clean(arrival.userAgent), userAgentBytes) || null,
    asn: null,
    reverseDomain: null,
    country: null,
    ip: null,
    visitor: null,
  }
}

function listedSite(site: string, sites: SiteList): string {
  const host = canonicalHost(site)
  if (host === null) throw new InvalidInput('site must be a host such as you.github.io', 'site')
  if (!isListed(sites, host))
    throw new Refusal('site not listed', `site "${host}" is not listed in the setting sites`, host, host)
  return host
}

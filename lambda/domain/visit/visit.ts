import { Refusal } from '../errors'
import { clean, cut } from '../text'
import { type Instant, instantOf } from '../time/day'
import { type BeaconMessage, parseBeaconMessage } from './beacon-message'
import { canonicalHost, hostOf, parseUrl } from './host'
import { type Campaign, campaignOf, pageOf } from './page'
import { parseReferrer, type Referrer } from './referrer'
import { isListed, type SiteList } from './site-list'
import { isTimely, makeVisitId, timeOfId } from './visit-id'

/** One view of one page by one browser. What is not known is null. */
export interface Visit extends Referrer, Campaign {
  /** UUIDv7; carries `time`. */
  readonly id: string
  readonly time: Instant
  /** Host, with its port where it has one. */
  readonly site: string
  /** The page's own host where the site is a wildcard such as `*.example.com`, below which there are too many; null otherwise. */
  readonly host: string | null
  /** Path within the site, with what belongs to it of the query string; at most 256 bytes. */
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
  /** Fields of the query string that belong to the page; none when left out. */
  readonly pageFields?: readonly string[] | undefined
}

/** Bytes of UTF-8 that are kept; the longest that common browsers send is about 200. */
export const userAgentBytes = 256

/** A message as it came in. */
export interface Delivery {
  readonly visit: Visit
  /** The id that the beacon gave the visit, where its clock is not believed: the visit has another one then. */
  readonly untimelyId: string | null
}

/**
 * The visit that a beacon's message tells of. Who made it (address, visitor, country) is added by `network`.
 *
 * @throws InvalidInput when the message has no page
 * @throws Refusal when it names a site that is not listed
 */
export function parseDelivery(body: unknown, arrival: Arrival): Delivery {
  const message = parseBeaconMessage(body)
  const { now, random } = arrival
  if (message.id !== null && isTimely(message.id, now))
    return { visit: visitOf(message, message.id, arrival), untimelyId: null }
  return { visit: visitOf(message, makeVisitId(now.getTime(), random), arrival), untimelyId: message.id }
}

/** The visit alone, for who delivers each message once. */
export const parseVisit = (body: unknown, arrival: Arrival): Visit => parseDelivery(body, arrival).visit

/** The same visit under another id, and so at another time. */
export const withId = (visit: Visit, id: string): Visit => ({ ...visit, id, time: instantOf(timeOfId(id)) })

/** The same visit under the name of the wildcard that lists its host. */
export const belowWildcard = (visit: Visit, wildcard: string): Visit => ({
  ...visit,
  site: wildcard,
  host: visit.site,
})

/** The host of a visit's page. */
export const hostOfVisit = ({ host, site }: Pick<Visit, 'host' | 'site'>): string => host ?? site

function visitOf(message: BeaconMessage, id: string, arrival: Arrival): Visit {
  const { site: named, page, canonical, referrer, ...seen } = message
  const site = siteOf(named, arrival)
  return {
    site,
    host: null,
    page: pageOf(canonicalPage(canonical, [site, arrival.host]) ?? page, arrival.pageFields ?? []),
    ...referrerOf(referrer, site, arrival.host),
    ...campaignOf(page),
    ...seen,
    id,
    time: instantOf(timeOfId(id)),
    userAgent: cut(clean(arrival.userAgent), userAgentBytes) || null,
    asn: null,
    reverseDomain: null,
    country: null,
    ip: null,
    visitor: null,
  }
}

/** The site that a page names by host or address; where it names none, the host that it comes from. */
function siteOf(named: string | null, { host: from, sites }: Arrival): string {
  const host = named === null ? null : (canonicalHost(named) ?? hostOf(named))
  if (host === null) return from
  if (!isListed(sites, host))
    throw new Refusal('site not listed', `site "${host}" is not listed in the setting sites`, host, host)
  return host
}

/** The page by its own word, from the address in its `<link rel="canonical">`; null where that is on another host. */
function canonicalPage(canonical: string | null, hosts: readonly string[]): string | null {
  const address = canonical === null ? null : parseUrl(canonical)
  return address !== null && hosts.includes(address.host) ? address.pathname + address.search : null
}

/** A mirror that records for a site (`data-site`) is that site: one of its pages that led to another is not foreign. */
function referrerOf(url: string | null, site: string, from: string): Referrer {
  const found = parseReferrer(url)
  return found.referrer === from ? { ...found, referrer: site } : found
}

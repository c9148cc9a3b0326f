import { Refusal } from '../errors'
import { cleanCut } from '../text'
import { type Instant, instantOf } from '../time/day'
import { type BeaconMessage, parseBeaconMessage } from './beacon-message'
import type { Engagement } from './engagement'
import { canonicalHost, hostOf, parseUrl } from './host'
import { type Campaign, campaignOf, pageOf } from './page'
import { type LinkCode, parseLinkCode, type RecipientCode } from './recipient-code'
import { parseReferrer, type Referrer } from './referrer'
import { isListed, type SiteList } from './site-list'
import { isTimely, makeVisitId, timeOfId } from './visit-id'

/** One view of one page by one browser. What is not known is null. */
export interface Visit extends Referrer, Campaign {
  /** UUIDv7; carries `time`. */
  readonly id: string
  readonly time: Instant
  /** Host, with its port if it has one. */
  readonly site: string
  /** The page's own host if the site is a wildcard such as `*.example.com` with too many hosts below it; otherwise null. */
  readonly host: string | null
  /** Path within the site, with the query fields that belong to it; at most 256 bytes. */
  readonly page: string
  readonly title: string | null
  readonly language: string | null
  readonly timeZone: string | null
  /** `1920x1080`, CSS pixels. */
  readonly screen: string | null
  readonly viewport: string | null
  readonly userAgent: string | null
  /** Whether the browser said that a program controls it (`navigator.webdriver`). */
  readonly webdriver: boolean
  /**
   * Whether the browser fetched a style sheet, script or picture along with its pages, where a log tells; null where nothing
   * tells.
   */
  readonly assets: boolean | null
  /** Autonomous system number of the network that the visit came from. */
  readonly asn: number | null
  /** Key of the organisation that holds the range of the address, or its name by a registry; null if nobody is known to. */
  readonly holder: string | null
  /** Domain from reverse DNS, forward-confirmed. It is narrower than the network, and tells who came. */
  readonly reverseDomain: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
  /** The rest of the place, where an edge in front of the service tells it: ISO 3166-2 without its country, `BE`. */
  readonly region: string | null
  readonly city: string | null
  /** `1.1`, `2.0` or `3.0`, where an edge tells it. */
  readonly httpVersion: string | null
  /** The part of the address that the setting `ip` keeps: `203.0.113.7`, `203.0.113.0/24` or null. */
  readonly ip: string | null
  /** Identifies a browser for one UTC day by 24 hexadecimal digits, see network/visitor.ts. */
  readonly visitor: string | null
  /** What was read of the page; null where its beacon has not reported it. */
  readonly engagement: Engagement | null
  /**
   * Whether it is the owner's own: true where its address is in the setting `mine`, or else what a mark says of its visitor,
   * see mine-mark.ts. Null where nothing says.
   */
  readonly mine: boolean | null
  /** The code of the link that led here, whether anybody made it or not; its name is looked up on reading. */
  readonly recipient: RecipientCode | null
  /** Whether that link was scanned from its QR code. */
  readonly scanned: boolean
  /** Whether it is of a file whose link was asked for, so that no beacon ran. */
  readonly fetched: boolean
}

/** What the service itself knows about a beacon that has arrived. */
export interface Arrival {
  /** The listed host that the request comes from. */
  readonly host: string
  readonly sites: SiteList
  readonly now: Date
  /** Ten random bytes for a new id, if the beacon's own is missing or untimely. */
  readonly random: Uint8Array
  readonly userAgent: string
  /** Query string fields that belong to the page; none if omitted. */
  readonly pageFields?: readonly string[] | undefined
}

/** Bytes of UTF-8 kept. The longest user agent of a common browser has about 200. */
export const userAgentBytes = 256

/** A message as it arrived. */
export interface Delivery {
  readonly visit: Visit
  /** The beacon's id, if its clock is not trusted and the visit has a new id instead; otherwise null. */
  readonly untimelyId: string | null
  /** The hash of the beacon that was pasted into the page; null for one that the page asks us for. */
  readonly beacon: string | null
}

/**
 * Parses a beacon's message into a visit. Address, visitor and country are added later, by `network`.
 *
 * @throws InvalidInput if the message has no page
 * @throws Refusal if it names a site that is not listed
 */
export function parseDelivery(body: unknown, arrival: Arrival): Delivery {
  const message = parseBeaconMessage(body)
  const { now, random } = arrival
  const { id, beacon } = message
  if (id !== null && isTimely(id, now))
    return { visit: visitOf(message, id, arrival), untimelyId: null, beacon }
  return { visit: visitOf(message, makeVisitId(now.getTime(), random), arrival), untimelyId: id, beacon }
}

/** Returns only the visit, for callers that deliver each message once. */
export const parseVisit = (body: unknown, arrival: Arrival): Visit => parseDelivery(body, arrival).visit

/** Returns the visit under another id, and therefore at another time. */
export const withId = (visit: Visit, id: string): Visit => ({ ...visit, id, time: instantOf(timeOfId(id)) })

/** Returns the visit under the wildcard that lists its host. */
export const belowWildcard = (visit: Visit, wildcard: string): Visit => ({
  ...visit,
  site: wildcard,
  host: visit.site,
})

/** Returns the host of a visit's page. */
export const hostOfVisit = ({ host, site }: Pick<Visit, 'host' | 'site'>): string => host ?? site

/** What a link's code makes of a visit. */
export const ofLink = (link: LinkCode | null): Pick<Visit, 'recipient' | 'scanned'> => ({
  recipient: link?.code ?? null,
  scanned: link?.scanned ?? false,
})

function visitOf(message: BeaconMessage, id: string, arrival: Arrival): Visit {
  const { site: named, page, canonical, referrer, to, beacon: _, ...seen } = message
  const site = siteNamed(named, arrival)
  return {
    site,
    host: null,
    page: pageOf(canonicalPage(canonical, [site, arrival.host]) ?? page, arrival.pageFields ?? []),
    ...referrerOf(referrer, site, arrival.host),
    ...campaignOf(page),
    ...seen,
    id,
    time: instantOf(timeOfId(id)),
    userAgent: cleanCut(arrival.userAgent, userAgentBytes) || null,
    assets: null,
    asn: null,
    holder: null,
    reverseDomain: null,
    country: null,
    region: null,
    city: null,
    httpVersion: null,
    ip: null,
    visitor: null,
    engagement: null,
    mine: null,
    ...ofLink(to === null ? null : parseLinkCode(to)),
    fetched: false,
  }
}

/**
 * Returns the site that a page names by host or address, or if it names none, the host that the message comes from.
 *
 * @throws Refusal if it names a site that is not listed
 */
export function siteNamed(
  named: string | null,
  { host: from, sites }: Pick<Arrival, 'host' | 'sites'>,
): string {
  const host = named === null ? null : (canonicalHost(named) ?? hostOf(named))
  if (host === null) return from
  if (!isListed(sites, host))
    throw new Refusal('site not listed', `site "${host}" is not listed in the setting sites`, host, host)
  return host
}

/** Returns the page's path from its `<link rel="canonical">`, or null if that is on another host. */
function canonicalPage(canonical: string | null, hosts: readonly string[]): string | null {
  const address = canonical === null ? null : parseUrl(canonical)
  return address !== null && hosts.includes(address.host) ? address.pathname + address.search : null
}

/** A mirror that records for a site (`data-site`) counts as that site, so its own pages are not foreign referrers. */
function referrerOf(url: string | null, site: string, from: string): Referrer {
  const found = parseReferrer(url)
  return found.referrer === from ? { ...found, referrer: site } : found
}

import * as v from 'valibot'
import type { Attribution } from '../describe/attribution'
import { allows, type Choice, choices } from '../describe/choice'
import { type Device, type DeviceKind, deviceKinds, deviceOf } from '../describe/device'
import { referrerGroupOf } from '../describe/referrer-group'
import { type ReferrerGroup, referrerGroups } from '../describe/referrer-hosts'
import { InvalidInput } from '../errors'
import { asnText, parseAsn } from '../organisation/asn'
import { type Kind, kinds } from '../organisation/organisation'
import { momentText, type Period, parsePeriod } from '../time/period'
import { check } from '../validate'
import { type AddressRange, isWithin, parseAddressRange } from '../visit/address-range'
import { askedKey, type Pages, pageKey } from '../visit/page-key'
import { parseSite } from '../visit/site-list'
import { hostOfVisit, type Visit } from '../visit/visit'
import { wordList, wordsIn } from '../word-list'

/** Which visits are asked for. What is null does not matter. */
export interface VisitFilter {
  readonly site: string | null
  readonly period: Period
  /** As it was asked for; see `askedKey`. */
  readonly page: string | null
  /** AS number. */
  readonly organisation: number | null
  /** Addresses, as much of them as visits keep. */
  readonly network: AddressRange | null
  readonly kinds: readonly Kind[] | null
  readonly country: string | null
  readonly referrer: string | null
  readonly referrerGroup: ReferrerGroup | null
  readonly browser: string | null
  readonly os: string | null
  readonly device: DeviceKind | null
  readonly language: string | null
  readonly visitor: string | null
  readonly bot: Choice
  /** Visits from the owner's own networks. */
  readonly mine: Choice
}

/** A parameter that says what becomes of visits that are left out by themselves. */
export const choice = (description: string) =>
  v.optional(
    v.pipe(v.picklist(choices, `must be ${choices.join(', ')}`), v.description(description)),
    'exclude',
  )
const oneOf = <T extends string>(known: readonly T[], description: string) =>
  v.optional(v.pipe(v.picklist(known, `must be one of ${known.join(', ')}`), v.description(description)))
const described = (schema: v.GenericSchema<string>, description: string) =>
  v.optional(v.pipe(schema, v.description(description)))
const text = (description: string) => described(v.string(), description)
/** A host as a browser's address line takes it, `Bücher.example:8080`: no pattern says what that is. See `parseHost`. */
const host = v.pipe(v.string(), v.metadata({ format: 'host' }))
/** An address or a block of them, `203.0.113.0/24`. See `parseAddressRange`. */
const network = v.pipe(v.string(), v.metadata({ format: 'address-range' }))

/** The query string that selects visits. One schema validates it and describes it in /openapi.json. */
export const visitFilterQuery = v.object({
  site: described(
    host,
    'Host of the site, such as you.github.io, or *.example.com for hosts below it that have no site of their own. Every site when left out.',
  ),
  from: described(momentText, 'First day (2026-11-01) or instant (2026-11-01T08:00:00Z), UTC.'),
  to: described(
    momentText,
    'Last day, included (2026-11-22), or instant, excluded (2026-11-22T15:00:00Z), UTC.',
  ),
  page: text(
    'Path of the page, such as /cv.html, in any spelling; /about finds /about/ and /about/index.html too, see the setting pages.',
  ),
  organisation: described(asnText, 'Network of the organisation, by its AS number: 714 or AS714.'),
  network: described(
    network,
    'Addresses, such as 203.0.113.0/24: finds visits as far as the setting ip keeps their address.',
  ),
  kind: described(
    wordList(kinds),
    `Kind of the organisation, one or several separated by commas: ${kinds.join(', ')}.`,
  ),
  country: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[A-Za-z]{2}$/, 'must be two letters, such as DE'),
      v.description('Country, ISO 3166-1 alpha-2.'),
    ),
  ),
  referrer: text('Host of the referrer, exactly, such as news.ycombinator.com.'),
  referrerGroup: oneOf(referrerGroups, 'What kind of place the referrer is.'),
  browser: text('Browser and its major version, exactly as visits are answered, such as Firefox 145.'),
  os: text('Operating system, exactly as visits are answered, such as Windows 10.'),
  device: oneOf(deviceKinds, 'Kind of device.'),
  language: text('First language of the browser, exactly, such as de-DE.'),
  visitor: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[0-9a-f]{24}$/, 'must be the 24 hexadecimal digits of a visit’s visitor'),
      v.description('Visitor: a browser on one UTC day.'),
    ),
  ),
  bot: choice('Visits of bots: exclude, include or only.'),
  mine: choice('Visits from networks that were corrected to mine: exclude, include or only.'),
})

/** A query string that selects visits, once it is checked. What is left out may be missing. */
export type VisitFilterQuery = Readonly<
  Pick<v.InferOutput<typeof visitFilterQuery>, 'bot' | 'mine'> &
    Partial<v.InferOutput<typeof visitFilterQuery>>
>

/** @throws InvalidInput naming the parameter at fault */
export const parseVisitFilter = (query: Record<string, string | undefined>): VisitFilter =>
  visitFilterOf(check(visitFilterQuery, query))

/** @throws InvalidInput naming the parameter that is of the right form, and of no thing */
export function visitFilterOf(query: VisitFilterQuery): VisitFilter {
  const { site, from, to, organisation, network, kind, ...rest } = query
  return {
    site: site === undefined ? null : parseHost(site),
    period: parsePeriod({ from, to }),
    page: rest.page ?? null,
    organisation: organisation === undefined ? null : parseAsn(organisation, 'organisation'),
    network: network === undefined ? null : parseAddressRange(network),
    kinds: kind === undefined ? null : wordsIn(kind, kinds),
    country: rest.country?.toUpperCase() ?? null,
    referrer: rest.referrer?.toLowerCase() ?? null,
    referrerGroup: rest.referrerGroup ?? null,
    browser: rest.browser ?? null,
    os: rest.os ?? null,
    device: rest.device ?? null,
    language: rest.language ?? null,
    visitor: rest.visitor ?? null,
    bot: rest.bot,
    mine: rest.mine,
  }
}

/** @throws InvalidInput when `site` is neither a host nor a wildcard */
export function parseHost(site: string): string {
  const host = parseSite(site)
  if (host === null) throw new InvalidInput('site must be a host such as you.github.io', 'site')
  return host
}

/** Returns whether a visit of the right site and period passes what is asked of the visit itself. */
export function matcher(filter: VisitFilter, pages: Pages): (visit: Visit) => boolean {
  const { organisation, network, country, referrer, referrerGroup, language, visitor } = filter
  const page = filter.page === null ? null : askedKey(filter.page, pages)
  return (visit) =>
    (page === null || pageKey(visit.page, pages) === page) &&
    (organisation === null || visit.asn === organisation) &&
    (network === null || isWithin(visit.ip, network)) &&
    (country === null || visit.country === country) &&
    (referrer === null || visit.referrer === referrer) &&
    (referrerGroup === null || referrerGroupOf(visit.referrer, hostOfVisit(visit)) === referrerGroup) &&
    (language === null || visit.language === language) &&
    (visitor === null || visit.visitor === visitor) &&
    isMadeWith(visit, filter)
}

/** A user agent is read only where it matters. */
function isMadeWith({ userAgent }: Visit, asked: Device): boolean {
  if (asked.browser === null && asked.os === null && asked.device === null) return true
  const known = deviceOf(userAgent)
  return (
    (asked.browser === null || known.browser === asked.browser) &&
    (asked.os === null || known.os === asked.os) &&
    (asked.device === null || known.device === asked.device)
  )
}

/** Whether a visit passes what is asked of who made it. */
export function isAdmitted({ kind, bot, mine }: Attribution, filter: VisitFilter): boolean {
  return (
    (filter.kinds === null || (kind !== null && filter.kinds.includes(kind))) &&
    allows(filter.bot, bot !== null) &&
    allows(filter.mine, mine)
  )
}

/** Whether so much is asked for, beyond site, period and organisation, that many visits may be read and few listed. */
export function isSelective({ site, period, organisation, bot, mine, ...rest }: VisitFilter): boolean {
  return Object.values(rest).some((one) => one !== null) || bot === 'only' || mine === 'only'
}

import * as v from 'valibot'
import { botPurposes } from '../domain/describe/crawler'
import { confidences, kinds } from '../domain/organisation/organisation'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { archiveUntil, count, cursor, type Described, flag, known, limitQuery, text } from './schema'
import { csvType, excelMeaning, excelZoneQuery, separatorQuery } from './table-format'

/** The media types in which visits are answered. */
export const visitFormats = {
  json: 'application/json',
  csv: csvType,
  excel: csvType,
  ndjson: 'application/x-ndjson',
} as const

export type VisitFormat = keyof typeof visitFormats

/** The most visits a page may hold. */
export const maxLimit = 500

/** The part of a list's query that is about its pages. @param things what it lists */
export const pageQueryOf = (things: string, most: number) =>
  v.object({
    limit: limitQuery(`${things} a page holds`, { most, otherwise: 50 }),
    cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
    format: v.optional(
      v.pipe(
        v.picklist(['json', 'csv', 'excel', 'ndjson'], 'must be json, csv, excel or ndjson'),
        v.description(`Form of the answer; overrules Accept. ${excelMeaning}`),
      ),
    ),
    separator: separatorQuery,
    tz: excelZoneQuery,
  })

const pageQuery = pageQueryOf('Visits', maxLimit)

const { visitor, site, page, organisation, network, recipient, from, to } = visitFilterQuery.entries

/** The query string of `GET /visits`. */
export const visitsQuery = v.object({ ...visitFilterQuery.entries, ...pageQuery.entries })

/** The query string of `DELETE /visits`: whose visits to erase, and where to look for them. */
export const erasureQuery = v.object({
  ...{ visitor, site, page, organisation, network, recipient, from, to },
  cursor: pageQuery.entries.cursor,
})

/** The query string of one visit. */
export const visitQuery = v.object({ site })

const spelling =
  'percent-decoded, but for delimiters, blanks, bytes that are no UTF-8 and characters that cannot be seen'

/** A visit as the API answers it: flat, so that JSON, NDJSON and CSV say the same. Every field is there; null means not known. */
export const visitAnswer = v.object({
  id: v.pipe(v.string(), v.metadata({ format: 'uuid' }), v.description('UUIDv7')),
  time: v.pipe(v.string(), v.metadata({ format: 'date-time' }), v.description('UTC, to the millisecond')),
  site: text('Host, with its port where it has one'),
  page: text(`Path within the site, with what the setting pages keeps of the query string; ${spelling}`),
  title: known('Title of the page'),
  asn: v.nullable(count('Autonomous system number of the network that it came from')),
  organisation: known('Organisation that the range or network of its address belongs to'),
  organisationKey: known('Key of the organisation, by which it is asked for'),
  domain: known('Web domain of the organisation'),
  kind: v.nullable(v.pipe(v.picklist(kinds), v.description('Kind of the organisation'))),
  confidence: v.nullable(v.pipe(v.picklist(confidences), v.description('How sure the kind is'))),
  evidence: known('What says so: label, label: range, rule: <word>, owner, …'),
  reverseDomain: known(
    'Domain that reverse DNS names, where the setting reverseDns is on; it tells the organisation',
  ),
  bot: known('Why it is taken for a bot’s; null for a person’s'),
  botOperator: known('Who runs the bot; null where it is unknown or not confirmed'),
  botPurpose: v.nullable(
    v.pipe(
      v.picklist(botPurposes),
      v.description(
        'What the bot came for; behind one that ends with “a person” somebody waits for the page',
      ),
    ),
  ),
  referrer: known('Host of the page that led here'),
  referrerPath: known('Path of the page that led here, where the browser gave it, spelled in the same way'),
  referrerGroup: known('What sort of page led here'),
  utmSource: known('utm_source of the link, or else its ref or source'),
  utmMedium: known('utm_medium of the link'),
  utmCampaign: known('utm_campaign of the link'),
  utmTerm: known('utm_term of the link'),
  utmContent: known('utm_content of the link'),
  country: known('ISO 3166-1 alpha-2'),
  language: known('Language of the browser'),
  timeZone: known('IANA time zone of the browser'),
  screen: known('Screen, width x height in CSS pixels'),
  viewport: known('Viewport, width x height in CSS pixels'),
  userAgent: known('User agent'),
  browser: known('Browser and its major version'),
  os: known('Operating system'),
  device: known('Sort of device'),
  ip: known('Address, as much of it as the setting ip keeps'),
  visitor: known('Visitor: a browser on one UTC day'),
  host: known(
    'Host of the page where the site is a wildcard such as *.example.com, below which there are too many; null otherwise',
  ),
  region: known('Region of the country, ISO 3166-2 without the country; known by an edge only'),
  city: known('City, in English; known by an edge only, and not kept with the setting ip at none'),
  httpVersion: known('Version of HTTP that the browser spoke, 1.1, 2.0 or 3.0; known by an edge only'),
  seconds: v.nullable(
    count('Seconds that the page was in front; null, as what follows, where its beacon has not reported any'),
  ),
  reach: v.nullable(count('Per cent of the page’s height that was ever in view')),
  acted: v.nullable(flag('Whether anyone moved a pointer, touched or typed')),
  sections: v.nullable(
    v.pipe(
      v.array(v.object({ name: text('Name of the section'), seconds: count('Seconds that it was in view') })),
      v.description('Sections in the order of the page; in CSV 12 intro|40 publications'),
    ),
  ),
  links: v.nullable(
    v.pipe(
      v.array(text('Host and path, mailto:…, tel:…, the path of a file of the site, or # and a name')),
      v.description('Links that were used; in CSV acme.com/jobs|/cv.pdf'),
    ),
  ),
  mine: flag('Whether it is the owner’s own'),
  recipient: known('Whom the link that led here was made for; unknown for a code that nobody made'),
  recipientCode: known('Code of that link'),
  scanned: flag('Whether that link was scanned from its QR code'),
  fetched: flag('Whether it is of a file whose link was asked for, so that no beacon ran'),
})

/** The body of `PATCH /visits/{id}`. */
export const mineMessage = v.strictObject(
  { mine: v.pipe(v.boolean('must be true or false'), v.description('Whether it is the owner’s own.')) },
  ({ expected }) =>
    expected === 'never'
      ? 'is not a field here; there is mine'
      : 'must be a JSON object such as {"mine": true}',
)

export type VisitAnswer = Described<typeof visitAnswer>

export const visitListAnswer = v.object({ visits: v.array(visitAnswer), cursor })

export const erasureAnswer = v.object({
  erased: count('Visits erased by this request'),
  cursor,
  archiveUntil: v.optional(archiveUntil),
})

/** The fields in the order in which every format gives them. */
export const visitColumns = Object.keys(visitAnswer.entries) as readonly (keyof VisitAnswer)[]

/** @param visit described, or read from an answer */
export function visitAnswerOf(visit: Readonly<VisitAnswer>): VisitAnswer {
  return Object.fromEntries(visitColumns.map((name) => [name, visit[name]])) as VisitAnswer
}

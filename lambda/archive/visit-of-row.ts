import { instantOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'

/**
 * The columns from which a visit is read back, by its fields: what it was when it was recorded, and nothing that is derived.
 * The archive has no engagement, and nothing that is counted reads it: see test/counting/archived.test.ts.
 */
const columnOf = {
  id: 'visit_id',
  time: 'visited_at',
  host: 'host',
  page: 'page',
  title: 'title',
  language: 'browser_language',
  timeZone: 'time_zone',
  screen: 'screen_size',
  viewport: 'viewport_size',
  userAgent: 'user_agent',
  webdriver: 'driven_by_program',
  assets: 'fetched_assets',
  asn: 'as_number',
  holder: 'holder_key',
  reverseDomain: 'reverse_domain',
  country: 'country',
  region: 'region',
  city: 'city',
  httpVersion: 'http_version',
  ip: 'ip_address',
  visitor: 'visitor',
  referrer: 'referrer_host',
  referrerPath: 'referrer_path',
  utmSource: 'utm_source',
  utmMedium: 'utm_medium',
  utmCampaign: 'utm_campaign',
  utmTerm: 'utm_term',
  utmContent: 'utm_content',
} as const satisfies Record<Exclude<keyof Visit, 'site' | 'engagement'>, string>

/** The columns that counting reads. The site is in the path. */
export const countedColumns: readonly string[] = Object.values(columnOf)

/** The first version of the columns that has them all. */
export const countedVersion = '1.0'

/** A row by the names of its columns: what is null may be left out, and an instant is milliseconds since 1970. */
export type VisitRow = Readonly<Record<string, string | number | boolean | null>>

/**
 * The visit that a row of the archive was made of, without its engagement. It is spelled out, because this runs a million
 * times a day: filled by a loop, the visit would be a dictionary to the engine.
 */
export const visitOfRow = (site: string, row: VisitRow): Visit => ({
  id: textIn(row, 'id') ?? '',
  time: instantOf(row[columnOf.time] as number),
  site,
  host: textIn(row, 'host'),
  page: textIn(row, 'page') ?? '',
  title: textIn(row, 'title'),
  referrer: textIn(row, 'referrer'),
  referrerPath: textIn(row, 'referrerPath'),
  utmSource: textIn(row, 'utmSource'),
  utmMedium: textIn(row, 'utmMedium'),
  utmCampaign: textIn(row, 'utmCampaign'),
  utmTerm: textIn(row, 'utmTerm'),
  utmContent: textIn(row, 'utmContent'),
  language: textIn(row, 'language'),
  timeZone: textIn(row, 'timeZone'),
  screen: textIn(row, 'screen'),
  viewport: textIn(row, 'viewport'),
  userAgent: textIn(row, 'userAgent'),
  webdriver: row[columnOf.webdriver] === true,
  assets: (row[columnOf.assets] as boolean | undefined) ?? null,
  asn: (row[columnOf.asn] as number | undefined) ?? null,
  holder: textIn(row, 'holder'),
  reverseDomain: textIn(row, 'reverseDomain'),
  country: textIn(row, 'country'),
  region: textIn(row, 'region'),
  city: textIn(row, 'city'),
  httpVersion: textIn(row, 'httpVersion'),
  ip: textIn(row, 'ip'),
  visitor: textIn(row, 'visitor'),
  engagement: null,
})

const textIn = (row: VisitRow, field: keyof typeof columnOf): string | null =>
  (row[columnOf[field]] as string | undefined) ?? null

import { instantOf } from '../domain/time/day'
import { type Engagement, linksIn, sectionsIn } from '../domain/visit/engagement'
import type { Visit } from '../domain/visit/visit'

/**
 * The columns from which a visit is read back, by its fields: what it was when it was recorded, and nothing that is derived.
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
  mine: 'owner_visit',
  recipient: 'recipient_code',
  scanned: 'scanned',
  fetched: 'fetched',
} as const satisfies Record<Exclude<keyof Visit, 'site' | 'engagement'>, string>

/** The columns that say what was read, by the fields of an engagement. */
const readingColumnOf = {
  seconds: 'seconds_in_front',
  reach: 'reach',
  acted: 'acted',
  sections: 'section_seconds',
  links: 'used_links',
} as const satisfies Record<keyof Engagement, string>

/** The columns that counting reads. The site is in the path. */
export const countedColumns: readonly string[] = [columnOf, readingColumnOf].flatMap((one) =>
  Object.values(one),
)

/** The first version of the columns that has them all. */
export const countedVersion = '1.1'

/** A row by the names of its columns: what is null may be left out, and an instant is milliseconds since 1970. */
export type VisitRow = Readonly<Record<string, string | number | boolean | null>>

/**
 * The visit that a row of the archive was made of. It is spelled out, because this runs a million times a day: filled by a
 * loop, the visit would be a dictionary to the engine.
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
  mine: (row[columnOf.mine] as boolean | undefined) ?? null,
  recipient: textIn(row, 'recipient'),
  scanned: row[columnOf.scanned] === true,
  fetched: row[columnOf.fetched] === true,
  engagement: engagementOf(row),
})

function engagementOf(row: VisitRow): Engagement | null {
  const seconds = row[readingColumnOf.seconds] as number | undefined
  if (seconds === undefined) return null
  return {
    seconds,
    reach: row[readingColumnOf.reach] as number,
    acted: row[readingColumnOf.acted] === true,
    sections: sectionsIn(row[readingColumnOf.sections] as string),
    links: linksIn(row[readingColumnOf.links] as string),
  }
}

const textIn = (row: VisitRow, field: keyof typeof columnOf): string | null =>
  (row[columnOf[field]] as string | undefined) ?? null

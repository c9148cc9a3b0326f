import { instantOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'

/** The columns from which a visit is read back, by its fields: what it was when it was recorded, and nothing that is derived. */
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
} as const satisfies Record<Exclude<keyof Visit, 'site'>, string>

/** The columns that counting reads. The site is in the path. */
export const countedColumns: readonly string[] = Object.values(columnOf)

/** The first version of the columns that has them all. */
export const countedVersion = '1.0'

/** A row by the names of its columns: what is null may be left out, and an instant is milliseconds since 1970. */
export type VisitRow = Readonly<Record<string, string | number | boolean | null>>

const fields = Object.entries(columnOf)

/** The visit that a row of the archive was made of. */
export function visitOfRow(site: string, row: VisitRow): Visit {
  const visit: Record<string, unknown> = { site }
  for (const [field, column] of fields) visit[field] = row[column] ?? null
  visit.time = instantOf(row[columnOf.time] as number)
  return visit as unknown as Visit
}

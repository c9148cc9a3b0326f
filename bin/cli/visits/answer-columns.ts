import type { VisitAnswer } from '../../../lambda/api/visits'
import type { Column, Value } from '../../../lambda/archive/parquet-file'
import { visitColumns } from '../../../lambda/archive/visit-columns'
import { dayOf } from '../../../lambda/domain/time/day'
import { linksText, sectionsText } from '../../../lambda/domain/visit/engagement'

/** The archive's columns by the fields of an answer; three of them are in no answer, and the name of a recipient is in no column. */
export const columnOfField: Readonly<Record<Exclude<keyof VisitAnswer, 'site' | 'recipient'>, string>> = {
  id: 'visit_id',
  time: 'visited_at',
  host: 'host',
  page: 'page',
  title: 'title',
  asn: 'as_number',
  reverseDomain: 'reverse_domain',
  organisationKey: 'organisation_key',
  organisation: 'organisation_name',
  kind: 'organisation_kind',
  domain: 'web_domain',
  confidence: 'confidence',
  evidence: 'evidence',
  bot: 'bot_reason',
  botOperator: 'bot_operator',
  botPurpose: 'bot_purpose',
  referrer: 'referrer_host',
  referrerPath: 'referrer_path',
  referrerGroup: 'referrer_group',
  utmSource: 'utm_source',
  utmMedium: 'utm_medium',
  utmCampaign: 'utm_campaign',
  utmTerm: 'utm_term',
  utmContent: 'utm_content',
  country: 'country',
  region: 'region',
  city: 'city',
  language: 'browser_language',
  timeZone: 'time_zone',
  screen: 'screen_size',
  viewport: 'viewport_size',
  userAgent: 'user_agent',
  browser: 'browser',
  os: 'operating_system',
  device: 'device',
  ip: 'ip_address',
  visitor: 'visitor',
  httpVersion: 'http_version',
  seconds: 'seconds_in_front',
  reach: 'reach',
  acted: 'acted',
  sections: 'section_seconds',
  links: 'used_links',
  mine: 'owner_visit',
  recipientCode: 'recipient_code',
  scanned: 'scanned',
  fetched: 'fetched',
}

const fieldOfColumn = new Map(
  Object.entries(columnOfField).map(([field, column]) => [column, field as keyof VisitAnswer]),
)

/** How a column is read from an answer. */
function readerOf(name: string): (visit: VisitAnswer) => Value {
  const field = fieldOfColumn.get(name)
  if (name === 'visited_at') return ({ time }) => new Date(time)
  if (name === 'driven_by_program') return ({ bot }) => bot === 'webdriver'
  if (field === 'sections') return ({ sections = null }) => sections && sectionsText(sections)
  if (field === 'links') return ({ links = null }) => links && linksText(links)
  return field === undefined ? () => null : (visit) => visit[field] ?? null // an older service has fewer
}

/** The archive's columns as an answer has them, after site and day, which the archive has in its paths. */
export const answerColumns: readonly Column<VisitAnswer>[] = [
  { name: 'site', type: 'text', nullable: false, of: ({ site }) => site },
  { name: 'day', type: 'text', nullable: false, of: ({ time }) => dayOf(time) },
  ...visitColumns.map((column) => ({ ...column, of: readerOf(column.name) })),
]

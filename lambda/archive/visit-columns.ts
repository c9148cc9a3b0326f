import type { Attribution } from '../domain/describe/attribution'
import type { Device } from '../domain/describe/device'
import { networkIdText } from '../domain/organisation/network-id'
import { linksText, sectionsText } from '../domain/visit/engagement'
import type { Visit } from '../domain/visit/visit'
import type { Column } from './parquet-file'

/** A visit with what is derived from it. Its parts stay apart, because a million of them are described for the columns alone. */
export interface ArchivedVisit {
  readonly visit: Visit
  /** Without the owner's corrections. */
  readonly who: Attribution
  readonly device: Device
  readonly referrerGroup: string | null
}

/**
 * The version of the columns, in the metadata of each file under `visitbook.columns`. Columns may be added, which raises the
 * number after the dot. None is ever renamed, removed or given another type or meaning.
 */
export const columnsVersion = '1.1'

/**
 * The columns of a visit, in their order: a promise to all who read the archive, told in docs/archive.md. No name is a
 * reserved word of SQL. Site and day are in the path. Of the organisation it says what was known when the file was written,
 * before the owner's corrections; `networks.parquet` has what is known now.
 */
export const visitColumns: readonly Column<ArchivedVisit>[] = [
  { name: 'visit_id', type: 'text', nullable: false, of: ({ visit }) => visit.id },
  { name: 'visited_at', type: 'time', nullable: false, of: ({ visit }) => new Date(visit.time) },
  { name: 'host', type: 'text', of: ({ visit }) => visit.host },
  { name: 'page', type: 'text', nullable: false, of: ({ visit }) => visit.page },
  { name: 'title', type: 'text', of: ({ visit }) => visit.title },
  {
    name: 'network_id',
    type: 'text',
    of: ({ who: { networkId } }) => (networkId === null ? null : networkIdText(networkId)),
  },
  { name: 'as_number', type: 'integer', of: ({ visit }) => visit.asn },
  { name: 'holder_key', type: 'text', of: ({ visit }) => visit.holder },
  { name: 'reverse_domain', type: 'text', of: ({ visit }) => visit.reverseDomain },
  { name: 'organisation_key', type: 'text', of: ({ who }) => who.organisationKey },
  { name: 'organisation_name', type: 'text', of: ({ who }) => who.organisation },
  { name: 'organisation_kind', type: 'text', of: ({ who }) => who.kind },
  { name: 'web_domain', type: 'text', of: ({ who }) => who.domain },
  { name: 'confidence', type: 'text', of: ({ who }) => who.confidence },
  { name: 'evidence', type: 'text', of: ({ who }) => who.evidence },
  { name: 'bot_reason', type: 'text', of: ({ who }) => who.bot },
  { name: 'bot_operator', type: 'text', of: ({ who }) => who.botOperator },
  { name: 'bot_purpose', type: 'text', of: ({ who }) => who.botPurpose },
  { name: 'referrer_host', type: 'text', of: ({ visit }) => visit.referrer },
  { name: 'referrer_path', type: 'text', of: ({ visit }) => visit.referrerPath },
  { name: 'referrer_group', type: 'text', of: ({ referrerGroup }) => referrerGroup },
  { name: 'utm_source', type: 'text', of: ({ visit }) => visit.utmSource },
  { name: 'utm_medium', type: 'text', of: ({ visit }) => visit.utmMedium },
  { name: 'utm_campaign', type: 'text', of: ({ visit }) => visit.utmCampaign },
  { name: 'utm_term', type: 'text', of: ({ visit }) => visit.utmTerm },
  { name: 'utm_content', type: 'text', of: ({ visit }) => visit.utmContent },
  { name: 'country', type: 'text', of: ({ visit }) => visit.country },
  { name: 'region', type: 'text', of: ({ visit }) => visit.region },
  { name: 'city', type: 'text', of: ({ visit }) => visit.city },
  { name: 'browser_language', type: 'text', of: ({ visit }) => visit.language },
  { name: 'time_zone', type: 'text', of: ({ visit }) => visit.timeZone },
  { name: 'screen_size', type: 'text', of: ({ visit }) => visit.screen },
  { name: 'viewport_size', type: 'text', of: ({ visit }) => visit.viewport },
  { name: 'user_agent', type: 'text', of: ({ visit }) => visit.userAgent },
  { name: 'browser', type: 'text', of: ({ device }) => device.browser },
  { name: 'operating_system', type: 'text', of: ({ device }) => device.os },
  { name: 'device', type: 'text', of: ({ device }) => device.device },
  { name: 'ip_address', type: 'text', of: ({ visit }) => visit.ip },
  {
    name: 'visitor',
    type: 'text',
    statistics: false, // a hash is anywhere
    of: ({ visit }) => visit.visitor,
  },
  { name: 'http_version', type: 'text', of: ({ visit }) => visit.httpVersion },
  { name: 'driven_by_program', type: 'truth', nullable: false, of: ({ visit }) => visit.webdriver },
  { name: 'fetched_assets', type: 'truth', of: ({ visit }) => visit.assets },
  // 1.1
  { name: 'seconds_in_front', type: 'integer', of: ({ visit }) => visit.engagement?.seconds ?? null },
  { name: 'reach', type: 'integer', of: ({ visit }) => visit.engagement?.reach ?? null },
  { name: 'acted', type: 'truth', of: ({ visit }) => visit.engagement?.acted ?? null },
  {
    name: 'section_seconds',
    type: 'text',
    of: ({ visit: { engagement } }) => (engagement === null ? null : sectionsText(engagement.sections)),
  },
  {
    name: 'used_links',
    type: 'text',
    of: ({ visit: { engagement } }) => (engagement === null ? null : linksText(engagement.links)),
  },
  { name: 'owner_visit', type: 'truth', of: ({ visit }) => visit.mine },
  { name: 'recipient_code', type: 'text', of: ({ visit }) => visit.recipient },
  { name: 'scanned', type: 'truth', of: ({ visit }) => visit.scanned },
  { name: 'fetched', type: 'truth', of: ({ visit }) => visit.fetched },
]

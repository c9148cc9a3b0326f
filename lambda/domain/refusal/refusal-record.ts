import { type InvalidInput, Refusal, refusalReasons } from '../errors'
import { clean, cut } from '../text'
import type { Instant } from '../time/day'
import { addressLength, canonicalHost } from '../visit/host'
import { pathOf } from '../visit/page'
import { cutSpelled } from '../visit/spelling'

/** Why a beacon was turned away: its origin is not listed, its message made no sense, or its script is too old. */
export const recordedReasons = [...refusalReasons, 'malformed', 'outdated'] as const
export type RecordedReason = (typeof recordedReasons)[number]

/** A refusal as it is reported to the owner. Neither the sender's address nor its user agent is kept. */
export interface RefusalRecord {
  readonly time: Instant
  readonly reason: RecordedReason
  /** What was not listed; for a malformed or outdated beacon, the host it came from. Empty if nothing was sent. */
  readonly host: string
  /** Whether listing the host would let it in. What strangers send as origin may not be a host. */
  readonly listable: boolean
  /** The site and page that its message names, if any. */
  readonly site: string | null
  readonly page: string | null
  /** Name of the route it was sent to. */
  readonly route: string
  /** The field at fault. */
  readonly field: string | null
  readonly detail: string
}

/** Days that a refusal is kept, whatever `retentionDays` says: it matters only while its cause can be put right. Lists count as many. */
export const refusalDays = 30

/** Bytes of UTF-8 kept of what strangers wrote. A host that can be listed is kept in full; it has at most 259. */
export const refusalBytes = 100
const detailBytes = 200

export interface RefusalContext {
  readonly now: Date
  readonly route: string
  /** The listed host that a malformed beacon came from. */
  readonly from: string
  /** The message that was sent, if it could be read. */
  readonly message: unknown
}

export function refusalRecord(
  error: Refusal | InvalidInput,
  { now, route, from, message }: RefusalContext,
): RefusalRecord {
  return {
    time: now.toISOString(),
    ...reasonOf(error, from),
    ...pageNamedIn(message),
    route,
    detail: bounded(error.detail, detailBytes),
  }
}

interface OutdatedBeacon extends Pick<RefusalContext, 'now' | 'route'> {
  /** The page's host, empty if unknown. */
  readonly host: string
  /** Name of the file that was asked for; null for a beacon that was pasted into the page. */
  readonly asked: string | null
}

/** Returns the record of a page whose beacon is no longer kept. */
export const outdatedBeacon = ({ now, route, host, asked }: OutdatedBeacon): RefusalRecord => ({
  time: now.toISOString(),
  reason: 'outdated',
  host,
  listable: false,
  site: null,
  page: null,
  route,
  field: null,
  detail: bounded(asked === null ? pastedLongAgo : notKept(asked), detailBytes),
})

const pastedLongAgo =
  'the script in the page is older than five releases; what it sends is recorded all the same'
const notKept = (asked: string) => `${asked} is no longer kept; the current beacon was sent instead`

function reasonOf(
  error: Refusal | InvalidInput,
  from: string,
): Pick<RefusalRecord, 'reason' | 'host' | 'listable' | 'field'> {
  if (error instanceof Refusal) {
    const { reason, host, listable } = error
    return { reason, host: listable ?? bounded(host), listable: listable !== null, field: null }
  }
  const field = error.field === undefined ? null : bounded(error.field)
  return { reason: 'malformed', host: from, listable: false, field }
}

/** Returns the site and page of a message, if they are valid. The query string is dropped, because it may hold secrets. */
function pageNamedIn(message: unknown): Pick<RefusalRecord, 'site' | 'page'> {
  if (typeof message !== 'object' || message === null) return { site: null, page: null }
  const { site, page } = message as { site?: unknown; page?: unknown }
  const host = typeof site === 'string' ? canonicalHost(site) : null
  const isPath = typeof page === 'string' && page.startsWith('/')
  return {
    site: host === null ? null : bounded(host),
    page: isPath ? cutSpelled(pathOf(page.slice(0, addressLength)), refusalBytes) : null,
  }
}

const bounded = (text: string, bytes = refusalBytes): string => cut(clean(text), bytes)

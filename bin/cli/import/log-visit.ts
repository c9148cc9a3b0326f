import { createHash } from 'node:crypto'
import type { Caller } from '../../../lambda/domain/caller'
import { parseVisit, type Visit } from '../../../lambda/domain/visit'
import type { LogLine } from './log-line'

/** A page view that a log tells of. */
export interface LoggedView {
  readonly line: string
  /** How many lines before it were the very same. */
  readonly occurrence: number
  readonly entry: LogLine
  /** With its query string. */
  readonly page: string
}

/**
 * The visit that a line tells of: the same for the same line, however often it is imported.
 *
 * @param pageFields of the query string, that belong to the page
 */
export function visitOf(
  { line, occurrence, entry, page }: LoggedView,
  site: string,
  pageFields: readonly string[] = [],
): Visit {
  return parseVisit(
    { page, referrer: entry.referrer },
    {
      host: site,
      sites: [site],
      now: new Date(entry.time),
      random: createHash('sha256').update(`${site}\0${occurrence}\0`).update(line, 'latin1').digest(),
      userAgent: entry.userAgent ?? '',
      pageFields,
    },
  )
}

/** Who viewed it. A log does not keep whether they opted out. */
export const callerOf = ({ address, userAgent }: LogLine): Caller => ({
  ip: address,
  userAgent: userAgent ?? '',
  optsOut: false,
})

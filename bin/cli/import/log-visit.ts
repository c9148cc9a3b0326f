import { hash } from 'node:crypto'
import type { Caller } from '../../../lambda/domain/visit/caller'
import { parseVisit, type Visit } from '../../../lambda/domain/visit/visit'
import type { LogEntry } from './formats/log-entry'

/** A page view that a log tells of. */
export interface LoggedView extends Pick<LogEntry, 'time' | 'referrer' | 'userAgent' | 'optsOut'> {
  /** With its query string. */
  readonly page: string
  /** Canonical; null where the log has a name or nothing. */
  readonly address: string | null
  /** Names its content. */
  readonly key: string
  /** The number of identical views before it. */
  readonly occurrence: number
  /** Whether its browser fetched what belongs to pages; null where the log does not tell. */
  readonly assets: boolean | null
}

/** Names what was viewed, when and by whom: the same in every format and spelling of a log. */
export const keyOf = ({
  time,
  address,
  page,
  referrer,
  userAgent,
}: Omit<LoggedView, 'key' | 'occurrence' | 'assets'>) =>
  hash('sha256', JSON.stringify([time, address, page, referrer, userAgent]), 'base64')

/** The visit that a log tells of: the same for the same view, however often and from whatever log it is imported. @param pageFields of the query string, that belong to the page */
export function visitOf(
  { time, page, referrer, userAgent, key, occurrence, assets }: LoggedView,
  site: string,
  pageFields: readonly string[] = [],
): Visit {
  const visit = parseVisit(
    { page, referrer },
    {
      host: site,
      sites: [site],
      now: new Date(time),
      random: hash('sha256', `${site}\0${occurrence}\0${key}`, 'buffer'),
      userAgent: userAgent ?? '',
      pageFields,
    },
  )
  return { ...visit, assets }
}

/** Who viewed it. */
export const callerOf = ({ address, userAgent, optsOut }: LoggedView): Caller => ({
  ip: address ?? '',
  userAgent: userAgent ?? '',
  optsOut,
})

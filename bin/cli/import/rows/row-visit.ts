import { hash } from 'node:crypto'
import { parseVisit, type Visit } from '../../../../lambda/domain/visit/visit'

/** What a row tells of a visit, in the words of a beacon. Whatever is odd in it becomes null, as in a beacon. */
export interface RowView {
  /** Milliseconds since 1970. */
  readonly time: number
  /** Path with its query string. */
  readonly page: string
  readonly referrer: string | null
  readonly userAgent: string | null
  readonly title?: string | null
  readonly language?: string | null
  /** `1920x1080` */
  readonly screen?: string | null
}

export interface RowPlace {
  /** Canonical host. */
  readonly site: string
  /** Fields of the query string that belong to a page. */
  readonly pageFields: readonly string[]
}

/**
 * The visit that a row tells of: the same for the same row, however often it is imported.
 *
 * @param key what names the row in what it comes from, besides its time
 */
export function rowVisit(
  { time, userAgent, ...told }: RowView,
  { site, pageFields }: RowPlace,
  key: readonly (string | number | null)[],
): Visit {
  return parseVisit(told, {
    host: site,
    sites: [site],
    now: new Date(time),
    random: hash('sha256', JSON.stringify([site, ...key]), 'buffer'),
    userAgent: userAgent ?? '',
    pageFields,
  })
}

/** The latest time that an id can carry, which has 48 bits for it, would be refused by Date long before. */
const latest = Date.parse('9999-12-31T23:59:59.999Z')

/** Whether it is a time that a visit can have: not before 1970, and not more than a day ahead. */
export const isPast = (time: number, now: number): boolean =>
  time >= 0 && time <= Math.min(latest, now + 86_400_000)

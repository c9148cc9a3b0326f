import { parsePeriod } from '../../../lambda/domain/time/period'
import { filtersOf, queryOf, type VisitOptions } from '../visits/visit-options'
import type { VisitQuery } from '../visits/visit-pages'
import type { ExportOptions } from './export-command'

/** What an export was asked for, as it was typed: the same words again mean to go on with it. */
export type Asked = Readonly<Record<string, string | undefined>>

/** @param url the API, wherever its address came from */
export function askedOf(url: string, options: ExportOptions): Asked {
  const { format, site, since, from, to } = options
  return { url, format, site, since, from, to, ...filtersOf(options) }
}

/**
 * The query with a period that stays as it is, however long the export takes: it ends now at the latest, so that
 * new visits do not come into it.
 *
 * @throws InvalidInput when the period is none
 */
export function pinnedQuery(options: VisitOptions, now: Date): VisitQuery & { from: string; to: string } {
  const query = queryOf(options, now)
  const { start, end } = parsePeriod(query)
  const last = new Date(Math.min(Date.parse(end), now.getTime())).toISOString()
  const { start: from, end: to } = parsePeriod({ from: start, to: last })
  return { ...query, from, to }
}

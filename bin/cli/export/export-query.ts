import { parsePeriod } from '../../../lambda/domain/time/period'
import { filtersOf, queryOf, type VisitOptions } from '../visits/visit-options'
import type { VisitQuery } from '../visits/visit-pages'
import type { ExportOptions } from './export-command'

/** The options of an export as they were typed: the same options again resume it. */
export type Asked = Readonly<Record<string, string | undefined>>

/** @param url the API's address, from an option or the environment */
export function askedOf(url: string, options: ExportOptions): Asked {
  const { format, site, since, from, to } = options
  const dialect = format === 'excel' ? { separator: options.separator, zone: options.zone } : {}
  return { url, format, ...dialect, site, since, from, to, ...filtersOf(options) }
}

/**
 * The query with a fixed period, however long the export takes. The period ends now at the latest, so that no new
 * visits get in.
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

import * as v from 'valibot'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { limitQuery } from './schema'

/** Days that are counted where none are asked for: refusals are not kept longer. */
export const refusalPeriodDays = 30

/** The most entries that one answer holds: each names the whole list of sites, and an answer has 6 MB at most. */
export const maxRefusals = 500

/** The query string of `GET /refusals`. */
export const refusalsQuery = v.object({
  from: v.optional(
    v.pipe(
      momentText,
      v.description(
        `First day or instant, UTC; ${refusalPeriodDays} days before to, or before now, when left out.`,
      ),
    ),
  ),
  to: visitFilterQuery.entries.to,
  limit: limitQuery('Entries to list', { most: maxRefusals, otherwise: 100 }),
})

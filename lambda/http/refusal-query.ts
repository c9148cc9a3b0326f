import * as v from 'valibot'
import { visitFilterQuery } from '../domain/visit-filter'

/** Days that are counted where none are asked for: refusals are not kept longer. */
export const refusalPeriodDays = 30

/** The most entries that one answer holds: each names the whole list of sites, and an answer has 6 MB at most. */
export const maxRefusals = 500

const wholeNumber = `must be a whole number from 1 to ${maxRefusals}`

/** The query string of `GET /refusals`. */
export const refusalsQuery = v.object({
  from: v.optional(
    v.pipe(
      v.string(),
      v.description(
        `First day or instant, UTC; ${refusalPeriodDays} days before to, or before now, when left out.`,
      ),
    ),
  ),
  to: visitFilterQuery.entries.to,
  limit: v.pipe(
    v.optional(v.string(), '100'),
    v.regex(/^\d+$/, wholeNumber),
    v.transform(Number),
    v.number(), // from here on described in /openapi.json
    v.minValue(1, wholeNumber),
    v.maxValue(maxRefusals, wholeNumber),
    v.integer(wholeNumber),
    v.description(`Entries to list at most, 1 to ${maxRefusals}; 100 when left out.`),
  ),
})

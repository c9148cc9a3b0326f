import * as v from 'valibot'
import { kinds } from '../domain/organisation'
import { sought } from '../domain/organisation-report'
import { visitFilterQuery } from '../domain/visit-filter'

/** Days that are counted where none are asked for. */
export const defaultDays = 30

/** The most organisations that one answer holds. */
export const maxOrganisations = 1000

const wholeNumber = `must be a whole number from 1 to ${maxOrganisations}`
const { site, to } = visitFilterQuery.entries
const text = (description: string) => v.optional(v.pipe(v.string(), v.description(description)))

/** The query string of `GET /organisations/{asn}`. */
export const organisationQuery = v.object({ site, from: visitFilterQuery.entries.from, to })

/** The query string of `GET /organisations`. */
export const organisationsQuery = v.object({
  site,
  from: text(`First day or instant, UTC; ${defaultDays} days before to, or before now, when left out.`),
  to,
  kind: text(
    `Kinds to list, separated by commas (${kinds.join(', ')}), or all; ${sought.join(', ')} when left out.`,
  ),
  limit: v.pipe(
    v.optional(v.string(), '100'),
    v.regex(/^\d+$/, wholeNumber),
    v.transform(Number),
    v.number(), // from here on described in /openapi.json
    v.minValue(1, wholeNumber),
    v.maxValue(maxOrganisations, wholeNumber),
    v.integer(wholeNumber),
    v.description(`Organisations to list at most, 1 to ${maxOrganisations}; 100 when left out.`),
  ),
})

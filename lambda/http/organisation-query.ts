import * as v from 'valibot'
import { kinds } from '../domain/organisation'
import { sought } from '../domain/organisation-report'
import { visitFilterQuery } from '../domain/visit-filter'
import { limitQuery } from './limit-query'

/** Days that are counted where none are asked for. */
export const defaultDays = 30

/** The most organisations that one answer holds. */
export const maxOrganisations = 1000

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
  limit: limitQuery('Organisations to list', { most: maxOrganisations, otherwise: 100 }),
})

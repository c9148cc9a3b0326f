import * as v from 'valibot'
import { sought } from '../domain/count/organisation-activity'
import { kinds } from '../domain/organisation/organisation'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { wordList } from '../domain/word-list'
import { limitQuery } from './schema'

/** Days that are counted where none are asked for. */
export const defaultDays = 30

/** The most organisations that one answer holds. */
export const maxOrganisations = 1000

const { site, to } = visitFilterQuery.entries
const described = (schema: v.GenericSchema<string>, description: string) =>
  v.optional(v.pipe(schema, v.description(description)))

/** Instead of a list of all kinds. */
export const everyKind = 'all'

/** The query string of `GET /organisations/{asn}`. */
export const organisationQuery = v.object({ site, from: visitFilterQuery.entries.from, to })

/** The query string of `GET /organisations`. */
export const organisationsQuery = v.object({
  site,
  from: described(
    momentText,
    `First day or instant, UTC; ${defaultDays} days before to, or before now, when left out.`,
  ),
  to,
  kind: described(
    wordList([...kinds, everyKind]),
    `Kinds to list, separated by commas (${kinds.join(', ')}), or ${everyKind}; ${sought.join(', ')} when left out.`,
  ),
  limit: limitQuery('Organisations to list', { most: maxOrganisations, otherwise: 100 }),
})

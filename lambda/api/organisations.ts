import * as v from 'valibot'
import { type OrganisationPresence, pagesNamed } from '../domain/count/organisation-activity'
import type { KnownNetwork } from '../domain/describe/known-network'
import { type Correction, confidences, kinds } from '../domain/organisation/organisation'

const count = (description: string) => v.pipe(v.number(), v.integer(), v.description(description))
const moment = (description: string) =>
  v.pipe(v.string(), v.metadata({ format: 'date-time' }), v.description(description))
const text = (description: string) => v.pipe(v.string(), v.description(description))

/** A network and whose it is, with the owner's word on it. */
const networkFields = {
  asn: count('Autonomous system number'),
  name: text('Name of the organisation'),
  domain: v.nullable(text('Its web domain')),
  kind: v.pipe(v.picklist(kinds), v.description('What it is')),
  confidence: v.pipe(v.picklist(confidences), v.description('How sure the kind is')),
  evidence: text('What says so: label, rule: <word>, owner, …'),
}

/** What it did in the period. */
const presenceFields = {
  countries: v.pipe(v.array(v.string()), v.description('Countries of its visits, ISO 3166-1 alpha-2')),
  visits: count('Visits; those of bots do not count'),
  visitors: count('Visitors; each is known for one UTC day'),
  pages: v.pipe(
    v.array(v.object({ page: text('Path within the site'), visits: count('Visits of it') })),
    v.description(
      `The ${pagesNamed} pages that it read most; of a closed day the ${pagesNamed} most read ones count`,
    ),
  ),
  firstSeen: v.nullable(moment('Its first visit in the period')),
  lastSeen: v.nullable(moment('Its last visit in the period')),
}

const correction = v.pipe(
  v.nullable(
    v.object({
      name: v.nullable(v.string()),
      kind: v.nullable(v.picklist(kinds)),
      domain: v.nullable(v.string()),
      mine: v.pipe(v.boolean(), v.description('The owner’s own network')),
    }),
  ),
  v.description('The owner’s word; null where there is none'),
)

const extent = {
  from: moment('From when on every visit was counted; days before it count where they are in the rollups'),
  complete: v.pipe(
    v.boolean(),
    v.description(
      'Whether everybody in the period was counted. False where there were too many visits to read, a day had more networks than its rollup names, or a busy day is being counted again',
    ),
  ),
}

const organisation = v.object({ ...networkFields, ...presenceFields })

const listed = v.object({
  ...organisation.entries,
  isNew: v.pipe(
    v.nullable(v.boolean()),
    v.description(
      'Whether nobody of it came before the period, as far back as visits are kept; null where that is not known: of kinds that the index does not have (all but business, education, government and unknown by the network table), of those that sent bots before, and far down a long list',
    ),
  ),
})

export const organisationSchemas = {
  OrganisationList: v.object({ organisations: v.array(listed), ...extent }),
  Organisation: v.object({ ...networkFields, ...presenceFields, correction, ...extent }),
  CorrectedOrganisation: v.object({ ...networkFields, correction }),
}

export type OrganisationAnswer = v.InferOutput<typeof listed>

const fieldsOf = <T extends object>(names: object, from: T) =>
  Object.fromEntries(Object.keys(names).map((name) => [name, from[name as keyof T]]))

export const organisationOf = (one: OrganisationPresence) => fieldsOf(organisation.entries, one)

export const networkAnswerOf = (network: KnownNetwork) => fieldsOf(networkFields, network)

export function correctionOf(given: Correction | null): Omit<Correction, 'asn'> | null {
  if (given === null) return null
  const { asn: _, ...word } = given
  return word
}

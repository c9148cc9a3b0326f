import * as v from 'valibot'
import { linksNamed, sectionsNamed } from '../domain/count/engagement-tally'
import { defaultKinds, type OrganisationActivity, pagesNamed } from '../domain/count/organisation-activity'
import type { KnownNetwork } from '../domain/describe/known-network'
import { corrects, noteLength, wordOf } from '../domain/organisation/correction'
import { type NetworkId, networkName } from '../domain/organisation/network-id'
import { type Correction, confidences, kinds } from '../domain/organisation/organisation'
import { gatewaysNamed, type KindCounts } from '../domain/report/kind-counts'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { wordList } from '../domain/word-list'
import { count, type Described, flag, limitQuery, moment, text } from './schema'
import { excelZoneQuery, tableQuery } from './table-format'

/** Days to count where none are asked for. */
export const defaultDays = 30

/** The most organisations that one answer holds. */
export const maxOrganisations = 1000

const { site, to, mine } = visitFilterQuery.entries
const described = (schema: v.GenericSchema<string>, description: string) =>
  v.optional(v.pipe(schema, v.description(description)))

/** Stands for a list of all kinds. */
export const everyKind = 'all'

/** The query string of `GET /organisations/{key}`. */
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
    `Kinds to list, separated by commas (${kinds.join(', ')}), or ${everyKind}; ${defaultKinds.join(', ')} when left out.`,
  ),
  mine,
  limit: limitQuery('Organisations to list', { most: maxOrganisations, otherwise: 100 }),
  ...tableQuery,
  tz: excelZoneQuery,
})

/** An organisation, with the owner's corrections. */
const factFields = {
  key: text('Its key, by which it is asked for'),
  name: text('Name of the organisation'),
  domain: v.nullable(text('Its web domain')),
  kind: v.pipe(v.picklist(kinds), v.description('What it is')),
  confidence: v.pipe(v.picklist(confidences), v.description('How sure the kind is')),
  evidence: text('What says so: label, label: range, rule: <word>, reverse DNS, registry, owner, …'),
}

const asns = v.pipe(
  v.array(v.number()),
  v.description(
    'Numbers of its autonomous systems, as far as visits came from them; none where ranges of others’, or reverse DNS, told who came',
  ),
)

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
  daily: v.pipe(
    v.array(count('Visits')),
    v.description(
      'Visits of each UTC day, of the last 60 days at most of the period that are not to come; the newest is the last',
    ),
  ),
  seconds: count('Seconds that its pages were in front, as far as visits reported it'),
  sections: v.pipe(
    v.array(
      v.object({
        page: text('Path within the site'),
        name: text('Of the section'),
        seconds: count('Seconds that it was in view'),
      }),
    ),
    v.description(
      `The ${sectionsNamed} sections that it read longest; of a closed day the ${sectionsNamed} longest ones count`,
    ),
  ),
  links: v.pipe(
    v.array(
      v.object({
        link: text('Such as acme.com/jobs, mailto:…, /cv.pdf of the site itself, or #name of what is marked'),
        visits: count('Visits in which it was used'),
      }),
    ),
    v.description(
      `The ${linksNamed} links and files that it used most; of a closed day the ${linksNamed} most used ones count`,
    ),
  ),
  firstSeen: v.nullable(moment('Its first visit in the period')),
  lastSeen: v.nullable(moment('Its last visit in the period')),
}

/** What the owner keeps beside the name. */
const markFields = {
  star: flag('Whether the owner marked it'),
  note: v.nullable(text(`The owner’s note on it, ${noteLength} characters at most`)),
}

const wordFields = {
  name: v.nullable(v.string()),
  kind: v.nullable(v.picklist(kinds)),
  domain: v.nullable(v.string()),
  mine: flag('The owner’s own'),
  muted: flag('Whether no message is sent about it'),
}

const correction = v.pipe(
  v.nullable(v.object(wordFields)),
  v.description('The owner’s word on what was asked for; null where there is none'),
)

const narrower = v.pipe(
  v.array(v.object({ subject: text('AS714, a domain, or a range of addresses'), ...wordFields })),
  v.description(
    'The owner’s words on single networks, domains and ranges of it, which win over the one on the whole',
  ),
)

const extent = {
  from: moment('From when on every visit was counted; days before it count where they are in the rollups'),
  complete: flag(
    'Whether everybody in the period was counted. False where there were too many visits to read, a day had more networks than its rollup names, or a busy day is being counted again',
  ),
}

const organisation = v.object({ ...factFields, asns, ...presenceFields })

const listed = v.object({
  ...organisation.entries,
  ...markFields,
  isNew: v.pipe(
    v.nullable(v.boolean()),
    v.description(
      'Whether nobody of it came before the period, as far back as visits are kept; null where that is not known: of kinds that the index does not have (all but business, education, government and unknown by the network table), of those that sent bots before, and far down a long list',
    ),
  ),
})

export const organisationListAnswer = v.object({
  organisations: v.array(listed),
  others: v.pipe(
    v.object({
      organisations: count('Organisations that are not listed'),
      perhaps: count('Of them, those of which only a score over names tells the kind'),
      visits: count('Their visits'),
    }),
    v.description('What limit= leaves out, so that nothing is missing in the sum'),
  ),
  sites: v.pipe(
    v.array(v.object({ site: text('Host'), organisations: count('Organisations that came to it') })),
    v.description('The sites that they came to, listed or not'),
  ),
  kinds: v.pipe(
    v.object({
      values: v.array(
        v.object({
          kind: v.picklist(kinds),
          visits: count('Visits of networks of this kind; those of bots do not count'),
        }),
      ),
      complete: flag('False where a day had more networks than its rollup names: their visits are in none'),
    }),
    v.description(
      'Visits by the kind of their network, whatever kind= lists, the most first; those of which no network is known are in none',
    ),
  ),
  gateways: v.pipe(
    v.array(
      v.object({
        key: text('Its key'),
        name: text('Its name'),
        visits: count('Visits through it'),
      }),
    ),
    v.description(
      `Gateways through which people of many firms come, whatever kind= lists: the ${gatewaysNamed} with the most visits`,
    ),
  ),
  ...extent,
})
export const organisationAnswer = v.object({
  ...organisation.entries,
  ...markFields,
  correction,
  narrower,
  ...extent,
})
export const correctedOrganisationAnswer = v.object({ ...factFields, ...markFields, correction })

/** An organisation of the list. */
export type OrganisationAnswer = Described<typeof listed>

const fieldsOf = <S extends object, T extends Readonly<Record<keyof S, unknown>>>(fields: S, from: T) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, from[name as keyof S]])) as Pick<
    T,
    keyof S & keyof T
  >

export const organisationOf = (one: OrganisationActivity) => fieldsOf(organisation.entries, one)

/** Returns what the list says of every kind. */
export const kindsAnswerOf = ({ gateways, ...kinds }: KindCounts) => ({
  kinds: { ...kinds, values: [...kinds.values] },
  gateways: [...gateways],
})

export const factsAnswerOf = (network: KnownNetwork) => fieldsOf(factFields, network)

/** Returns corrections of single networks and ranges, each with what it is about. */
export const narrowerOf = (corrections: readonly Correction[]) =>
  corrections.map((one) => ({ subject: networkName(one.subject), ...wordOf(one) }))

/** What corrects; null where there is a star or a note alone. */
export const correctionOf = (given: Correction | null) =>
  given === null || !corrects(given) ? null : wordOf(given)

export const marksOf = (given: Correction | null) => ({
  star: given?.star ?? false,
  note: given?.note ?? null,
})

/** Returns what tells the marks of organisations by their keys. */
export function marksIn(corrections: readonly Correction[]) {
  const words = new Map<NetworkId, Correction>(corrections.map((one) => [one.subject, one]))
  return (key: string) => marksOf(words.get(key) ?? null)
}

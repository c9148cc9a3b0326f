import * as v from 'valibot'
import { sittingFacts } from '../domain/describe/described-sitting'
import type { NamedVisit } from '../domain/recipient/named-visit'
import { visitFilterQuery } from '../domain/report/visit-filter'
import type { Sitting } from '../domain/visit/sitting'
import { count, cursor, type Described, moment, text } from './schema'
import type { Table } from './table-format'
import { pageQueryOf, type VisitAnswer, visitAnswer, visitAnswerOf } from './visits'

/** The most sittings a page may hold: each has all of its views. */
export const maxSittings = 100

/** The query string of `GET /sittings`. */
export const sittingsQuery = v.object({
  ...visitFilterQuery.entries,
  ...pageQueryOf('Sittings', maxSittings).entries,
})

const sittingPage = v.object({
  page: visitAnswer.entries.page,
  title: visitAnswer.entries.title,
  views: count('Views of the page'),
  seconds: v.nullable(
    count('Seconds that it was in front, in all; null where its beacon has not reported any'),
  ),
})

/** Who sat: as its first view has it. */
const who = [
  'site',
  'organisation',
  'organisationKey',
  'domain',
  'kind',
  'confidence',
  'country',
  'region',
  'city',
  'referrer',
  'referrerGroup',
  'browser',
  'os',
  'device',
  'bot',
  'recipient',
  'recipientCode',
  'visitor',
  'mine',
] as const
const { site, organisation, organisationKey, domain, kind, confidence, country, region, city } =
  visitAnswer.entries
const { referrer, referrerGroup, browser, os, device, bot, recipient, recipientCode, visitor, mine } =
  visitAnswer.entries

/** A sitting as the API answers it. */
export const sittingAnswer = v.object({
  id: text('Id of its first view'),
  from: moment('When its first view was, UTC'),
  to: moment('When its last view was, UTC'),
  ...{ site, organisation, organisationKey, domain, kind, confidence, country, region, city },
  ...{ referrer, referrerGroup, browser, os, device, bot, recipient, recipientCode, visitor, mine },
  seconds: v.nullable(count('Seconds in front, in all its views; null where no beacon has reported any')),
  pages: v.pipe(v.array(sittingPage), v.description('What was read, in order; in CSV the paths, /cv|/talks')),
  visits: v.pipe(v.array(visitAnswer), v.description('Its views, the first one first; in CSV how many')),
})

export type SittingAnswer = Described<typeof sittingAnswer>

export const sittingListAnswer = v.object({ sittings: v.array(sittingAnswer), cursor })

export function sittingAnswerOf(sitting: Sitting<NamedVisit>): SittingAnswer {
  const visits = sitting.views.toReversed().map(visitAnswerOf)
  const [first, last] = [visits[0] as VisitAnswer, visits.at(-1) as VisitAnswer]
  const { pages, seconds } = sittingFacts(sitting)
  const facts = Object.fromEntries(who.map((name) => [name, first[name]])) as Pick<
    VisitAnswer,
    (typeof who)[number]
  >
  return { id: first.id, from: first.time, to: last.time, ...facts, seconds, pages, visits }
}

const columns = Object.keys(sittingAnswer.entries)

/** A table has one text in a cell: the paths of pages, and how many visits there are. */
export const sittingTable = (sittings: readonly SittingAnswer[]): Table => ({
  columns,
  rows: sittings.map((sitting) => ({
    ...sitting,
    pages: sitting.pages.map(({ page }) => page).join('|'),
    visits: sitting.visits.length,
  })),
  times: ['from', 'to'],
})

/** One JSON object per line. */
export const sittingLines = (sittings: readonly SittingAnswer[]): string =>
  sittings.map((sitting) => `${JSON.stringify(sitting)}\n`).join('')

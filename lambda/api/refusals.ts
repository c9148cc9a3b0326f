import * as v from 'valibot'
import type { RefusalGroup } from '../domain/refusal/refusal-groups'
import { recordedReasons, refusalDays } from '../domain/refusal/refusal-record'
import { type RefusingService, remedyOf } from '../domain/refusal/remedy'
import { visitFilterQuery } from '../domain/report/visit-filter'
import { momentText } from '../domain/time/period'
import { count, type Described, flag, limitQuery, moment, text } from './schema'

/** The most entries in one answer: each names the whole list of sites, and an answer has 6 MB at most. */
export const maxRefusals = 500

/** The query string of `GET /refusals`. */
export const refusalsQuery = v.object({
  from: v.optional(
    v.pipe(
      momentText,
      v.description(
        `First day or instant, UTC; ${refusalDays} days before to, or before now, when left out.`,
      ),
    ),
  ),
  to: visitFilterQuery.entries.to,
  limit: limitQuery('Entries to list', { most: maxRefusals, otherwise: 100 }),
})

const refusal = v.object({
  reason: v.pipe(v.picklist(recordedReasons), v.description('Why they were turned away')),
  host: text(
    'What was not listed, as it was sent: usually a host. Of malformed ones the listed host that they came from. Empty when nothing was sent',
  ),
  count: count('Beacons turned away for this reason from this host'),
  firstSeen: moment('The first of them in the period'),
  lastSeen: moment('The last of them in the period'),
  site: v.nullable(text('The site that the last one spoke of')),
  page: v.nullable(text('The page that the last one spoke of')),
  route: text('The route that the last one was sent to'),
  field: v.nullable(text('The field of the last one that was at fault')),
  detail: text('What the last one was answered'),
  remedy: text(
    'What would let such beacons in: the exact setting, where there is one, or under npm start the command',
  ),
})

export const refusalListAnswer = v.object({
  refusals: v.pipe(v.array(refusal), v.description('The most frequent first, then the latest')),
  others: v.pipe(
    v.object({
      groups: count('Reasons and hosts that are not listed'),
      count: count('Their refusals'),
    }),
    v.description('What limit= leaves out, so that nothing is missing in the sum'),
  ),
  from: moment('From when on every refusal was counted; of each day before it, the newest were'),
  complete: flag('Whether every refusal of the period was counted'),
})

export type RefusalAnswer = Described<typeof refusal>

export function refusalAnswerOf(
  { listable, ...group }: RefusalGroup,
  service: RefusingService,
): RefusalAnswer {
  return { ...group, remedy: remedyOf({ ...group, listable }, service) }
}

import type { HandlerFor, HandlersFor } from '../../api/handler'
import { refusalAnswerOf } from '../../api/refusals'
import { refusalDays } from '../../domain/refusal/refusal-record'
import type { RefusingService } from '../../domain/refusal/remedy'
import { recentPeriod } from '../../domain/time/period'
import { json } from '../../http/response'
import { groupRefusals } from '../../reports/refusal-groups'
import type { RefusalQueryStore } from '../../store/refusal-store'

export interface RefusalListParts extends RefusingService {
  readonly refusals: RefusalQueryStore
  readonly now: () => Date
}

export const refusalsHandlers = (parts: RefusalListParts): HandlersFor<'GET /refusals'> => ({
  'GET /refusals': listRefusals(parts),
})

/** What was turned away, from where, why, how often, and what would let it in. */
const listRefusals =
  ({ refusals, now, ...service }: RefusalListParts): HandlerFor<'GET /refusals'> =>
  async ({ query: { from, to, limit } }) => {
    const period = recentPeriod({ from, to }, now(), refusalDays)
    const { groups, ...extent } = await groupRefusals(refusals, period, now())
    const others = groups.slice(limit)
    return json({
      refusals: groups.slice(0, limit).map((group) => refusalAnswerOf(group, service)),
      others: { groups: others.length, count: others.reduce((sum, one) => sum + one.count, 0) },
      ...extent,
    })
  }

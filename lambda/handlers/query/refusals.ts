import type { HandlerFor, HandlersFor } from '../../api/handler'
import { refusalAnswerOf, refusalPeriodDays } from '../../api/refusals'
import { takeInTurns } from '../../domain/in-turns'
import { type RefusalGroup, refusalTally } from '../../domain/refusal/refusal-groups'
import { dayLength, dayOf, type Instant, instantOf, startOf } from '../../domain/time/day'
import { type Period, recentPeriod } from '../../domain/time/period'
import type { SiteList } from '../../domain/visit/site-list'
import { json } from '../../http/response'
import type { RefusalQueryStore } from '../../store/refusal-store'

/** The most refusals that one request counts: some ten reads of a megabyte. */
const maxRefusalsRead = 25_000

/** Refusals of one day to read before the next day has its turn. */
const atOnce = 1000

export interface RefusalListParts {
  readonly refusals: RefusalQueryStore
  readonly sites: SiteList
  readonly now: () => Date
}

export const refusalsHandlers = (parts: RefusalListParts): HandlersFor<'GET /refusals'> => ({
  'GET /refusals': listRefusals(parts),
})

/** What was turned away, from where, why, how often, and what would let it in. */
const listRefusals =
  ({ refusals, sites, now }: RefusalListParts): HandlerFor<'GET /refusals'> =>
  async ({ query: { from, to, limit } }) => {
    const period = recentPeriod({ from, to }, now(), refusalPeriodDays)
    const { groups, ...extent } = await count(refusals, period, now())
    const others = groups.slice(limit)
    return json({
      refusals: groups.slice(0, limit).map((group) => refusalAnswerOf(group, sites)),
      others: { groups: others.length, count: others.reduce((sum, one) => sum + one.count, 0) },
      ...extent,
    })
  }

interface Counted {
  readonly groups: readonly RefusalGroup[]
  /** The time from which every refusal was counted; of the days before, only the newest. */
  readonly from: Instant
  /** Whether every refusal of the period was counted. */
  readonly complete: boolean
}

/** Counts refusals, the newest of each day in turns, so that a flood on one day hides no other day. */
async function count(refusals: RefusalQueryStore, period: Period, now: Date): Promise<Counted> {
  const tally = refusalTally()
  const last = new Map<number, Instant>()
  const streams = lastDaysOf(period, now).map((part) => refusals.refusalsOf(part))
  const { cut } = await takeInTurns(
    streams,
    { most: maxRefusalsRead, atOnce, mayGoOn: () => true },
    (refusal, at) => {
      tally.add(refusal)
      last.set(at, refusal.time)
    },
  )
  const froms = [...cut].map((at) => last.get(at) ?? period.end)
  return { groups: tally.groups(), from: froms.toSorted().at(-1) ?? period.start, complete: cut.size === 0 }
}

/** Splits a period into the days that may have refusals, latest first; what lies before or after them stays one piece each. */
function lastDaysOf(period: Period, now: Date): Period[] {
  const edges = Array.from({ length: refusalPeriodDays + 2 }, (_, ago) =>
    instantOf(startOf(dayOf(instantOf(now.getTime()))) + (1 - ago) * dayLength),
  ).filter((edge) => edge > period.start && edge < period.end)
  const ends = [period.end, ...edges]
  return ends.map((end, at) => ({ start: ends[at + 1] ?? period.start, end }))
}

import { check } from '../domain/check'
import type { Instant } from '../domain/day'
import type { Period } from '../domain/period'
import { recentPeriod } from '../domain/recent-period'
import { type RefusalGroup, refusalTally } from '../domain/refusal-report'
import type { SiteList } from '../domain/site-list'
import { json } from '../http/answer'
import type { Handler } from '../http/api'
import { refusalAnswerOf } from '../http/refusal-answer'
import { refusalPeriodDays, refusalsQuery } from '../http/refusal-query'
import { queryOf } from '../http/request'
import type { RefusalQueryStore } from '../store/refusal-store'

/** Refusals that one request counts, at most: some four reads of a megabyte. */
export const refusalReach = 10_000

const parameters = Object.keys(refusalsQuery.entries)

export interface RefusalListParts {
  readonly refusals: RefusalQueryStore
  readonly sites: SiteList
  readonly now: () => Date
}

/** `GET /refusals`: what was turned away, from where, why, how often, and what would let it in. */
export const listRefusals =
  ({ refusals, sites, now }: RefusalListParts): Handler =>
  async (request) => {
    const { from, to, limit } = check(refusalsQuery, queryOf(request, parameters))
    const { groups, ...extent } = await count(refusals, recentPeriod({ from, to }, now(), refusalPeriodDays))
    const listed = groups.slice(0, limit).map((group) => refusalAnswerOf(group, sites))
    return json({ refusals: listed, ...extent })
  }

interface Counted {
  readonly groups: readonly RefusalGroup[]
  /** From when on refusals were counted. */
  readonly from: Instant
  /** Whether that is the whole period. */
  readonly complete: boolean
}

/** Counts refusals, newest first, until the period ends or there were too many. */
async function count(refusals: RefusalQueryStore, period: Period): Promise<Counted> {
  const tally = refusalTally()
  let from = period.start
  let seen = 0
  for await (const refusal of refusals.refusalsOf(period)) {
    if (seen === refusalReach) return { groups: tally.groups(), from, complete: false }
    seen += 1
    from = refusal.time
    tally.add(refusal)
  }
  return { groups: tally.groups(), from: period.start, complete: true }
}

import type { StatsAnswer } from '../../../lambda/api/stats'
import { type Answered, useAnswer } from './answer'
import type { Client } from './client'
import type { OverviewPaths } from './request-list'

export interface Counts {
  /** The full report, of as many visits as could be read. */
  readonly whole: Answered<StatsAnswer>
  /** Totals over time, of all visits if rollups can tell, else the same as `whole`. */
  readonly totals: Answered<StatsAnswer>
}

/** Asks for the full report and, if it lacks visits, for the totals that rollups have of all. */
export function useCounts(client: Client, paths: Pick<OverviewPaths, 'stats' | 'fewer'>): Counts {
  const whole = useAnswer<'GET /stats'>(client, paths.stats)
  const isCut = !whole.isOther && whole.data?.freshness.complete === false
  const fewer = useAnswer<'GET /stats'>(client, isCut ? paths.fewer : null)
  return { whole, totals: isCut && fewer.data !== null && !fewer.isOther ? fewer : whole }
}

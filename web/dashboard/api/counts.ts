import type { StatsAnswer } from '../../../lambda/api/stats'
import { type Answered, useAnswer } from './answer'
import type { Client } from './client'
import type { OverviewPaths } from './request-list'

export interface Counts {
  /** All that was asked for, of as many visits as could be read. */
  readonly whole: Answered<StatsAnswer>
  /** How many there were, and when: of all visits where rollups tell that, else the same as `whole`. */
  readonly totals: Answered<StatsAnswer>
}

/** Asks for the numbers, and where visits are missing in them, for as much as rollups tell of all. */
export function useCounts(client: Client, paths: Pick<OverviewPaths, 'stats' | 'fewer'>): Counts {
  const whole = useAnswer<StatsAnswer>(client, paths.stats)
  const isCut = !whole.isOther && whole.data?.freshness.complete === false
  const fewer = useAnswer<StatsAnswer>(client, isCut ? paths.fewer : null)
  return { whole, totals: isCut && fewer.data !== null && !fewer.isOther ? fewer : whole }
}

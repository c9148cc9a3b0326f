import type { KnownDays } from '../domain/rollup/day-plan'
import type { Day, Instant } from '../domain/time/day'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

export interface KnownDaysParts {
  readonly store: Pick<QueryStore, 'daysOf'>
  readonly rollups: Pick<RollupReader, 'totals' | 'recountMarks'>
  readonly now: () => Date
}

/** Days of a site, from one to another, both included. */
export interface DayRange {
  readonly site: string
  readonly from: Day
  readonly to: Day
}

interface MarkedDays {
  /** When days were marked for recounting. */
  readonly said: ReadonlyMap<Day, Instant>
  /** Over how many shards the visits of recorded days are spread. */
  readonly shards: ReadonlyMap<Day, number>
}

/**
 * Looks up what is known about a site's days before any visit is read, latest day first. A counted day no longer
 * belongs to the recorded ones once its visits have begun to expire, or will within `margin` seconds.
 */
export async function knownDays(
  { store, rollups, now }: KnownDaysParts,
  range: DayRange,
  margin = 0,
): Promise<KnownDays & MarkedDays> {
  const [there, counted, said] = await Promise.all([
    store.daysOf(range.site, range.from, range.to),
    rollups.totals({ ...range, grain: 'day' }),
    rollups.recountMarks(range),
  ])
  const seconds = now().getTime() / 1000
  const kept = there.filter(({ day, expiry }) => !counted.has(day) || expiry - margin > seconds)
  const shards = new Map(kept.map((one) => [one.day, one.shards]))
  return { recorded: new Set(shards.keys()), counted, reopened: new Set(said.keys()), said, shards }
}

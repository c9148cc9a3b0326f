import { visitCount } from '../../domain/rollup/day-plan'
import { type Day, dayLength, dayOf, endOf, type Instant, instantOf, startOf } from '../../domain/time/day'
import type { RollupReader } from '../../store/rollup-store'
import { closedHoursOf } from '../count-day'
import { type DayOfShards, visitsOfFunction } from './hand-out'

interface Asked {
  readonly site: string
  readonly day: Day
  readonly shards: number
  readonly reopened: Instant | null
  readonly recountAll: boolean
  readonly isLate: boolean
  /** Whether an earlier run failed to count it. */
  readonly hasFailed: boolean
}

interface Moment {
  /** The end of the last closed hour. */
  readonly closed: Instant
  readonly isSettled: boolean
  readonly fromVisits?: number | undefined
}

/**
 * What counting a day of several shards would read. How many visits that is, hours tell that were counted before; one that
 * was not is taken to be like the busiest of this day and the day before. A day that failed in one function is big, too.
 *
 * @returns null where nothing is to be counted
 */
export async function dayOfShards(
  rollups: Pick<RollupReader, 'totals'>,
  { site, day, shards, reopened, recountAll, isLate, hasFailed }: Asked,
  { closed, isSettled, fromVisits = visitsOfFunction }: Moment,
): Promise<DayOfShards | null> {
  const isOver = endOf(day) <= Date.parse(closed)
  const from = `${dayOf(instantOf(startOf(day) - dayLength))}T00`
  const known = await rollups.totals({ site, grain: 'hour', from, to: `${day}T23` })
  const all = closedHoursOf(day, Date.parse(closed))
  const hours = isOver || recountAll ? all : all.filter((hour) => !known.has(hour))
  if (hours.length === 0) return null
  const visits = new Map([...known].map(([hour, totals]) => [hour, visitCount(totals)]))
  const busiest = Math.max(0, ...visits.values())
  const expected = hours.reduce((sum, hour) => sum + (visits.get(hour) ?? busiest), 0)
  const isBig = hasFailed || expected >= fromVisits
  return { site, day, shards, isOver, hours, reopened, isSettled, isLate, isBig }
}

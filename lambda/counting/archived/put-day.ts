import type { Count } from '../../domain/count/count'
import type { Directory } from '../../domain/describe/known-network'
import type { ByClass } from '../../domain/describe/visit-class'
import { hoursOf, visitCount } from '../../domain/rollup/day-plan'
import { type DayCounter, dayCounter, type HourCounter } from '../../domain/rollup/rollup'
import { type Day, dayOf, type Hour, instantOf } from '../../domain/time/day'
import type { Pages } from '../../domain/visit/page-key'
import type { RollupStore } from '../../store/rollup-store'
import type { ShardStore } from '../../store/shard-store'
import { rollupOutput } from '../rollup-output'
import { type ArchivedDayParts, type ArchivedDayToCount, isUnchanged, UncountableDay } from './archived-day'

export interface PutDayParts extends Omit<ArchivedDayParts, 'rollups'> {
  readonly rollups: RollupStore
  readonly shards: Pick<ShardStore, 'stateOf' | 'endRound'>
  readonly networks: Directory
  readonly pages: Pages
  readonly now: () => Date
}

/** What was counted of each hour that had visits, and of the day. */
export type SpanCounters = ReadonlyMap<Hour | Day, HourCounter>

/**
 * Puts the rollups of a day that was counted from its files, if these are still the same. The items are those that a run puts
 * that reads the table. Killed at any moment, it may be run again.
 *
 * @throws UncountableDay where the day was changed meanwhile. Where it was so while rollups were put, it is marked for
 * recounting
 */
export async function putCountedDay(
  parts: PutDayParts,
  asked: ArchivedDayToCount,
  counted: SpanCounters,
): Promise<ByClass<Count>> {
  const { site, day } = asked
  const totals = totalsOf(asked, counted)
  if (!(await isUnchanged(parts, asked)))
    throw new UncountableDay(
      `${day} of ${site} was changed while it was counted; nothing was put, run it again`,
    )
  await putAll(parts, asked, counted)
  if (!(await isUnchanged(parts, asked))) {
    await parts.rollups.markForRecount(site, day)
    throw new UncountableDay(
      `${day} of ${site} was changed while its counts were put; it is marked to be counted again`,
    )
  }
  await endCount(parts, asked)
  return totals
}

/** @throws Error where not every visit was counted */
export function totalsOf({ site, day, visits }: ArchivedDayToCount, counted: SpanCounters): ByClass<Count> {
  const totals = counted.get(day)?.rollup().totals ?? {}
  const found = visitCount(totals)
  if (found === visits) return totals
  throw new Error(`${found} visits of ${day} of ${site} were counted, and its files have ${visits}`)
}

/** Hours first and the day last, as any run does: a day that has totals is taken to be complete. */
async function putAll(
  parts: PutDayParts,
  { site, day }: ArchivedDayToCount,
  counted: SpanCounters,
): Promise<void> {
  const until = dayOf(instantOf(parts.now().getTime()))
  const output = rollupOutput(parts, { site, day, until })
  const before = await parts.rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
  for (const hour of hoursOf(day)) {
    const counter = counted.get(hour)
    if (counter !== undefined) await output.putHour(hour, counter)
    else if (before.has(hour)) await output.dropHour(hour)
  }
  await output.putDay((counted.get(day) ?? dayCounter(parts.pages)) as DayCounter)
}

/** A round of functions that was begun for the day, and that it may have been too much for, is over as well. */
async function endCount(
  { rollups, shards }: PutDayParts,
  { site, day, clears }: ArchivedDayToCount,
): Promise<void> {
  const failures = await rollups.failures({ site, from: day, to: day })
  if (failures.size > 0) await rollups.putFailure(site, day, null)
  const state = await shards.stateOf(site, day)
  if (state !== null) await shards.endRound(site, state.round)
  if (clears !== null) await rollups.clearRecountMark(site, day, clears)
}

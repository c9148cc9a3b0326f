import { isOver, type RefusalClock, withRefusals } from '../domain/refusal/refusal-counts'
import type { RefusalRecord } from '../domain/refusal/refusal-record'
import {
  type Day,
  dayLength,
  dayOf,
  daysBetween,
  endOf,
  type Instant,
  instantOf,
  startOf,
} from '../domain/time/day'
import type { RefusalQueryStore } from '../store/refusal-store'
import type { RollupStore } from '../store/rollup-store'

/** Refusals are counted for this many days back. They are kept for thirty. */
const daysBack = 29

export interface RefusalRollUpParts {
  readonly refusals: RefusalQueryStore
  readonly rollups: Pick<RollupStore, 'refusalClocks' | 'putRefusals'>
}

/** Counts refusals up to `closed`, the end of the last closed hour, resuming where the last run stopped. */
export async function rollUpRefusals(
  { refusals, rollups }: RefusalRollUpParts,
  closed: Instant,
): Promise<void> {
  const last = dayOf(instantOf(Date.parse(closed) - 1))
  const first = dayOf(instantOf(startOf(last) - daysBack * dayLength))
  const counted = await rollups.refusalClocks({ from: first, to: last })
  for (const day of daysBetween(first, last)) {
    const before = counted.get(day) ?? null
    if (before !== null && isOver(day, before)) continue
    const start = before?.until ?? instantOf(startOf(day))
    const end = endBefore(day, closed)
    if (start >= end) continue
    await rollups.putRefusals(day, await woundUntil(before, refusals.refusalsOf({ start, end }), end))
  }
}

/** The most times held in memory at once: a day may have millions. */
const atOnce = 10_000

async function woundUntil(
  before: RefusalClock | null,
  refusals: AsyncIterable<RefusalRecord>,
  end: Instant,
): Promise<RefusalClock> {
  let clock = before
  let times: Instant[] = []
  for await (const { time } of refusals) {
    times.push(time)
    if (times.length < atOnce) continue
    clock = withRefusals(clock, times, end)
    times = []
  }
  return withRefusals(clock, times, end)
}

const endBefore = (day: Day, closed: Instant): Instant =>
  closed < instantOf(endOf(day)) ? closed : instantOf(endOf(day))

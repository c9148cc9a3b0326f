import { dayOf, type Instant, instantOf } from '../domain/day'
import type { Period } from '../domain/period'
import { type RefusalReport, refusalReporter } from '../domain/refusal-clock'
import type { By } from '../domain/report'
import type { Zone } from '../domain/zone'
import type { RefusalQueryStore } from '../store/refusal-store'
import type { RollupReader } from '../store/rollup-store'

/** Refusals that one report reads beside the rollups, at most: those of the last hours. */
export const openRefusals = 10_000

export interface RefusalCountParts {
  readonly refusals: RefusalQueryStore
  readonly rollups: Pick<RollupReader, 'refusalClocks'>
}

/** Counts the refusals of a period: closed hours from rollups, the rest themselves, the newest first. */
export async function countRefusals(
  { refusals, rollups }: RefusalCountParts,
  { period, zone, by }: { readonly period: Period; readonly zone: Zone; readonly by: readonly By[] },
): Promise<RefusalReport> {
  const counting = refusalReporter(period, zone, by)
  if (period.start >= period.end) return counting.report()
  const [from, to] = [dayOf(period.start), dayOf(instantOf(Date.parse(period.end) - 1))]
  const clocks = await rollups.refusalClocks({ from, to })
  let open: Instant = period.start
  for (const [day, clock] of clocks) {
    counting.addClock(day, clock)
    if (clock.until > open) open = clock.until
  }
  if (open >= period.end) return counting.report()
  let read = 0
  for await (const { time } of refusals.refusalsOf({ start: open, end: period.end })) {
    counting.addOne(time)
    read += 1
    if (read === openRefusals) break
  }
  return counting.report()
}

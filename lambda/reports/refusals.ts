import { type RefusalCount, refusalReporter } from '../domain/refusal/refusal-counts'
import type { By } from '../domain/report/report'
import { dayOf, type Instant, instantOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { Zone } from '../domain/time/zone'
import type { RefusalQueryStore } from '../store/refusal-store'
import type { RollupReader } from '../store/rollup-store'

/** The most refusals that one report reads besides the rollups: those of the last hours. */
const maxOpenRefusals = 25_000

export interface RefusalCountParts {
  readonly refusals: RefusalQueryStore
  readonly rollups: Pick<RollupReader, 'refusalClocks'>
}

interface RefusalQuestion {
  readonly period: Period
  readonly zone: Zone
  readonly by: readonly By[]
  /** The most to read one by one. */
  readonly most?: number
}

/** Counts the refusals of a period: closed hours from rollups, the rest one by one, newest first. */
export async function countRefusals(
  { refusals, rollups }: RefusalCountParts,
  { period, zone, by, most = maxOpenRefusals }: RefusalQuestion,
): Promise<RefusalCount> {
  const counting = refusalReporter(period, zone, by)
  const all = () => ({ ...counting.report(), complete: true })
  if (period.start >= period.end) return all()
  const [from, to] = [dayOf(period.start), dayOf(instantOf(Date.parse(period.end) - 1))]
  const clocks = await rollups.refusalClocks({ from, to })
  let open: Instant = period.start
  for (const [day, clock] of clocks) {
    counting.addClock(day, clock)
    if (clock.until > open) open = clock.until
  }
  if (open >= period.end) return all()
  let read = 0
  for await (const { time } of refusals.refusalsOf({ start: open, end: period.end })) {
    if (read === most) return { ...counting.report(), complete: false }
    counting.addOne(time)
    read += 1
  }
  return all()
}

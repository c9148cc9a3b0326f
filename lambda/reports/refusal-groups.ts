import { takeInTurns } from '../domain/in-turns'
import { type RefusalGroup, refusalTally } from '../domain/refusal/refusal-groups'
import { refusalDays } from '../domain/refusal/refusal-record'
import { dayLength, dayOf, type Instant, instantOf, startOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { RefusalQueryStore } from '../store/refusal-store'

/** The most refusals that are counted for one answer: some ten reads of a megabyte. */
const maxRefusalsRead = 25_000

/** Refusals of one day to read before the next day has its turn. */
const atOnce = 1000

export interface GroupedRefusals {
  readonly groups: readonly RefusalGroup[]
  /** The time from which every refusal was counted; of the days before, only the newest. */
  readonly from: Instant
  /** Whether every refusal of the period was counted. */
  readonly complete: boolean
}

/** Counts refusals by reason and host, the newest of each day in turns, so that a flood on one day hides no other day. */
export async function groupRefusals(
  refusals: RefusalQueryStore,
  period: Period,
  now: Date,
): Promise<GroupedRefusals> {
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
  const edges = Array.from({ length: refusalDays + 2 }, (_, ago) =>
    instantOf(startOf(dayOf(instantOf(now.getTime()))) + (1 - ago) * dayLength),
  ).filter((edge) => edge > period.start && edge < period.end)
  const ends = [period.end, ...edges]
  return ends.map((end, at) => ({ start: ends[at + 1] ?? period.start, end }))
}

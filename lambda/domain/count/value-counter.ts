import type { ByClass, VisitClass } from '../describe/visit-class'
import type { Others, ValueCount } from './breakdown'
import { type FrequentValues, frequentValues } from './frequent-values'
import { visitorsOfValues } from './visitors-of-values'

/** The counts of values for one class of visits. */
export interface ValueCounts {
  readonly values: readonly ValueCount[]
  /** Values dropped because there were too many. Their number is the least there can have been. */
  readonly lost: Others
}

/** Counts visits by value, separately for each class, and a visitor once for each value. */
export interface ValueCounter {
  /** @param visitor its number @param seconds that the value was in view */
  add(visitClass: VisitClass, value: string | null, visitor: number, seconds?: number): void
  counts(): ByClass<ValueCounts>
  /** Adds what was counted of other visitors. */
  join(visitClass: VisitClass, counts: ValueCounts): void
  /** See `VisitorsOfValues`. */
  pairs(): number
  /** Forgets the visitors, whose numbers will be reused, and keeps the counts. */
  forgetVisitors(): void
}

/** The most values kept for each dimension and class: 40 times what a rollup names, about 5 MB of addresses. */
export const valuesKept = 20_000

interface Entry {
  readonly number: number
  visits: number
  visitors: number
  seconds: number
}

interface Values {
  readonly frequent: FrequentValues<string | null, Entry>
  readonly lost: { values: number; visits: number; visitors: number; seconds: number }
}

export interface ValueCounterOptions {
  /** Called for each value that is dropped. */
  readonly onLost?: (visitClass: VisitClass, value: string | null) => void
  /** Whether values have seconds. */
  readonly isTimed?: boolean
}

export function valueCounter({ onLost = () => {}, isTimed = false }: ValueCounterOptions = {}): ValueCounter {
  const classes = new Map<VisitClass, Values>()
  const seen = visitorsOfValues()
  let entries = 0
  const make = (): Entry => ({ number: entries++, visits: 0, visitors: 0, seconds: 0 })

  /** Frees the room taken by visitors of dropped values. */
  function forgetLost(): void {
    const numbers = [...classes.values()].flatMap(({ frequent }) => [...frequent.entries()])
    seen.keepOnly(new Set(numbers.map(([, { number }]) => number)))
  }

  function values(visitClass: VisitClass): Values {
    const known = classes.get(visitClass) // runs ten times per visit, so it makes no closure
    if (known !== undefined) return known
    const lost = { values: 0, visits: 0, visitors: 0, seconds: 0 }
    const lose = (value: string | null, { visits, visitors, seconds }: Entry) => {
      lost.visits += visits
      lost.visitors += visitors
      lost.seconds += seconds
      onLost(visitClass, value)
    }
    const frequent = frequentValues({ most: valuesKept, make, onLost: lose, onCut: forgetLost })
    const fresh = { lost, frequent }
    classes.set(visitClass, fresh)
    return fresh
  }

  return {
    add(visitClass, value, visitor, seconds = 0) {
      const counted = values(visitClass).frequent.of(value)
      counted.visits += 1
      counted.seconds += seconds
      if (seen.isNew(visitor, counted.number)) counted.visitors += 1
    },
    counts: () =>
      Object.fromEntries(
        [...classes].map(([visitClass, counted]) => [visitClass, countsOf(counted, isTimed)]),
      ),
    join: (visitClass, counts) => joinTo(values(visitClass), counts),
    pairs: seen.pairs,
    forgetVisitors: seen.clear,
  }
}

function joinTo({ frequent, lost }: Values, { values, lost: gone }: ValueCounts): void {
  for (const { value, visits, visitors, seconds = 0 } of values) {
    const counted = frequent.of(value)
    counted.seconds += seconds
    counted.visits += visits
    counted.visitors += visitors
  }
  lost.values = Math.max(lost.values, gone.values)
  lost.visits += gone.visits
  lost.visitors += gone.visitors
  lost.seconds += gone.seconds ?? 0
}

function countsOf({ frequent, lost }: Values, isTimed: boolean): ValueCounts {
  const timed = (seconds: number) => (isTimed ? { seconds } : {})
  const { visits, visitors, seconds } = lost
  return {
    values: [...frequent.entries()].map(([value, one]) => ({
      ...{ value, visits: one.visits, visitors: one.visitors },
      ...timed(one.seconds),
    })),
    lost: {
      ...{ values: Math.max(lost.values, frequent.peak() - frequent.size()), visits, visitors },
      ...timed(seconds),
    },
  }
}

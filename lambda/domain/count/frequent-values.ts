/** Something with a number of visits. */
export interface Counted {
  visits: number
}

export interface FrequentOptions<K, T extends Counted> {
  /** The most values kept at once. */
  readonly most: number
  readonly make: (value: K) => T
  /** Called for each value that is dropped, with its counts. */
  readonly onLost: (value: K, counted: T) => void
  /** Called after some values were dropped. */
  readonly onCut?: () => void
}

/** The most frequent values out of any number. */
export interface FrequentValues<K, T extends Counted> {
  /** Returns the counts of a value, which the caller adds to. */
  of(value: K): T
  entries(): Iterable<[K, T]>
  size(): number
  /** Returns the most values held at once: there are at least this many. */
  peak(): number
}

interface Ranked<T> {
  readonly counted: T
  /** Visits that a late value may have missed. It is ranked as if it had them. */
  readonly head: number
}

/**
 * Space-Saving in batches: when there are too many values, the lower half is dropped, and a value that comes later is ranked
 * as if it had as many visits as the best of the dropped ones. So a value with more than one in `most / 2` of all visits is
 * always kept, whatever their order, and up to `most` values are all kept. `null` is never dropped.
 * Metwally, Agrawal, El Abbadi, Efficient Computation of Frequent and Top-k Elements in Data Streams, 2005.
 */
export function frequentValues<K, T extends Counted>(options: FrequentOptions<K, T>): FrequentValues<K, T> {
  const { most, make, onLost, onCut } = options
  const values = new Map<K, Ranked<T>>()
  let [head, peak] = [0, 0]
  const rank = ({ counted, head: from }: Ranked<T>) => from + counted.visits

  function cut(): void {
    peak = values.size
    const lowestFirst = [...values]
      .filter(([value]) => value !== null)
      .toSorted(([, a], [, b]) => rank(a) - rank(b))
    const lost = lowestFirst.slice(0, Math.ceil(most / 2))
    for (const [value, ranked] of lost) {
      values.delete(value)
      onLost(value, ranked.counted)
      head = Math.max(head, rank(ranked))
    }
    onCut?.()
  }

  return {
    of(value) {
      const there = values.get(value)
      if (there !== undefined) return there.counted
      if (values.size >= most) cut()
      const counted = make(value)
      values.set(value, { counted, head })
      return counted
    },
    *entries() {
      for (const [value, { counted }] of values) yield [value, counted]
    },
    size: () => values.size,
    peak: () => Math.max(peak, values.size),
  }
}

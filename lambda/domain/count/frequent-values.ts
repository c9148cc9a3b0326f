/** Something that is counted: how often. */
export interface Counted {
  visits: number
}

export interface FrequentOptions<K, T extends Counted> {
  /** Values that are kept at once. */
  readonly most: number
  readonly make: (value: K) => T
  /** Told of what is given up, with what was counted of it. */
  readonly onLost: (value: K, counted: T) => void
  /** Told after some were given up. */
  readonly onCut?: () => void
}

/** The values that come most, of any number of them. */
export interface FrequentValues<K, T extends Counted> {
  /** What is counted of a value, which the caller adds to. */
  of(value: K): T
  entries(): Iterable<[K, T]>
  size(): number
  /** The most that there were at once: there are at least so many values. */
  peak(): number
}

interface Ranked<T> {
  readonly counted: T
  /** What a value that came late may have missed: it is ranked as if it had not. */
  readonly head: number
}

/**
 * Space-Saving, by batches: when there are too many values, the lower half goes, and whoever comes later is ranked as if
 * it had had as many visits as the best of those that went. So a value that has more than one in `most / 2` of all visits is
 * always kept, in whatever order they come; up to `most` values every one is. `null` stays.
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

/** Addresses from `start` to `end`, both included, that share a value. */
export interface Range<K extends number | bigint, V> {
  readonly start: K
  readonly end: K
  readonly value: V
}

/** A value that holds from `start` until the next segment starts. */
export interface Segment<K extends number | bigint, V> {
  readonly start: K
  readonly value: V
}

/**
 * Turns ranges, sorted by start, into segments. Where ranges overlap, the one that starts last holds; between them the
 * value is undefined.
 */
export function* segmentsOf<K extends number | bigint, V>(
  ranges: Iterable<Range<K, V>>,
): Generator<Segment<K, V | undefined>> {
  const open: Range<K, V>[] = []
  function* closeBefore(start: K | null): Generator<Segment<K, V | undefined>> {
    for (
      let last = open.at(-1);
      last !== undefined && (start === null || last.end < start);
      last = open.at(-1)
    ) {
      open.pop()
      while (open.length > 0 && (open.at(-1) as Range<K, V>).end <= last.end) open.pop()
      yield { start: after(last.end), value: open.at(-1)?.value }
    }
  }
  for (const range of ranges) {
    yield* closeBefore(range.start)
    open.push(range)
    yield { start: range.start, value: range.value }
  }
  yield* closeBefore(null)
}

/** Lays two lists of segments over each other. Neighbouring segments with the same values are joined. */
export function* merge<K extends number | bigint, A, B, V>(
  a: Generator<Segment<K, A>>,
  b: Generator<Segment<K, B>>,
  combine: (a: A | undefined, b: B | undefined) => V,
): Generator<Segment<K, V>> {
  const left = peekable(a)
  const right = peekable(b)
  let [valueA, valueB, last]: [A | undefined, B | undefined, V | undefined] = [
    undefined,
    undefined,
    undefined,
  ]
  for (;;) {
    const [headA, headB] = [left.head(), right.head()]
    if (headA === null && headB === null) return
    const start =
      headB === null || (headA !== null && headA.start <= headB.start)
        ? (headA as Segment<K, unknown>).start
        : headB.start
    while (left.head()?.start === start) valueA = left.take().value
    while (right.head()?.start === start) valueB = right.take().value
    const value = combine(valueA, valueB)
    if (value !== last) yield { start, value }
    last = value
  }
}

const after = <K extends number | bigint>(key: K): K =>
  (typeof key === 'bigint' ? key + 1n : (key as number) + 1) as K

function peekable<T>(items: Generator<T>): { head(): T | null; take(): T } {
  let next = items.next()
  return {
    head: () => (next.done ? null : next.value),
    take: () => {
      const { value } = next
      next = items.next()
      return value as T
    },
  }
}

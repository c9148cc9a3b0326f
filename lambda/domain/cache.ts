/** Returns the entry for `key`, inserting `make()` if there is none. */
export function getOrInsert<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key)
  if (found !== undefined) return found
  const fresh = make()
  map.set(key, fresh)
  return fresh
}

/** Wraps `make` so that it runs when its value is first asked for, and never again unless it threw. */
export function onDemand<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/**
 * Wraps `make` so that its last `size` answers are kept; the oldest is dropped first. Use it for pure, costly functions of
 * a text that repeats, such as a user agent.
 */
export function memoize<T extends object>(make: (text: string) => T, size: number): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = make(text)
    if (answers.size >= size) answers.delete(answers.keys().next().value as string)
    answers.set(text, answer)
    return answer
  }
}

/** Keeps a bounded number of values, each for a limited time. The least recently used one is dropped first. */
export interface TtlCache<T> {
  get(key: string): T | undefined
  /** @param age milliseconds for which the value is valid */
  set(key: string, value: T, age: number): void
  delete(key: string): void
}

export function ttlCache<T>({ size, now }: { size: number; now: () => Date }): TtlCache<T> {
  const entries = new Map<string, { readonly value: T; readonly until: number }>() // oldest use first

  return {
    get(key) {
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      entries.delete(key)
      if (entry.until <= now().getTime()) return undefined
      entries.set(key, entry)
      return entry.value
    },
    set(key, value, age) {
      entries.delete(key)
      entries.set(key, { value, until: now().getTime() + age })
      const [oldest] = entries.keys()
      if (entries.size > size && oldest !== undefined) entries.delete(oldest)
    },
    delete(key) {
      entries.delete(key)
    },
  }
}

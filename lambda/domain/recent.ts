/** Remembers a bounded number of values, each for a time; the one that was not asked for longest goes first. */
export interface Recent<T> {
  get(key: string): T | undefined
  /** @param age milliseconds that the value is good for */
  set(key: string, value: T, age: number): void
  delete(key: string): void
}

export function recent<T>({ size, now }: { size: number; now: () => Date }): Recent<T> {
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

/** A map that forgets what was not asked for or set for a long time, so memory stays bounded. */
export interface RecentMap<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
}

/** @param size the fewest entries that are remembered; twice as many are the most */
export function recentMap<T>(size: number): RecentMap<T> {
  let recent = new Map<string, T>()
  let older = new Map<string, T>()

  function set(key: string, value: T): void {
    if (recent.size >= size && !recent.has(key)) {
      older = recent
      recent = new Map()
    }
    recent.set(key, value)
  }

  return {
    get(key) {
      const found = recent.get(key)
      if (found !== undefined) return found
      const before = older.get(key)
      if (before !== undefined) set(key, before)
      return before
    },
    set,
  }
}

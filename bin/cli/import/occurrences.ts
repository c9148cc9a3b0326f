import { recentMap } from './recent-map'

/** The fewest views that are remembered. Identical ones have the same time, and servers write nearly in order. */
const remembered = 20_000

/** Counts the identical views before this one: 0, 1, ... It forgets the oldest, so memory stays bounded. */
export function occurrences(): (key: string) => number {
  const counts = recentMap<number>(remembered)
  return (key) => {
    const before = counts.get(key) ?? 0
    counts.set(key, before + 1)
    return before
  }
}

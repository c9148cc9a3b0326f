/** The fewest views that are remembered. Identical ones have the same time, and servers write nearly in order. */
const remembered = 20_000

/** Counts the identical views before this one: 0, 1, ... It forgets the oldest, so memory stays bounded. */
export function occurrences(): (key: string) => number {
  let recent = new Map<string, number>()
  let older = new Map<string, number>()
  return (key) => {
    const before = recent.get(key) ?? older.get(key) ?? 0
    if (recent.size >= remembered) {
      older = recent
      recent = new Map()
    }
    recent.set(key, before + 1)
    return before
  }
}

/** What a map has for a key, made where there is nothing yet. */
export function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const there = map.get(key)
  if (there !== undefined) return there
  const fresh = make()
  map.set(key, fresh)
  return fresh
}

/** Runs `act` on every item, `atOnce` at a time, and returns the results in order. Use it for each site: there may be many. */
export async function eachAtOnce<T, R>(
  all: readonly T[],
  act: (one: T, at: number) => Promise<R>,
  atOnce = 25,
): Promise<R[]> {
  const results: R[] = new Array(all.length)
  let next = 0
  const worker = async () => {
    while (next < all.length) {
      const at = next++
      results[at] = await act(all[at] as T, at)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker))
  return results
}

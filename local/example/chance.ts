/** The same random numbers in every run, from 0 to just below 1 (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same things in another order. */
export function shuffled<T>(things: readonly T[], next: () => number): T[] {
  return things
    .map((thing) => ({ thing, place: next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ thing }) => thing)
}

/** One of several. */
export const oneOf = <T>(things: readonly T[], next: () => number): T =>
  things[Math.floor(next() * things.length)] as T

/** Deals cards, each as often as it is there, and shuffles them again when none is left. Shares hold even for few. */
export function deck<T>(cards: readonly T[], next: () => number): () => T {
  let left: T[] = []
  return () => {
    if (left.length === 0) left = shuffled(cards, next)
    return left.pop() as T
  }
}

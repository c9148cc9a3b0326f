/** Numbers from 0 to 1, the same ones for the same seed: mulberry32, https://github.com/cprosche/mulberry32 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** How many of independent arrivals come when `mean` are expected: Knuth's product, in steps that a double can hold. */
export function poisson(mean: number, random: () => number): number {
  let arrivals = 0
  for (let left = mean; left > 0; left -= 500) {
    const limit = Math.exp(-Math.min(left, 500))
    for (let product = random(); product > limit; product *= random()) arrivals++
  }
  return arrivals
}

/** Draws the number of independent arrivals when `mean` are expected: Knuth's product, in steps that a double can hold. */
export function poisson(mean: number, random: () => number): number {
  let arrivals = 0
  for (let left = mean; left > 0; left -= 500) {
    const limit = Math.exp(-Math.min(left, 500))
    for (let product = random(); product > limit; product *= random()) arrivals++
  }
  return arrivals
}

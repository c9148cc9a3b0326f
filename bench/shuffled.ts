import { randomInt } from 'node:crypto'
import type { Sample, Samples } from './rounds'
import type { Say } from './scenario'

/** Measures the variants in turn, each round in an order of its own: for when one leaves traces that the next would feel. */
export async function shuffled(
  variants: Readonly<Record<string, () => Promise<Sample>>>,
  rounds: number,
  say: Say,
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(Object.keys(variants).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`)
    for (const [name, measure] of inAnyOrder(Object.entries(variants)))
      samples.get(name)?.push(await measure())
  }
  return samples
}

/** Fisher and Yates. */
function inAnyOrder<T>(things: readonly T[]): T[] {
  const mixed = [...things]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}

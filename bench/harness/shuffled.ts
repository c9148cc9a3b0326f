import { randomInt } from 'node:crypto'
import { measureInTurn, type Samples, type Variants } from './interleave'
import type { Say } from './scenario'

/** Measures the variants in turn, each round in a random order: for variants that leave traces which affect the next. */
export const shuffled = (variants: Variants, rounds: number, say: Say): Promise<Samples> =>
  measureInTurn(variants, rounds, say, inAnyOrder)

/** The shuffle of Fisher and Yates. */
function inAnyOrder<T>(things: readonly T[]): T[] {
  const mixed = [...things]
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    ;[mixed[last], mixed[other]] = [mixed[other] as T, mixed[last] as T]
  }
  return mixed
}

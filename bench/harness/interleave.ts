import type { Say, Table } from './scenario'

/** What one round of one variant measured, by the name of the measure with its unit. */
export type Sample = Readonly<Record<string, number>>

/** The samples of each variant; the first is the baseline. */
export type Samples = ReadonlyMap<string, readonly Sample[]>

/** Measures the variants in turn, each round in the opposite order, so that a disturbance hits all of them. */
export const interleave = (variants: Variants, rounds: number, say: Say): Promise<Samples> =>
  measureInTurn(variants, rounds, say, (turn, round) => (round % 2 === 0 ? turn : turn.toReversed()))

/** What is measured, by name. */
export type Variants = Readonly<Record<string, () => Promise<Sample>>>

/** @param order of a round's variants */
export async function measureInTurn(
  variants: Variants,
  rounds: number,
  say: Say,
  order: <T>(turn: readonly T[], round: number) => readonly T[],
): Promise<Samples> {
  const samples = new Map<string, Sample[]>(Object.keys(variants).map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    say(`round ${round + 1} of ${rounds}`)
    for (const [name, measure] of order(Object.entries(variants), round))
      samples.get(name)?.push(await measure())
  }
  return samples
}

/** Medians with the range that was seen, and the median of the rounds' ratios to the baseline. */
export function comparison(samples: Samples): Table {
  const [[baselineName, baseline] = ['', []], ...others] = [...samples]
  const measures = Object.keys(baseline[0] ?? {})
  return {
    head: [
      '',
      `${baselineName} (baseline)`,
      ...others.flatMap(([name]) => [name, 'ratio, median of the rounds']),
    ],
    rows: measures.map((measure) => [
      measure,
      spread(baseline.map((sample) => sample[measure] as number)),
      ...others.flatMap(([, own]) => [
        spread(own.map((sample) => sample[measure] as number)),
        spread(own.map((sample, at) => (sample[measure] as number) / (baseline[at]?.[measure] as number))),
      ]),
    ]),
  }
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number]
  return (low + high) / 2
}

export function spread(numbers: readonly number[]): string {
  return `${short(median(numbers))} (${short(Math.min(...numbers))}–${short(Math.max(...numbers))})`
}

/** Rounds to about three digits. */
function short(number: number): string {
  if (number >= 100) return number.toFixed(0)
  return number.toFixed(number >= 10 ? 1 : 2)
}

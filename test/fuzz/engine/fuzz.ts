import { oneOf } from '../../../local/example/chance'
import type { Instrumented } from './instrumented'
import { mutate } from './mutate'
import { shortest } from './shortest'
import { slowness } from './slowness'

export interface Finding {
  readonly text: string
  /** What did not hold. */
  readonly fault: string
}

export interface FuzzParts extends Instrumented {
  readonly random: () => number
  /** Told of each text before it is tried: one that takes for ever cannot be told of afterwards. */
  before?(text: string): void
  isOver(tries: number, found: number): boolean
}

export interface Fuzzed {
  readonly tries: number
  /** Texts that reached something that none before had. */
  readonly kept: readonly string[]
  /** Places in the code that were reached, of all that there are. */
  readonly reached: number
  readonly findings: readonly Finding[]
}

/** Findings of one target after which there is enough to do. */
const mostFindings = 5

/**
 * Tries text after text. One that reaches a place as often as none did before is kept, and changed again: so step by step the
 * texts come to where no text made at random would.
 */
export async function fuzz({ target, hits, words, random, before, isOver }: FuzzParts): Promise<Fuzzed> {
  const kept: string[] = ['', ...target.seeds]
  const seen = new Uint8Array(hits.length)
  const findings = new Map<string, Finding>()
  const known = [...words, ...(target.words ?? []), ...target.seeds.filter(({ length }) => length < 64)]
  const material = { random, kept, words: known.length > 0 ? known : [''] }
  let tries = 0

  /** What is thrown; how often each place was reached is in `hits` afterwards. */
  const thrownBy = async (text: string): Promise<string | null> => {
    hits.fill(0)
    before?.(text)
    try {
      await target.try(text)
      return null
    } catch (error) {
      return faultIn(error)
    }
  }

  const faultOf = async (text: string): Promise<string | null> => {
    const begun = performance.now()
    return (await thrownBy(text)) ?? slowness(target, text, performance.now() - begun)
  }

  /** Keeps what of a text leads to places where none before has been. */
  async function keep(text: string) {
    const places = newPlaces(hits, seen)
    const isStill = async (one: string) => {
      await thrownBy(one)
      return places.every(([at, magnitude]) => magnitudes[hits[at] as number] === magnitude)
    }
    if (places.length > 0) kept.push(await shortest(text, isStill, 200))
  }

  async function attempt(text: string) {
    tries++
    const begun = performance.now()
    const thrown = await thrownBy(text)
    const took = performance.now() - begun
    await keep(text)
    const fault = thrown ?? (await slowness(target, text, took))
    if (fault === null || findings.has(kindOf(fault))) return
    const short = await shortest(text, async (one) => kindOf((await faultOf(one)) ?? '') === kindOf(fault))
    findings.set(kindOf(fault), { text: short, fault })
  }

  for (const seed of ['', ...target.seeds]) await attempt(seed)
  while (!isOver(tries, findings.size) && findings.size < mostFindings) {
    const parent = shorterOf(parentIn(kept, random), parentIn(kept, random))
    await attempt(mutate(parent, material))
  }
  return {
    tries,
    kept,
    reached: seen.reduce((sum, one) => sum + Number(one > 0), 0),
    findings: [...findings.values()],
  }
}

/** Half of the time one of the newest: what was found last is least explored. */
const parentIn = (kept: readonly string[], random: () => number): string =>
  oneOf(random() < 0.5 ? kept.slice(-16) : kept, random)

/** In a short text a change meets what counts more often, and it takes less time. */
const shorterOf = (one: string, other: string): string => (one.length < other.length ? one : other)

/** An error may be of another realm, as a test has one of its own. */
const faultIn = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error) : `threw ${String(error)}`

/** What two texts that show the same fault have in common: numbers and quoted texts may differ. */
const kindOf = (fault: string): string => fault.replace(/"[\s\S]*"|\d+/g, '').slice(0, 80)

type Place = readonly [at: number, magnitude: number]

/** The places that were reached and never had been, or in another order of magnitude; they are noted. */
function newPlaces(hits: Uint8Array, seen: Uint8Array): Place[] {
  const places: Place[] = []
  const words = new Uint32Array(hits.buffer) // most are 0, four at once
  for (let word = 0; word < words.length; word++) {
    if (words[word] === 0) continue
    for (let at = word * 4; at < word * 4 + 4; at++) {
      const magnitude = magnitudes[hits[at] as number] as number
      if (((seen[at] as number) & magnitude) === magnitude) continue
      seen[at] = (seen[at] as number) | magnitude
      places.push([at, magnitude])
    }
  }
  return places
}

/** A bit for 1, 2, 3, 4 to 7, 8 to 15, 16 to 31, 32 to 127 and more, as AFL has them. */
const magnitudes = Uint8Array.from({ length: 256 }, (_, times) =>
  times === 0
    ? 0
    : times < 4
      ? 1 << (times - 1)
      : times < 32
        ? 1 << Math.floor(Math.log2(times) + 1)
        : times < 128
          ? 64
          : 128,
)

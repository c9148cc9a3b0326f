import type { Audience, ByAudience } from './audience'
import type { ValueCount } from './breakdown'
import { made } from './made'

/** The number that stands for no visitor in particular. */
const nobody = -1

/** Numbers visitors as they come, so that what counts them by several things looks each up by name once. */
export function visitorNumbers(): (visitor: string | null) => number {
  const numbers = new Map<string, number>()
  return (visitor) => (visitor === null ? nobody : made(numbers, visitor, () => numbers.size))
}

/** Counts visits by a value, for each audience apart; a visitor once for each value. */
export interface ValueCounter {
  /** @param visitor by its number */
  add(audience: Audience, value: string | null, visitor: number): void
  counts(): ByAudience<readonly ValueCount[]>
}

interface Entry {
  visits: number
  visitors: number
  /** Those of them that were counted for another value before. */
  more: Set<number> | null
}

/** Nearly every visitor has one value, so that one is kept in an array; sets for all took 15 % of a rollup's time. */
export function valueCounter(): ValueCounter {
  const audiences = new Map<Audience, Map<string | null, Entry>>()
  const first: Entry[] = []
  return {
    add(audience, value, visitor) {
      const entry = made(made(audiences, audience, entries), value, nothing)
      entry.visits += 1
      const before = first[visitor]
      if (visitor === nobody || before === entry) return
      if (before === undefined) first[visitor] = entry
      else {
        entry.more ??= new Set()
        if (entry.more.has(visitor)) return
        entry.more.add(visitor)
      }
      entry.visitors += 1
    },
    counts: () =>
      Object.fromEntries(
        [...audiences].map(([audience, values]) => [
          audience,
          [...values].map(([value, { visits, visitors }]) => ({ value, visits, visitors })),
        ]),
      ),
  }
}

const entries = () => new Map<string | null, Entry>()
const nothing = (): Entry => ({ visits: 0, visitors: 0, more: null })

import type { Audience, ByAudience } from './audience'
import type { ValueCount } from './breakdown'
import { made } from './made'
import { visitorsOfValues } from './visitors-of-values'

/** Counts visits by a value, for each audience apart; a visitor once for each value. */
export interface ValueCounter {
  /** @param visitor by its number */
  add(audience: Audience, value: string | null, visitor: number): void
  counts(): ByAudience<readonly ValueCount[]>
  /** What is kept of visitors beyond one value of each. */
  pairs(): number
  /** Forgets the visitors, whose numbers are given to others now, and keeps the counts. */
  forgetVisitors(): void
}

interface Entry {
  readonly number: number
  visits: number
  visitors: number
}

export function valueCounter(): ValueCounter {
  const audiences = new Map<Audience, Map<string | null, Entry>>()
  const seen = visitorsOfValues()
  let entries = 0
  const entry = (): Entry => ({ number: entries++, visits: 0, visitors: 0 })
  return {
    add(audience, value, visitor) {
      const counted = made(made(audiences, audience, values), value, entry)
      counted.visits += 1
      if (seen.isNew(visitor, counted.number)) counted.visitors += 1
    },
    counts: () =>
      Object.fromEntries(
        [...audiences].map(([audience, counted]) => [
          audience,
          [...counted].map(([value, { visits, visitors }]) => ({ value, visits, visitors })),
        ]),
      ),
    pairs: seen.pairs,
    forgetVisitors: seen.clear,
  }
}

const values = () => new Map<string | null, Entry>()

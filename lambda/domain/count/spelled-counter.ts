import { getOrInsert } from '../cache'
import type { ByClass, VisitClass } from '../describe/visit-class'
import { type NewestSpellings, newestSpellings, type Spelling } from '../visit/newest-spelling'
import type { ValueCount } from './breakdown'
import { type ValueCounter, type ValueCounts, valueCounter } from './value-counter'

/** Counts values that have several spellings. Within each class, a value is named by its latest spelling. */
export interface SpelledCounter extends Omit<ValueCounter, 'add'> {
  /** @param visitor its number @param seconds that it was in view @param key see `NewestSpellings` */
  add(visitClass: VisitClass, spelling: Spelling, visitor: number, seconds?: number, key?: string): void
  /** The counts with what `join` needs: when each value was last spelled as it is named. */
  partial(): ByClass<ValueCounts>
}

/** @param keyOf returns what all spellings of a value have in common */
export function spelledCounter(keyOf: (text: string) => string, { isTimed = false } = {}): SpelledCounter {
  const spellings = new Map<VisitClass, NewestSpellings>()
  const spellingsOf = (visitClass: VisitClass) =>
    getOrInsert(spellings, visitClass, () => newestSpellings(keyOf))
  const onLost = (visitClass: VisitClass, key: string | null) => spellingsOf(visitClass).forget(key ?? '')
  const table = valueCounter({ onLost, isTimed })
  const named = (naming: (spelling: Spelling) => Partial<ValueCount>): ByClass<ValueCounts> =>
    Object.fromEntries(
      Object.entries(table.counts()).map(([visitClass, { values, lost }]) => {
        const spellings = spellingsOf(visitClass as VisitClass)
        return [
          visitClass,
          { values: values.map((one) => ({ ...one, ...naming(spellings.of(one.value ?? '')) })), lost },
        ]
      }),
    )
  return {
    ...table,
    add(visitClass, spelling, visitor, seconds = 0, key = keyOf(spelling.text)) {
      table.add(visitClass, spellingsOf(visitClass).add(spelling, key), visitor, seconds)
    },
    counts: () => named(({ text }) => ({ value: text })),
    partial: () => named(({ text, seen }) => ({ value: text, seen })),
    join(visitClass, { values, lost }) {
      const spellings = spellingsOf(visitClass)
      const keyed = values.map(({ value, seen = '', ...count }) => ({
        ...count,
        value: spellings.add({ text: value ?? '', seen }),
      }))
      table.join(visitClass, { values: keyed, lost })
    },
  }
}

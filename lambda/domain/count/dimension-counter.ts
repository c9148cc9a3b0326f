import { getOrInsert } from '../cache'
import type { DescribedVisit } from '../describe/described-visit'
import type { ByClass, VisitClass } from '../describe/visit-class'
import { type NewestSpellings, newestSpellings, type Spelling } from '../visit/newest-spelling'
import type { Pages } from '../visit/page-key'
import type { ValueCount } from './breakdown'
import { type Dimension, valueIn } from './dimension'
import { type ValueCounts, valueCounter } from './value-counter'

/** Counts visits by one dimension, separately for each class. */
export interface DimensionCounter {
  /** @param visitor its number */
  add(visitClass: VisitClass, visit: DescribedVisit, visitor: number): void
  counts(): ByClass<ValueCounts>
  /** The counts with what `join` needs: of each page, when it was last spelled as it is named. */
  partial(): ByClass<ValueCounts>
  /** Adds what was counted of other visitors. */
  join(visitClass: VisitClass, partial: ValueCounts): void
  /** See `ValueCounter`. */
  pairs(): number
  forgetVisitors(): void
}

export function dimensionCounter(dimension: Dimension, pages: Pages): DimensionCounter {
  if (dimension === 'page') return pageCounter(pages)
  const table = valueCounter()
  return {
    ...table,
    partial: table.counts,
    add: (visitClass, visit, visitor) => table.add(visitClass, valueIn(dimension, visit), visitor),
  }
}

/** Counts pages by their keys. Within each class, a page is named by its latest spelling. */
function pageCounter(pages: Pages): DimensionCounter {
  const spellings = new Map<VisitClass, NewestSpellings>()
  const spellingsOf = (visitClass: VisitClass) =>
    getOrInsert(spellings, visitClass, () => newestSpellings(pages))
  const table = valueCounter((visitClass, key) => spellingsOf(visitClass).forget(key ?? ''))
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
    add(visitClass, { page, time }, visitor) {
      table.add(visitClass, spellingsOf(visitClass).add({ page, seen: time }), visitor)
    },
    counts: () => named(({ page }) => ({ value: page })),
    partial: () => named(({ page, seen }) => ({ value: page, seen })),
    join(visitClass, { values, lost }) {
      const spellings = spellingsOf(visitClass)
      const keyed = values.map(({ value, seen = '', ...count }) => ({
        ...count,
        value: spellings.add({ page: value ?? '', seen }),
      }))
      table.join(visitClass, { values: keyed, lost })
    },
  }
}

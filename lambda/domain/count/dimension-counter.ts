import { getOrInsert } from '../cache'
import type { DescribedVisit } from '../describe/described-visit'
import type { ByClass, VisitClass } from '../describe/visit-class'
import { type NewestSpellings, newestSpellings } from '../visit/newest-spelling'
import type { Pages } from '../visit/page-key'
import { type Dimension, valueIn } from './dimension'
import { type ValueCounts, valueCounter } from './value-counter'

/** Counts visits by one dimension, separately for each class. */
export interface DimensionCounter {
  /** @param visitor its number */
  add(visitClass: VisitClass, visit: DescribedVisit, visitor: number): void
  counts(): ByClass<ValueCounts>
  /** See `ValueCounter`. */
  pairs(): number
  forgetVisitors(): void
}

export function dimensionCounter(dimension: Dimension, pages: Pages): DimensionCounter {
  if (dimension === 'page') return pageCounter(pages)
  const table = valueCounter()
  return {
    ...table,
    add: (visitClass, visit, visitor) => table.add(visitClass, valueIn(dimension, visit), visitor),
  }
}

/** Counts pages by their keys. Within each class, a page is named by its latest spelling. */
function pageCounter(pages: Pages): DimensionCounter {
  const spellings = new Map<VisitClass, NewestSpellings>()
  const spellingsOf = (visitClass: VisitClass) =>
    getOrInsert(spellings, visitClass, () => newestSpellings(pages))
  const table = valueCounter((visitClass, key) => spellingsOf(visitClass).forget(key ?? ''))
  const named = (visitClass: VisitClass, { values, lost }: ValueCounts): ValueCounts => ({
    values: values.map((one) => ({ ...one, value: spellingsOf(visitClass).of(one.value ?? '').page })),
    lost,
  })
  return {
    ...table,
    add(visitClass, { page, time }, visitor) {
      table.add(visitClass, spellingsOf(visitClass).add({ page, seen: time }), visitor)
    },
    counts: () =>
      Object.fromEntries(
        Object.entries(table.counts()).map(([visitClass, counts]) => [
          visitClass,
          named(visitClass as VisitClass, counts),
        ]),
      ),
  }
}

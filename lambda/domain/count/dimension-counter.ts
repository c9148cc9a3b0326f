import type { DescribedVisit } from '../describe/described-visit'
import type { ByClass, VisitClass } from '../describe/visit-class'
import { type Pages, pageKey } from '../visit/page-key'
import { type Dimension, valueIn } from './dimension'
import { spelledCounter } from './spelled-counter'
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

/** Counts pages by their keys. */
function pageCounter(pages: Pages): DimensionCounter {
  const counting = spelledCounter((page) => pageKey(page, pages))
  return {
    ...counting,
    add: (visitClass, { page, time }, visitor) =>
      counting.add(visitClass, { text: page, seen: time }, visitor),
  }
}

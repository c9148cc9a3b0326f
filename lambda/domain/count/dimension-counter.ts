import { getOrInsert } from '../cache'
import type { Audience, ByAudience } from '../describe/audience'
import type { DescribedVisit } from '../describe/described-visit'
import { type NewestSpellings, newestSpellings } from '../visit/newest-spelling'
import type { Pages } from '../visit/page-key'
import { type Dimension, valueIn } from './dimension'
import { type ValueCounts, valueCounter } from './value-counter'

/** Counts visits by one dimension, for each audience apart. */
export interface DimensionCounter {
  /** @param visitor by its number */
  add(audience: Audience, visit: DescribedVisit, visitor: number): void
  counts(): ByAudience<ValueCounts>
  /** As of `ValueCounter`. */
  pairs(): number
  forgetVisitors(): void
}

export function dimensionCounter(dimension: Dimension, pages: Pages): DimensionCounter {
  if (dimension === 'page') return pageCounter(pages)
  const table = valueCounter()
  return {
    ...table,
    add: (audience, visit, visitor) => table.add(audience, valueIn(dimension, visit), visitor),
  }
}

/** Counts pages by their keys, and names each as its audience spelled it last. */
function pageCounter(pages: Pages): DimensionCounter {
  const spellings = new Map<Audience, NewestSpellings>()
  const spellingsOf = (audience: Audience) => getOrInsert(spellings, audience, () => newestSpellings(pages))
  const table = valueCounter((audience, key) => spellingsOf(audience).forget(key ?? ''))
  const named = (audience: Audience, { values, lost }: ValueCounts): ValueCounts => ({
    values: values.map((one) => ({ ...one, value: spellingsOf(audience).of(one.value ?? '').page })),
    lost,
  })
  return {
    ...table,
    add(audience, { page, time }, visitor) {
      table.add(audience, spellingsOf(audience).add({ page, seen: time }), visitor)
    },
    counts: () =>
      Object.fromEntries(
        Object.entries(table.counts()).map(([audience, counts]) => [
          audience,
          named(audience as Audience, counts),
        ]),
      ),
  }
}

import type { Sitting } from '../visit/sitting'
import type { DescribedVisit } from './described-visit'

/** A page of a sitting. */
export interface SittingPageRead {
  readonly page: string
  readonly title: string | null
  readonly views: number
  /** In front, in all its views; null where none has a report. */
  readonly seconds: number | null
}

/** What is told of a sitting besides who sat: that is the same as of its first view. */
export interface SittingFacts {
  /** In the order in which they were first read. */
  readonly pages: readonly SittingPageRead[]
  /** In front, in all; null where no view has a report. */
  readonly seconds: number | null
}

type View = Pick<DescribedVisit, 'id' | 'time' | 'visitor' | 'page' | 'title' | 'seconds'>

export function sittingFacts({ views }: Sitting<View>): SittingFacts {
  const pages = new Map<string, SittingPageRead>()
  for (const { page, title, seconds } of views.toReversed()) {
    const known = pages.get(page)
    pages.set(page, {
      page,
      title: title ?? known?.title ?? null, // the newest that is known
      views: (known?.views ?? 0) + 1,
      seconds: sumOf(known?.seconds ?? null, seconds),
    })
  }
  return {
    pages: [...pages.values()],
    seconds: views.reduce<number | null>((sum, { seconds }) => sumOf(sum, seconds), null),
  }
}

const sumOf = (one: number | null, other: number | null): number | null =>
  one === null ? other : one + (other ?? 0)

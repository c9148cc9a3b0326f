import { getOrInsert } from '../cache'
import type { Instant } from '../time/day'
import { type Pages, pageKey } from './page-key'

/** The spelling of a page in its newest visit. */
export interface Spelling {
  readonly page: string
  readonly seen: Instant
}

/** Remembers the latest spelling of each page, under which it is shown. The order of visits does not matter. */
export interface NewestSpellings {
  /** @returns the key that the page is counted under */
  add(spelling: Spelling): string
  of(key: string): Spelling
  forget(key: string): void
}

export function newestSpellings(pages: Pages): NewestSpellings {
  const newest = new Map<string, Spelling>()
  return {
    add(spelling) {
      const key = pageKey(spelling.page, pages)
      const before = getOrInsert(newest, key, () => spelling)
      if (isNewer(spelling, before)) newest.set(key, spelling)
      return key
    },
    forget: (key) => newest.delete(key),
    of(key) {
      const spelling = newest.get(key)
      if (spelling === undefined) throw new Error('a page is counted that was not added')
      return spelling
    },
  }
}

/** At the same moment, the alphabetically first spelling wins. */
const isNewer = (a: Spelling, b: Spelling): boolean =>
  a.seen > b.seen || (a.seen === b.seen && a.page < b.page)

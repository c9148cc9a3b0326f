import type { Instant } from '../time/day'

/** The spelling of a page, or of a section of one, in its newest visit. */
export interface Spelling {
  readonly text: string
  readonly seen: Instant
}

/** Remembers the latest spelling of each page or section, under which it is shown. The order of visits does not matter. */
export interface NewestSpellings {
  /** @param key what all its spellings have in common, where that is known @returns the key that it is counted under */
  add(spelling: Spelling, key?: string): string
  of(key: string): Spelling
  forget(key: string): void
}

/** @param keyOf returns what all spellings of a page have in common */
export function newestSpellings(keyOf: (text: string) => string): NewestSpellings {
  const newest = new Map<string, Spelling>()
  return {
    add(spelling, key = keyOf(spelling.text)) {
      const before = newest.get(key)
      if (before === undefined || isNewer(spelling, before)) newest.set(key, spelling)
      return key
    },
    forget: (key) => newest.delete(key),
    of(key) {
      const spelling = newest.get(key)
      if (spelling === undefined) throw new Error('something is counted that was not added')
      return spelling
    },
  }
}

/** At the same moment, the alphabetically first spelling wins. */
const isNewer = (a: Spelling, b: Spelling): boolean =>
  a.seen > b.seen || (a.seen === b.seen && a.text < b.text)

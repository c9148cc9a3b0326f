import { type Countable, type PlainCount, plainCounts } from './plain-count'

interface Viewed {
  readonly page: string
  readonly time: string
}

/** What a page counts under by the default setting, written down again: `/about` for `/about/` and `/about/index.html`. */
export const onePage = (page: string): string =>
  page.replace(/\/(?:index\.(?:html|htm|xhtml|shtml|php))?$/, '') || '/'

/** How the newest visit spelled its page; of one moment the first by name. */
export function spelledLast(visits: readonly Viewed[]): string {
  const [newest] = visits.toSorted((a, b) => b.time.localeCompare(a.time) || (a.page < b.page ? -1 : 1))
  return newest?.page ?? ''
}

/** Visits and visitors of each page, as it is shown. */
export function pageCounts<T extends Viewed & Countable>(visits: readonly T[]): Map<string, PlainCount> {
  const counts = plainCounts(visits, ({ page }) => onePage(page))
  return new Map(
    [...counts].map(([key, count]) => [
      spelledLast(visits.filter(({ page }) => onePage(page) === key)),
      count,
    ]),
  )
}

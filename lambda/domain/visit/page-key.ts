import { keptQuery } from './kept-query'
import { pageOf } from './page'

/** What makes one page of several addresses: the owner's setting `pages`. */
export interface Pages {
  /** `strip` makes one page of `/about/` and `/about`. */
  readonly trailingSlash: 'keep' | 'strip'
  /** Names of files that stand for their folder: `/about/index.html` is `/about/`. */
  readonly index: readonly string[]
  /** Fields of the query string that tell pages apart. */
  readonly query: readonly string[]
}

/**
 * Returns what a page is counted under, the same for all its spellings. It is made when visits are counted and read, never
 * kept, so that the setting holds for old visits too.
 */
export function pageKey(page: string, pages: Pages): string {
  const at = page.indexOf('?')
  return at < 0
    ? pathKey(page, pages)
    : pathKey(page.slice(0, at), pages) + keptQuery(page.slice(at), pages.query)
}

/** Returns the key of a page as somebody asks for it, spelled in any way. */
export const askedKey = (page: string, pages: Pages): string => pageKey(pageOf(page, pages.query), pages)

function pathKey(path: string, { trailingSlash, index }: Pages): string {
  const name = path.lastIndexOf('/') + 1
  const folder = index.includes(path.slice(name)) ? path.slice(0, name) : path
  return trailingSlash === 'strip' && folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder
}

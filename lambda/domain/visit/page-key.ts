import { keptQuery } from './kept-query'
import { pageOf } from './page'

/** The owner's setting `pages`: which addresses are the same page. */
export interface Pages {
  /** With `strip`, `/about/` and `/about` are one page. */
  readonly trailingSlash: 'keep' | 'strip'
  /** Names of files that stand for their folder: `/about/index.html` is `/about/`. */
  readonly index: readonly string[]
  /** Query string fields that distinguish pages. */
  readonly query: readonly string[]
}

/**
 * Returns the key that a page is counted under, the same for all its spellings. It is made when visits are counted and read,
 * and never stored, so the setting applies to old visits too.
 */
export function pageKey(page: string, pages: Pages): string {
  const at = page.indexOf('?')
  return at < 0
    ? pathKey(page, pages)
    : pathKey(page.slice(0, at), pages) + keptQuery(page.slice(at), pages.query)
}

/** Returns the key of a page that somebody asks for, in any spelling. */
export const askedKey = (page: string, pages: Pages): string => pageKey(pageOf(page, pages.query), pages)

/** Returns the key of a folder that somebody asks for by its path, in any spelling. */
export const folderKey = (folder: string, pages: Pages): string => askedKey(folder, pages).replace(/\/$/, '')

/** Whether a page, by its key, is in a folder: the folder's own page or one below it. */
export const isInFolder = (key: string, folder: string): boolean =>
  key === folder || key.startsWith(`${folder}/`) || key.startsWith(`${folder}?`)

/** Returns the folder of the first path segment that a page is in, by its key: `/projects` for `/projects/2026/a`. */
export const folderOf = (key: string): string => /^\/[^/?]*/.exec(key)?.[0] ?? key

function pathKey(path: string, { trailingSlash, index }: Pages): string {
  const name = path.lastIndexOf('/') + 1
  const folder = index.includes(path.slice(name)) ? path.slice(0, name) : path
  return trailingSlash === 'strip' && folder.length > 1 && folder.endsWith('/') ? folder.slice(0, -1) : folder
}

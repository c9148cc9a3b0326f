import { cut } from '../text'
import { parseUrl } from './host'
import { spell } from './spelling'

/** The page that led here: its host and, if the browser sent it, its path. */
export interface Referrer {
  readonly referrer: string | null
  readonly referrerPath: string | null
}

/** Bytes of UTF-8 kept of the host, and of the path. */
export const referrerBytes = 100

/** Parses `document.referrer`. The query is dropped, because it may hold a search. An invalid URL gives no referrer. */
export function parseReferrer(url: string | null): Referrer {
  const parsed = url === null ? null : parseUrl(url)
  if (parsed === null || parsed.host === '') return { referrer: null, referrerPath: null }
  const path = spell(parsed.pathname, referrerBytes)
  return {
    referrer: cut(parsed.host.toLowerCase(), referrerBytes),
    referrerPath: path === '' || path === '/' ? null : path,
  }
}

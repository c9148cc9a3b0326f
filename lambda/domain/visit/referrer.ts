import { cut } from '../text'
import { parseUrl } from './host'
import { spell } from './spelling'

/** The page that led here: its host and, where the browser gave it, its path. */
export interface Referrer {
  readonly referrer: string | null
  readonly referrerPath: string | null
}

/** Bytes of UTF-8 that are kept of the host and of the path. */
export const referrerBytes = 100

/** From `document.referrer`. The query is dropped: it may hold what somebody searched for. Nonsense is no referrer. */
export function parseReferrer(url: string | null): Referrer {
  const parsed = url === null ? null : parseUrl(url)
  if (parsed === null || parsed.host === '') return { referrer: null, referrerPath: null }
  const path = spell(parsed.pathname, referrerBytes)
  return {
    referrer: cut(parsed.host.toLowerCase(), referrerBytes),
    referrerPath: path === '' || path === '/' ? null : path,
  }
}

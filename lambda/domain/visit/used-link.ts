import { clean } from '../text'
import { partName } from './engagement'
import { isFilePath } from './file-path'
import { parseUrl } from './host'
import { spell } from './spelling'

/** Bytes of UTF-8 kept of a link. */
const linkBytes = 100

/**
 * Returns what is kept of a link that was used: host and path of another site, `mailto:…`, `tel:…`, the path of a file of the
 * own site, or `#` and the name of what is marked with one. No query string, which may hold secrets. Null for anything else: the
 * site's own pages have visits of their own.
 *
 * @param address `https://acme.com/jobs`, or `#name` @param own hosts of the page
 */
export function usedLink(address: string, own: readonly string[]): string | null {
  if (address.startsWith('#')) return named(address)
  const url = parseUrl(address)
  if (url === null) return null
  const { protocol, host, pathname } = url
  if (protocol === 'mailto:' || protocol === 'tel:') return spelled(protocol + pathname)
  if (!/^https?:$/.test(protocol)) return null
  if (!own.includes(host)) return spelled(host + (pathname === '/' ? '' : pathname))
  return isFilePath(pathname) ? spelled(pathname) : null
}

function named(address: string): string | null {
  const name = partName(address.slice(1), linkBytes - 1)
  return name === '' ? null : `#${name}`
}

const spelled = (link: string): string | null => spell(clean(link), linkBytes) || null

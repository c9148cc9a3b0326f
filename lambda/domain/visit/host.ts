/** A host has 253 characters at most (RFC 1035 §2.3.4), `:65535` comes after it. */
const hostLength = 259

/** Characters that are read of an address: browsers cut a referrer to 4,096 (Referrer Policy §8.4). */
export const addressLength = 4096

/** What the URL standard lets into a host, less what no DNS name or address has, such as `*` and `,`. */
const real = /^\w[\w.-]*(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/

/** The host, with its port where it is not the scheme's own, of an http(s) URL; null for anything else. */
export function hostOf(url: string): string | null {
  if (url !== last.url) last = { url, host: readHost(url) }
  return last.host
}

/** Pages of one site send the same origin again and again, and each request is asked about twice. */
let last: { readonly url: string; readonly host: string | null } = { url: '', host: null }

function readHost(url: string): string | null {
  const parsed = parseUrl(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '') return null // no browser sends these; a liar does
  return parsed.host.length <= hostLength && real.test(parsed.host) ? parsed.host : null
}

/** A host as a person writes it in a list (`You.GitHub.io`, `bücher.example`, `127.0.0.1:3001`), as browsers send it. */
export function canonicalHost(name: string): string | null {
  const host = hostOf(`http://${name}`)
  return host !== null && parseUrl(`http://${name}`)?.href === `http://${host}/` ? host : null
}

/**
 * `URL.parse`, which Node has from 22 on. Not by `URL.canParse`: in Node 20 and 22 it comes to refuse `https://bücher.example`
 * once it has been called some thousand times (https://github.com/AikidoSec/firewall-node/pull/1086; seen in 20.20.2).
 *
 * Reading a host takes time by the square of its length (a second of CPU for 64 KB of Chinese), so one that is too long
 * for DNS is not read.
 */
export function parseUrl(url: string): URL | null {
  const read = url.slice(0, addressLength)
  if ((authority.exec(read)?.[1]?.length ?? 0) > hostLength) return null
  try {
    return new URL(read)
  } catch {
    return null
  }
}

/** What stands between the scheme's colon and the path, however many slashes are before it. */
const authority = /^[^:/?#]*:[/\\]*([^/\\?#]*)/

/** A host has at most 253 characters (RFC 1035 §2.3.4), followed by a port such as `:65535`. */
const hostLength = 259

/** Characters read of an address. Browsers cut a referrer to 4,096 (Referrer Policy §8.4). */
export const addressLength = 4096

/** Hosts that the URL standard allows, except for characters that no DNS name or address has, such as `*` and `,`. */
const real = /^\w[\w.-]*(:\d+)?$|^\[[\da-f:]+\](:\d+)?$/

/** Returns the host of an http(s) URL, with its port if that is not the scheme's default. Null for anything else. */
export function hostOf(url: string): string | null {
  if (url !== last.url) last = { url, host: readHost(url) }
  return last.host
}

/** The last answer: pages of one site send the same origin again and again, and it is needed twice per request. */
let last: { readonly url: string; readonly host: string | null } = { url: '', host: null }

function readHost(url: string): string | null {
  const parsed = parseUrl(url)
  if (parsed === null || !/^https?:$/.test(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '') return null // no browser sends these, so they are forged
  return parsed.host.length <= hostLength && real.test(parsed.host) ? parsed.host : null
}

/** Turns a host as people write it in a list (`You.GitHub.io`, `bücher.example`, `127.0.0.1:3001`) into what browsers send. */
export function canonicalHost(name: string): string | null {
  const host = hostOf(`http://${name}`)
  return host !== null && parseUrl(`http://${name}`)?.href === `http://${host}/` ? host : null
}

/**
 * Does what `URL.parse` does in Node 22 and later. It avoids `URL.canParse`, which in Node 20 and 22 starts to refuse
 * `https://bücher.example` after some thousand calls (https://github.com/AikidoSec/firewall-node/pull/1086; seen in 20.20.2).
 *
 * Parsing a host takes time quadratic in its length (a second of CPU for 64 KB of Chinese), so a host too long for DNS is
 * not parsed.
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

/** The part between the scheme's colon and the path, after any number of slashes. */
const authority = /^[^:/?#]*:[/\\]*([^/\\?#]*)/

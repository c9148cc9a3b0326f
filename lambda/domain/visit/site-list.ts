import { canonicalHost } from './host'

/** The sites that may record: hosts as browsers send them. `*.example.com` stands for every host below it. */
export type SiteList = readonly string[]

const wildcard = '*.'

/** Returns one entry of the list in canonical form, or null if it is not a host. */
export function parseSite(entry: string): string | null {
  const name = entry.trim()
  const below = name.startsWith(wildcard)
  const host = canonicalHost(below ? name.slice(wildcard.length) : name)
  if (host === null || (below && !host.includes('.'))) return null
  return below ? wildcard + host : host
}

const isWildcard = (site: string): boolean => site.startsWith(wildcard)

/** Whether a host is below a wildcard, port included. */
const isBelow = (host: string, site: string): boolean => host.endsWith(site.slice(1))

/** Compares whole hosts with their port: `you.github.io.evil.com`, `evilyou.github.io` and `you.github.io:8443` do not match. */
export function isListed(sites: SiteList, host: string): boolean {
  return sites.some((site) => (isWildcard(site) ? isBelow(host, site) : host === site))
}

/** Returns the closest wildcard that lists a host, or null if the host is listed by its own name or not at all. */
export function wildcardOver(sites: SiteList, host: string): string | null {
  if (sites.includes(host)) return null
  const over = sites.filter((site) => isWildcard(site) && isBelow(host, site))
  return over.toSorted((a, b) => b.length - a.length)[0] ?? null
}

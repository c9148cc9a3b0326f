import { canonicalHost } from './host'

/** The sites that may record: hosts as browsers send them, `*.example.com` standing for every host below it. */
export type SiteList = readonly string[]

const wildcard = '*.'

/** One entry of the list in canonical form, or null when it is not a host. */
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

/** Compares whole hosts, port included: `you.github.io.evil.com`, `evilyou.github.io` and `you.github.io:8443` are others. */
export function isListed(sites: SiteList, host: string): boolean {
  return sites.some((site) => (isWildcard(site) ? isBelow(host, site) : host === site))
}

/** The wildcard by which a host is listed, the closest of several; null where the host is listed by its own name, or not at all. */
export function wildcardOver(sites: SiteList, host: string): string | null {
  if (sites.includes(host)) return null
  const over = sites.filter((site) => isWildcard(site) && isBelow(host, site))
  return over.toSorted((a, b) => b.length - a.length)[0] ?? null
}

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

/** Compares whole hosts, port included: `you.github.io.evil.com`, `evilyou.github.io` and `you.github.io:8443` are others. */
export function isListed(sites: SiteList, host: string): boolean {
  return sites.some((site) => (site.startsWith(wildcard) ? host.endsWith(site.slice(1)) : host === site))
}

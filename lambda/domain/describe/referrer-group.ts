import { countryDomains, type ReferrerGroup, referrerApps, referrerHosts } from './referrer-hosts'

/**
 * What kind of place led to a visit, from the host of its referrer alone: all that browsers tell across sites.
 * So LinkedIn is social, its job board included. Null when nothing is known of where a visit came from.
 *
 * @param host in lower case, with its port where it has one, or the package of an Android app
 * @param site the host that was visited; with or without `www.` is the same site
 */
export function referrerGroupOf(host: string | null, site: string): ReferrerGroup | null {
  if (host === null || host === '') return null
  if (isInternal(host, site)) return 'internal'
  const app = apps.get(host)
  if (app !== undefined) return app
  for (const suffix of suffixes(international(withoutPort(host)))) {
    const group = hosts.get(suffix)
    if (group !== undefined) return group
  }
  return 'other'
}

/** Whether a referrer is a page of the site itself. */
export const isInternal = (host: string, site: string): boolean => bare(host) === bare(site)

const bare = (host: string) => (host.startsWith('www.') ? host.slice(4) : host)
const withoutPort = (host: string) => host.replace(/\.?(?::\d+)?$/, '')

const hosts = byName(referrerHosts)
const apps = byName(referrerApps)

function byName(groups: typeof referrerHosts): ReadonlyMap<string, ReferrerGroup> {
  return new Map(groups.flatMap(([group, names]) => names.map((name) => [name, group] as const)))
}

/** `google.co.uk` → `google.com`. */
const national: ReadonlyMap<string, string> = new Map(
  Object.entries(countryDomains).flatMap(([name, countries]) =>
    countries.map((country) => [`${name}.${country}`, `${name}.com`] as const),
  ),
)

/** `news.google.co.uk` as `news.google.com`. */
function international(host: string): string {
  for (const suffix of suffixes(host)) {
    const main = national.get(suffix)
    if (main !== undefined) return host.slice(0, host.length - suffix.length) + main
  }
  return host
}

/** `a.b.c`, `b.c`, `c`: what a host lies in, borders between labels only, the longest first. */
function suffixes(host: string): string[] {
  const all = [host]
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) all.push(host.slice(dot + 1))
  return all
}

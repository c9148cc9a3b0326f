import { countryDomains, type ReferrerGroup, referrerApps, referrerHosts } from './referrer-hosts'

/**
 * Returns what kind of place led to a visit, judged only by the referrer's host, because browsers send no more across sites.
 * So LinkedIn is social, and so is its job board. Null if it is not known where a visit came from.
 *
 * @param host in lower case, with its port if it has one, or the package of an Android app
 * @param site the host that was visited; `www.` makes no difference
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

/** National domains and their main ones: `google.co.uk` → `google.com`. */
const national: ReadonlyMap<string, string> = new Map(
  Object.entries(countryDomains).flatMap(([name, countries]) =>
    countries.map((country) => [`${name}.${country}`, `${name}.com`] as const),
  ),
)

/** Turns `news.google.co.uk` into `news.google.com`. */
function international(host: string): string {
  for (const suffix of suffixes(host)) {
    const main = national.get(suffix)
    if (main !== undefined) return host.slice(0, host.length - suffix.length) + main
  }
  return host
}

/** Returns the domains that a host is in, itself included, longest first: `a.b.c`, `b.c`, `c`. */
function suffixes(host: string): string[] {
  const all = [host]
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) all.push(host.slice(dot + 1))
  return all
}

import { ttlCache } from '../../domain/cache'
import { Unavailable } from '../../domain/errors'
import type { ItemTable } from '../item-table'
import { siteKey, wildcardKey } from '../keys'
import type { WildcardStore } from '../wildcard-store'
import { hostsIn, hostsItem } from './wildcard-item'

export interface WildcardStoreParts {
  readonly table: ItemTable
  /** How many hosts below one wildcard become sites of their own. */
  readonly sitesBelowWildcard: number
  readonly now: () => Date
}

/**
 * How long a running function trusts what it read, in milliseconds. A site may be removed meanwhile. The marks of a
 * site's day are trusted as long (day-marks.ts) and read later, so a removed site asks for its place again before it is
 * marked.
 */
const believedFor = 10 * 60_000

/** The most hosts, and wildcards with their hosts, that a running function remembers. Wildcards are few: the owner lists them. */
const remembered = 1000

/** A try fails only when another function has just taken a place, so this many are enough for any setting. */
const tries = 600

/**
 * Keeps one item for each wildcard, with the hosts that have a site of their own. A host that a running function has
 * not seen for ten minutes costs it a read, two while there is room, and a put when it takes a place. A known host
 * costs nothing.
 */
export function dynamoWildcardStore({ table, sitesBelowWildcard, now }: WildcardStoreParts): WildcardStore {
  const known = ttlCache<string>({ size: remembered, now })
  const full = ttlCache<ReadonlySet<string>>({ size: remembered, now }) // a wildcard's places, once all are taken

  async function find(host: string, wildcard: string): Promise<string> {
    const taken = full.get(wildcard)
    if (taken?.has(host)) return host
    if ((await table.get(siteKey(host))) !== null) return host // a site older than this bound keeps its name
    return taken === undefined ? takePlace(host, wildcard) : wildcard
  }

  async function takePlace(host: string, wildcard: string): Promise<string> {
    for (let attempt = 0; attempt < tries; attempt++) {
      const hosts = hostsIn(await table.get(wildcardKey(wildcard)))
      if (hosts.includes(host)) return host
      if (hosts.length >= sitesBelowWildcard) {
        full.set(wildcard, new Set(hosts), believedFor)
        return wildcard
      }
      if (await table.put(...hostsItem(wildcard, [...hosts, host], hosts))) return host
    }
    throw new Unavailable(`too many hosts below ${wildcard} come at once`)
  }

  return {
    async siteOf(host, wildcard) {
      const before = known.get(host)
      if (before !== undefined) return before
      const site = await find(host, wildcard)
      known.set(host, site, believedFor)
      return site
    },
  }
}

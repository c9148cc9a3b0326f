import { Resolver } from 'node:dns/promises'
import { ttlCache } from '../domain/cache'
import { withTimeout } from '../domain/timeout'
import { canonicalAddress } from './address'
import { confirmedDomain, type NameResolver } from './confirmed-domain'
import { type LookupSettings, lookupDefaults, lookupGate } from './lookup-gate'

export interface ReverseDnsParts extends LookupSettings {
  readonly now: () => Date
  /** Makes a new one for each look-up, because `cancel()` ends everything a Resolver has under way. */
  readonly resolver?: (budget: number) => NameResolver
}

/** Returns the registrable domain of an address's organisation, such as `goldmansachs.com`, or null. Never rejects. */
export type ReverseDns = (address: string) => Promise<string | null>

/**
 * Looks addresses up by forward-confirmed reverse DNS. Addresses are kept only in memory, and unhashed: an HMAC with its
 * key in the same memory would hide nothing.
 */
export function reverseDns({ now, resolver = systemResolver, ...given }: ReverseDnsParts): ReverseDns {
  const { budget, size, age, ...limits } = { ...lookupDefaults, ...given }
  const gate = lookupGate({ now, ...limits })
  const known = ttlCache<Promise<string | null>>({ size, now })

  async function lookUp(address: string): Promise<string | null> {
    try {
      const domain = await within(budget, resolver, (one) => confirmedDomain(one, address))
      gate.leave(false)
      known.set(address, Promise.resolve(domain), age)
      return domain
    } catch {
      gate.leave(true)
      return null
    }
  }

  return async (address) => {
    const canonical = canonicalAddress(address)
    if (canonical === null) return null
    const before = known.get(canonical)
    if (before !== undefined) return before
    if (!gate.enter()) return null
    const found = lookUp(canonical)
    // A failure is kept only for the pause: by then an answer that came too late is in the DNS server's own cache.
    known.set(canonical, found, limits.pause)
    return found
  }
}

/** `timeout` is only a second guard, because c-ares may double it (nodejs/node#65340). `within` enforces the budget. */
function systemResolver(budget: number): NameResolver {
  return new Resolver({ timeout: budget, tries: 1 })
}

/** @throws Error when the time is up. Nothing is left running. */
async function within<T>(
  budget: number,
  resolver: (budget: number) => NameResolver,
  act: (resolver: NameResolver) => Promise<T>,
): Promise<T> {
  const one = resolver(budget)
  try {
    return await withTimeout(act(one), budget, () => {
      throw new Error(`no answer in ${budget} ms`)
    })
  } finally {
    one.cancel()
  }
}

import { Resolver } from 'node:dns/promises'
import { ttlCache } from '../domain/cache'
import { dayLength } from '../domain/time/day'
import { withTimeout } from '../domain/timeout'
import { canonicalAddress } from './address'
import { confirmedDomain, type NameResolver } from './confirmed-domain'
import { lookupGate } from './lookup-gate'

/** What holds when nothing is said; times in milliseconds. */
const reverseDnsDefaults = {
  /** For the name and its confirmation together. */
  budget: 300,
  /** Addresses remembered: under 1 MB. */
  size: 1_000,
  /** A server of one's own outlives its answers; a function in Lambda hardly does. */
  age: dayLength,
  /** For a server that answers many at a time. A function in Lambda has one visit at a time, and sees load as the next line. */
  atOnce: 4,
  /** A function that is asked more often than twice a second spends its time on visits: 20 silent servers take 6 of 10 s. */
  inPeriod: 20,
  period: 10_000,
  /** Five visits in a row that waited for nothing, then none for a minute. */
  failures: 5,
  pause: 60_000,
} as const

export interface ReverseDnsParts extends Partial<Record<keyof typeof reverseDnsDefaults, number>> {
  readonly now: () => Date
  /** A new one for each look-up: `cancel()` ends all that a Resolver has under way. */
  readonly resolver?: (budget: number) => NameResolver
}

/** The registrable domain of the organisation that names an address, such as `goldmansachs.com`, or null. Never rejects. */
export type ReverseDns = (address: string) => Promise<string | null>

/**
 * Names an address by reverse DNS, forward-confirmed. Addresses are held in memory and nowhere else, as they are: an
 * HMAC whose key lies in the same memory would hide nothing.
 */
export function reverseDns({ now, resolver = systemResolver, ...given }: ReverseDnsParts): ReverseDns {
  const { budget, size, age, ...limits } = { ...reverseDnsDefaults, ...given }
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
    // A failure is kept for the pause only: by then the answer that came too late is in the DNS server's own cache.
    known.set(canonical, found, limits.pause)
    return found
  }
}

/** `timeout` is a second guard, c-ares may double it (nodejs/node#65340): `within` is what holds to the budget. */
function systemResolver(budget: number): NameResolver {
  return new Resolver({ timeout: budget, tries: 1 })
}

/** @throws Error when the time is up; then nothing is left under way */
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

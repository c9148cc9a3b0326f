import type { Resolver } from 'node:dns/promises'
import { longestKey } from '../domain/organisation/key'
import { canonicalAddress } from './address'
import { type HostName, hostName } from './host-name'
import { reverseName } from './reverse-name'
import { isSubscriberLine } from './subscriber-name'

/** The part of a `node:dns` Resolver that a look-up uses. */
export type NameResolver = Pick<Resolver, 'resolvePtr' | 'resolve4' | 'resolve6' | 'cancel'>

/** An address with more names than this belongs to a web host, and the names are its customers'. */
const maxNames = 4

/**
 * Returns the registrable domain of an address's reverse DNS name, if that name resolves back to the address (RFC 1912,
 * section 2.1). Returns null if there is no such domain, or more than one, or one that is too long for a key.
 *
 * @param address canonical, see `canonicalAddress`
 * @throws Error if DNS gave no answer, refused or sent a broken packet
 */
export async function confirmedDomain(resolver: NameResolver, address: string): Promise<string | null> {
  // Not `reverse()`: it reads /etc/hosts too, and reports a silent server as ENOTFOUND, "there is no name" (Node 20 and 24).
  const names = await answersOf(resolver.resolvePtr(reverseName(address)))
  if (names.length > maxNames) return null
  const hosts = names
    .map(hostName)
    .filter((host): host is HostName => host !== null && !isSubscriberLine(host, address))
  const confirmed = await Promise.all(hosts.map((host) => confirms(resolver, host, address)))
  const domains = new Set(hosts.filter((_, at) => confirmed[at]).map(({ domain }) => domain))
  const [domain = null] = domains
  return domains.size === 1 && domain !== null && domain.length <= longestKey ? domain : null
}

async function confirms(resolver: NameResolver, { name }: HostName, address: string): Promise<boolean> {
  const asked = address.includes(':') ? resolver.resolve6(name) : resolver.resolve4(name)
  return (await answersOf(asked)).some((one) => canonicalAddress(one) === address)
}

/** "No such name" and "the name has no such record" are valid answers: they mean none. */
async function answersOf(asked: Promise<string[]>): Promise<string[]> {
  try {
    return await asked
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOTFOUND' || code === 'ENODATA') return []
    throw error
  }
}

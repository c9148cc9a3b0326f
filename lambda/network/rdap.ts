import { canonicalAddress } from './address'
import { type LookupSettings, lookupDefaults, lookupGate } from './lookup-gate'
import { type Registration, registrationIn } from './rdap-answer'
import { type RdapServer, rdapOrigins, rdapServers, serverOf } from './rdap-servers'
import { hexOf } from './reverse-name'

/** An answer about a range has 2 to 20 KB. */
const largest = 128 * 1024

/** A registry sends on to another one where a range has moved, and that perhaps to a national one. */
const mostRedirects = 2

export interface RdapParts extends LookupSettings {
  readonly now: () => Date
  readonly servers?: readonly RdapServer[]
}

/** Returns the name of the organisation that an address's range is registered to, or null. Never rejects. */
export type Registrants = (address: string) => Promise<string | null>

/**
 * Asks the regional registries who holds an address (RDAP, RFC 9082). What they answer is remembered for its range, not for
 * the address.
 */
export function rdap({ now, servers = rdapServers, ...given }: RdapParts): Registrants {
  const { budget, size, age, ...limits } = { ...lookupDefaults, ...given }
  const gate = lookupGate({ now, ...limits })
  const origins = rdapOrigins(servers)
  const known = rememberedRanges({ now, size, age })

  async function lookUp(server: RdapServer, address: string): Promise<string | null> {
    try {
      const body = await answerTo(`${server.url}ip/${address}`, {
        origins,
        signal: AbortSignal.timeout(budget),
      })
      const found = body === null ? null : registrationIn(body, address)
      if (body !== null && (found === null || !isInside(found, server))) throw new Error('that is no answer')
      gate.leave(false)
      if (found !== null) known.add(found)
      return found?.registrant ?? null
    } catch {
      gate.leave(true)
      return null
    }
  }

  return async (address) => {
    const canonical = canonicalAddress(address)
    const server = canonical === null ? null : serverOf(servers, canonical)
    if (canonical === null || server === null) return null
    const before = known.find(hexOf(canonical))
    if (before !== undefined) return before.registrant
    return gate.enter() ? lookUp(server, canonical) : null
  }
}

const isInside = ({ first, last }: Registration, block: RdapServer): boolean =>
  block.first <= first && last <= block.last

/** Keeps a bounded number of ranges, each for a limited time. The oldest is dropped first. */
function rememberedRanges({ now, size, age }: { now: () => Date; size: number; age: number }) {
  let ranges: (Registration & { readonly until: number })[] = []
  return {
    find: (hex: string): Registration | undefined =>
      ranges.find(
        ({ first, last, until }) =>
          first.length === hex.length && first <= hex && hex <= last && until > now().getTime(),
      ),
    add(range: Registration): void {
      const time = now().getTime()
      ranges = [...ranges.filter(({ until }) => until > time), { ...range, until: time + age }].slice(-size)
    },
  }
}

interface Asking {
  readonly origins: ReadonlySet<string>
  readonly signal: AbortSignal
}

/**
 * Returns the answer, or null if the registry knows no such range.
 *
 * @throws Error if there is none in time, it is too large, is no JSON, or leads elsewhere
 */
async function answerTo(url: string, asking: Asking, redirects = 0): Promise<unknown> {
  const { origins, signal } = asking
  const headers = { accept: 'application/rdap+json' }
  const response = await fetch(url, { headers, redirect: 'manual', signal })
  const location = response.headers.get('location')
  if (response.status >= 300 && response.status < 400 && location !== null) {
    await response.body?.cancel()
    const next = new URL(location, url)
    if (redirects === mostRedirects || !origins.has(next.origin)) throw new Error('it leads elsewhere')
    return answerTo(next.href, asking, redirects + 1)
  }
  if (response.status === 404) {
    await response.body?.cancel()
    return null
  }
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return JSON.parse(await textOf(response))
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > largest) throw new Error('it is too large')
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}

import { hexOf } from './reverse-name'

/** A block of addresses, and where its registry answers. */
export interface RdapServer {
  /** The first and the last address, in hexadecimal digits: 8 of IPv4, 32 of IPv6. */
  readonly first: string
  readonly last: string
  /** Ends in a slash. */
  readonly url: string
}

/**
 * Which regional registry answers for which addresses (RFC 9224), by the registries of IANA: blocks of IPv4 by their first
 * octet, `a-b` for several, and of IPv6 with their length.
 */
const registries = [
  {
    url: 'https://rdap.afrinic.net/rdap/',
    ipv4: '41 102 105 154 196-197',
    ipv6: '2001:4200::/23 2c00::/12',
  },
  {
    url: 'https://rdap.apnic.net/',
    ipv4: '1 14 27 36 39 42-43 49 58-61 101 103 106 110-126 133 150 153 163 171 175 180 182-183 202-203 210-211 218-223',
    ipv6: '2001:200::/23 2001:c00::/23 2001:e00::/23 2001:4400::/23 2001:8000::/19 2001:a000::/20 2001:b000::/20 2400::/12 2410::/12',
  },
  {
    url: 'https://rdap.arin.net/registry/',
    ipv4: '3-4 6-9 11-13 15-24 26 28-30 32-35 38 40 44-45 47-48 50 52 54-56 63-76 96-100 104 107-108 128-132 134-140 142-144 146-149 152 155-162 164-170 172-174 184 192 198-199 204-209 214-216',
    ipv6: '2001:400::/23 2001:1800::/23 2001:4800::/23 2600::/12 2610::/23 2620::/23 2630::/12',
  },
  {
    url: 'https://rdap.lacnic.net/rdap/',
    ipv4: '177 179 181 186-187 189-191 200-201',
    ipv6: '2001:1200::/23 2800::/12',
  },
  {
    url: 'https://rdap.db.ripe.net/',
    ipv4: '2 5 25 31 37 46 51 53 57 62 77-95 109 141 145 151 176 178 185 188 193-195 212-213 217',
    ipv6: '2001:600::/23 2001:800::/22 2001:1400::/22 2001:1a00::/23 2001:1c00::/22 2001:2000::/19 2001:4000::/23 2001:4600::/23 2001:4a00::/23 2001:4c00::/23 2001:5000::/20 2003::/18 2a00::/12 2a10::/12',
  },
] as const

/** National registries that a regional one sends on to. */
const others = ['https://rdap.registro.br/']

export const rdapServers: readonly RdapServer[] = registries.flatMap(({ url, ipv4, ipv6 }) => [
  ...ipv4.split(' ').map((octets) => ({ ...octetsBlock(octets), url })),
  ...ipv6.split(' ').map((block) => ({ ...block6(block), url })),
])

/** Origins that may be asked, whoever sends there. */
export const rdapOrigins = (servers: readonly RdapServer[]): ReadonlySet<string> =>
  new Set([...servers.map(({ url }) => url), ...others].map((url) => new URL(url).origin))

function octetsBlock(octets: string) {
  const [first = '', last = first] = octets
    .split('-')
    .map((octet) => Number(octet).toString(16).padStart(2, '0'))
  return { first: first.padEnd(8, '0'), last: last.padEnd(8, 'f') }
}

function block6(block: string) {
  const [address = '', length] = block.split('/')
  const bits = 128 - Number(length)
  const first = BigInt(`0x${hexOf(address)}`)
  const text = (number: bigint) => number.toString(16).padStart(32, '0')
  return { first: text(first), last: text(first + (1n << BigInt(bits)) - 1n) }
}

/** Returns the server that is responsible for an address, or null. @param address canonical */
export function serverOf(servers: readonly RdapServer[], address: string): RdapServer | null {
  const hex = hexOf(address)
  return servers.find(({ first, last }) => first.length === hex.length && first <= hex && hex <= last) ?? null
}

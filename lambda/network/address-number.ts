import { BlockList, isIPv4 } from 'node:net'
import { ipv6Groups } from '../domain/ipv6'

/** An IPv4 address, or the first 64 bits of an IPv6 address, because no network is announced in smaller pieces. */
export type AddressNumber = number | bigint

/**
 * Returns the number to look up. For IPv6 that only carries IPv4 (6to4, RFC 3056; NAT64, RFC 6052) it is the IPv4 inside.
 *
 * @param address canonical, see `canonicalAddress`
 */
export function numberOf(address: string): AddressNumber {
  if (isIPv4(address)) return numberOfGroups(address.split('.').map(Number), 256)
  const groups = ipv6Groups(address).map((group) => Number.parseInt(group, 16))
  if (groups[0] === 0x2002) return numberOfGroups(groups.slice(1, 3), 65_536)
  if (groups[0] === 0x64 && groups[1] === 0xff9b) return numberOfGroups(groups.slice(6), 65_536)
  const half = (from: number) => BigInt(numberOfGroups(groups.slice(from, from + 2), 65_536))
  return (half(0) << 32n) | half(2)
}

const numberOfGroups = (groups: readonly number[], base: number): number =>
  groups.reduce((number, group) => number * base + group, 0)

/** Addresses that nobody owns on the Internet, from the IANA special-purpose registries (RFC 6890 and later). */
const reserved: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  private: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
  'carrier-grade NAT': ['100.64.0.0/10'],
  'link-local': ['169.254.0.0/16', 'fe80::/10'],
  documentation: ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '2001:db8::/32', '3fff::/20'],
  multicast: ['224.0.0.0/4', 'ff00::/8'],
  reserved: ['0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '240.0.0.0/4', '::/128', '100::/64'],
}

const lists = Object.entries(reserved).map(([name, blocks]) => {
  const list = new BlockList()
  for (const block of blocks) {
    const [net = '', length] = block.split('/')
    list.addSubnet(net, Number(length), net.includes(':') ? 'ipv6' : 'ipv4')
  }
  return { name, list }
})

/** Returns what kind of reserved address this is (`private`, `loopback`, …), or null if it is not reserved. */
export function reservedAs(address: string): string | null {
  const family = isIPv4(address) ? 'ipv4' : 'ipv6'
  return lists.find(({ list }) => list.check(address, family))?.name ?? null
}

import { ipv6Groups } from '../domain/ipv6'

/**
 * Returns where DNS keeps the name of a canonical address: `77.113.0.203.in-addr.arpa` (RFC 1035), or nibbles in `ip6.arpa`
 * (RFC 3596).
 */
export function reverseName(address: string): string {
  if (!address.includes(':')) return `${address.split('.').toReversed().join('.')}.in-addr.arpa`
  return `${[...hexOf(address)].toReversed().join('.')}.ip6.arpa`
}

/** Returns all 32 hexadecimal digits of a canonical IPv6 address, or all 8 of an IPv4 address. */
export function hexOf(address: string): string {
  if (!address.includes(':'))
    return address
      .split('.')
      .map((octet) => Number(octet).toString(16).padStart(2, '0'))
      .join('')
  return ipv6Groups(address)
    .map((group) => group.padStart(4, '0'))
    .join('')
}

import { isIPv4, isIPv6 } from 'node:net'
import type { IpSetting } from '../contract'
import { ipv6Groups } from '../domain/ipv6'

/** Returns the part of an address that the setting `ip` keeps: all of it, its /24 or /48, or null. Null if it is invalid. */
export function keptAddress(address: string, setting: IpSetting): string | null {
  const canonical = canonicalAddress(address)
  if (canonical === null || setting === 'none') return null
  if (setting === 'full') return canonical
  return isIPv4(canonical)
    ? `${canonical.split('.').slice(0, 3).join('.')}.0/24`
    : `${firstGroups(canonical, 3)}::/48`
}

/** Returns the one spelling of an address: lower case, zeros compressed, no zone, and plain IPv4 if it is mapped into IPv6. */
export function canonicalAddress(address: string): string | null {
  const [plain = ''] = address.trim().split('%', 1)
  if (isIPv4(plain)) return plain
  if (!isIPv6(plain)) return null
  const canonical = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(canonical)
  return mapped === null ? canonical : dotted(mapped[1] as string, mapped[2] as string)
}

function dotted(high: string, low: string): string {
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => Math.floor(bits / 2 ** shift) % 256).join('.')
}

/** Returns the first groups of a canonical IPv6 address, without trailing zeros. */
const firstGroups = (canonical: string, count: number): string =>
  ipv6Groups(canonical)
    .slice(0, count)
    .join(':')
    .replace(/(:0)+$/, '')
    .replace(/^0$/, '')

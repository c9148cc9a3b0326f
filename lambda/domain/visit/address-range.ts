import { InvalidInput } from '../errors'
import { ipv6Groups } from '../ipv6'
import { parseUrl } from './host'

/** Addresses that begin with the same bits: `203.0.113.0/24`, `2001:db8:1::/48`, or one address. */
export interface AddressRange {
  readonly family: 4 | 6
  /** As `0` and `1`. */
  readonly bits: string
}

/** @throws InvalidInput if `text` is not an address range */
export function parseAddressRange(text: string): AddressRange {
  const range = rangeOf(text)
  if (range === null)
    throw new InvalidInput('network must be addresses such as 203.0.113.0/24 or 2001:db8:1::/48', 'network')
  return range
}

/** Whether an address, or the part of one that a visit keeps, lies entirely in a range. */
export const isWithin = (address: string | null, range: AddressRange): boolean =>
  isWithinAny(address, [range])

/** Whether it lies in one of several. */
export function isWithinAny(address: string | null, ranges: readonly AddressRange[]): boolean {
  const kept = address === null ? null : rangeOf(address)
  return (
    kept !== null && ranges.some(({ family, bits }) => kept.family === family && kept.bits.startsWith(bits))
  )
}

/** The widest range that can be corrected, or be the owner's own, in bits. */
const widest = 8

/** Returns the one spelling of a range, its host bits zero; null if it is none, or wider than a /8. */
export function canonicalRange(text: string): string | null {
  const range = rangeOf(text)
  if (range === null || range.bits.length < widest) return null
  const { family, bits } = range
  const [width, base] = family === 4 ? [8, 10] : [16, 16]
  const padded = bits.padEnd(family === 4 ? 32 : 128, '0')
  const groups = padded.match(new RegExp(`.{${width}}`, 'g')) ?? []
  const numbers = groups.map((group) => Number.parseInt(group, 2).toString(base))
  const address =
    family === 4 ? numbers.join('.') : new URL(`http://[${numbers.join(':')}]/`).hostname.slice(1, -1)
  return `${address}/${bits.length}`
}

/** Longer text is never an address. */
const longest = 50

function rangeOf(text: string): AddressRange | null {
  if (text.length > longest) return null
  const [, address = '', length] = /^([\d.a-f:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const family = address.includes(':') ? 6 : 4
  const bits = family === 6 ? bitsOf6(address) : bitsOf4(address)
  const kept = Number(length ?? bits?.length)
  return bits === null || kept > bits.length ? null : { family, bits: bits.slice(0, kept) }
}

function bitsOf4(address: string): string | null {
  const numbers = address.split('.')
  if (numbers.length !== 4 || !numbers.every((one) => /^(0|[1-9]\d{0,2})$/.test(one) && Number(one) < 256))
    return null
  return numbers.map((one) => Number(one).toString(2).padStart(8, '0')).join('')
}

/** Uses the URL parser, which reads IPv6 in any notation and makes it canonical. */
function bitsOf6(address: string): string | null {
  const host = parseUrl(`http://[${address}]/`)?.hostname.slice(1, -1)
  if (host === undefined) return null
  return ipv6Groups(host)
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('')
}

import { isIPv4 } from 'node:net'
import { canonicalAddress } from '../../../lambda/network/address'
import { reservedAs } from '../../../lambda/network/address-number'
import type { LogEntry } from './formats/log-entry'
import type { AddressPlace } from './import-choices'

/** The address that proxies forwarded for an entry, or else the client's own: without a proxy there is no other. */
export function addressOf(
  { address, forwarded }: Pick<LogEntry, 'address' | 'forwarded'>,
  place: AddressPlace,
): string | null {
  return (place === 'forwarded' ? visitorIn(forwarded) : null) ?? visitorIn(address)
}

/** Whether the entry has an address in exactly the place asked for. */
export const isAddressed = ({ address, forwarded }: LogEntry, place: AddressPlace): boolean =>
  visitorIn(place === 'forwarded' ? forwarded : address) !== null

/** The most addresses of one field that are looked at; a visitor may send thousands. */
const mostAddresses = 32

/**
 * The visitor's address in a field that may have several. Each proxy appends the address it was called from, so the
 * visitor's is the first; but a private one, from a proxy inside the visitor's network, says nothing. Names do not count.
 */
function visitorIn(field: string | null): string | null {
  if (field === null) return null
  if (isIPv4(field)) return field
  const addresses = field
    .split(/[\s,+]+/, mostAddresses)
    .map(addressIn)
    .filter((address) => address !== null)
  return addresses.find((address) => reservedAs(address) === null) ?? addresses[0] ?? null
}

/** The address in one word, canonical: `203.0.113.7:1234`, `[2001:db8::7]:1234`, `203.0.113.7,`. Null for a name. */
export function addressIn(word: string): string | null {
  if (!/^\[?[\da-fA-F:.]{2,45}[\]:\d,%\w]*$/.test(word)) return null // most words are not, and parsing a URL is slow
  const bare = word.replace(/,$/, '')
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1]
  return canonicalAddress(inBrackets ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1'))
}

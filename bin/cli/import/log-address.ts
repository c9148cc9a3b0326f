import { isIPv4 } from 'node:net'
import { canonicalAddress } from '../../../lambda/network/address'
import { reservedAs } from '../../../lambda/network/address-number'
import type { LogEntry } from './formats/log-entry'
import type { AddressPlace } from './import-choices'

/** What proxies forwarded for an entry, or else its client's: who has come without a proxy has no other. */
export function addressOf({ address, forwarded }: LogEntry, place: AddressPlace): string | null {
  return (place === 'forwarded' ? visitorIn(forwarded) : null) ?? visitorIn(address)
}

/** Whether the entry has an address in the very place that was asked for. */
export const isAddressed = ({ address, forwarded }: LogEntry, place: AddressPlace): boolean =>
  visitorIn(place === 'forwarded' ? forwarded : address) !== null

/** Addresses of one field that are looked at; a visitor may send thousands. */
const mostAddresses = 32

/**
 * The visitor's address in a field that may have several: proxies each add the one that they were called from, so it is
 * the first; but a network may have proxies of its own, whose first address says nothing outside. A name is none.
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
  if (!/^\[?[\da-fA-F:.]{2,45}[\]:\d,%\w]*$/.test(word)) return null // most words are none, and a URL is dear
  const bare = word.replace(/,$/, '')
  const inBrackets = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(bare)?.[1]
  return canonicalAddress(inBrackets ?? bare.replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1'))
}

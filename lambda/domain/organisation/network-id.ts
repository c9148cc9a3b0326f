import { longestKey } from './key'

/**
 * What a visit's address belongs to: the number of its autonomous system; or, where more is known, the key of the organisation
 * that holds the range, by a label, the name that a registry has for the holder, the domain that reverse DNS names, or the
 * range itself, if the owner corrected that. No key has a dot, a slash or a colon.
 */
export type NetworkId = number | string

/** The facts of a visit that say who came. */
export interface Origin {
  readonly asn: number | null
  readonly holder: string | null
  /** Left out where only an address is known. */
  readonly reverseDomain?: string | null
}

/** The narrowest comes first: DNS names one address, a label a range, and a network carries both. */
export function networkIdOf({ reverseDomain = null, holder, asn }: Origin): NetworkId | null {
  return reverseDomain !== null && isDomain(reverseDomain) ? reverseDomain : (holder ?? asn)
}

/** Returns an id as people write it: a number is `AS714`. */
export const networkName = (id: NetworkId): string => (typeof id === 'number' ? `AS${id}` : id)

/** Returns an id as a value of a breakdown. */
export const networkIdText = String

/** Reads an id from text: no key is made of digits alone. */
export const networkIdIn = (text: string): NetworkId => (/^\d+$/.test(text) ? Number(text) : text)

/** Whether an id is a range of addresses that the owner corrected, `203.0.113.0/24`. */
export const isRange = (id: NetworkId): id is string => typeof id === 'string' && id.includes('/')

/** Whether an id is a domain that reverse DNS names, `example.com`. */
export const isDomain = (id: NetworkId): boolean =>
  typeof id === 'string' && id.length <= longestKey && domainPattern.test(id)

/** No top-level domain begins with a digit, so that addresses are none. */
const domainPattern = /^(?:[a-z\d-]+\.)+[a-z][a-z\d-]+$/

/** Begins the ids of those whom only a registry of addresses names. No other id but a range of IPv6 has a colon. */
export const registryMark = 'registry:'

/** @param name has no slash and no underscore */
export const registeredId = (name: string): string => registryMark + name.replaceAll(' ', '_')

/** Whether an id is the name of a holder by a registry, `registry:Example_Trading_Ltd`. */
export const isRegistered = (id: NetworkId): boolean => typeof id === 'string' && id.startsWith(registryMark)

export const nameRegistered = (id: string): string => id.slice(registryMark.length).replaceAll('_', ' ')

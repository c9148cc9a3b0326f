/**
 * What a visit's address belongs to: the number of its autonomous system, or, where the range has a label of its own, the
 * key of the organisation that holds it, or the range itself where the owner corrected that.
 */
export type NetworkId = number | string

/** The facts of a visit that say who came. */
export interface Origin {
  readonly asn: number | null
  readonly holder: string | null
}

/** The range comes before the network that carries it. */
export const networkIdOf = ({ holder, asn }: Origin): NetworkId | null => holder ?? asn

/** Returns an id as a value of a breakdown. */
export const networkIdText = String

/** Reads an id from text: no key is made of digits alone. */
export const networkIdIn = (text: string): NetworkId => (/^\d+$/.test(text) ? Number(text) : text)

/** Whether an id is a range of addresses that the owner corrected, `203.0.113.0/24`: no key has a slash. */
export const isRange = (id: NetworkId): id is string => typeof id === 'string' && id.includes('/')

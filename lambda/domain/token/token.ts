import type { Instant } from '../time/day'
import type { Grant } from './grant'

/** A token that was made while the service runs, as it is kept: all but the secret itself. */
export interface Token extends Grant {
  /** Names it in addresses and lists. It says nothing about the secret. */
  readonly id: string
  /** What its owner calls it. */
  readonly name: string
  readonly created: Instant
  /** The zone by whose clock it sees totals, an IANA name. */
  readonly zone: string
  /** The only origin whose pages may frame what it shows, such as `https://you.dev`; null for none. */
  readonly embed: string | null
  /** SHA-256 of the secret in hex. */
  readonly sha256: string
}

export const isTokenId = (text: string): boolean => /^[0-9a-f]{16}$/.test(text)

/** The most tokens to keep: they are read all at once. */
export const maxTokens = 100

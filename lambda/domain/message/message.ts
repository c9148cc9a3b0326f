import { hmacSha256 } from '../hmac'
import type { Confidence, Kind } from '../organisation/organisation'
import type { Instant } from '../time/day'
import type { Digest } from './digest'

export const messageKinds = ['organisation', 'recipient', 'summary', 'digest', 'test'] as const
export type MessageKind = (typeof messageKinds)[number]

/** What every message has. */
interface Sent {
  /** The same for the same kind, site and subject, so that nothing is told twice. */
  readonly id: string
  /** Null where it is about all sites. */
  readonly site: string | null
  /** When it was decided on. */
  readonly at: Instant
}

/** The visit that a message is about. Its texts are a stranger's. */
export interface MessageVisit {
  readonly id: string
  readonly time: Instant
  readonly page: string
  readonly title: string | null
  readonly referrer: string | null
  readonly country: string | null
}

/** An organisation of a wanted kind came to a site for the first time. Its subject is the organisation's key. */
export interface OrganisationMessage extends Sent {
  readonly kind: 'organisation'
  readonly site: string
  readonly subject: string
  readonly organisation: {
    readonly name: string
    readonly kind: Kind
    readonly domain: string | null
    readonly confidence: Confidence
  }
  readonly visit: MessageVisit
}

/** A recipient read what was sent, for the first time. Its subject is the link's code. */
export interface RecipientMessage extends Sent {
  readonly kind: 'recipient'
  readonly site: string
  readonly subject: string
  /** The name that the owner gave; null where the link has none any more. */
  readonly name: string | null
  readonly visit: MessageVisit
  /** Seconds in front, as far as they were known. */
  readonly seconds: number
  /** The organisation of the reader's network; null where it is not known, or is no organisation. */
  readonly organisation: string | null
}

/** What a message of its own would have said, had there not been too many, or had it not been night. */
export type Merged = OrganisationMessage | RecipientMessage

/** Messages that were merged into one. Its subject is the moment at which it is due. */
export interface SummaryMessage extends Sent {
  readonly kind: 'summary'
  readonly subject: Instant
  /** The first ones, as many as a message shows. */
  readonly merged: readonly Merged[]
  /** How many there are besides. */
  readonly more: number
}

/** What happened in a day or week. Its subject is the last day. */
export interface DigestMessage extends Sent {
  readonly kind: 'digest'
  readonly subject: string
  readonly digest: Digest
}

/** Shows that a way works. Its subject is the moment at which it was asked for. */
export interface TestMessage extends Sent {
  readonly kind: 'test'
  readonly subject: Instant
}

export type Message = OrganisationMessage | RecipientMessage | SummaryMessage | DigestMessage | TestMessage

const named = hmacSha256(Buffer.from('visitbook message'))

/** Returns the id of the message about a subject: `msg_` and 24 hexadecimal digits. */
export const messageId = (kind: MessageKind, site: string | null, subject: string): string =>
  `msg_${named([kind, site ?? '', subject].join('\n')).slice(0, 24)}`

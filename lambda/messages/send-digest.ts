import { heldUntil } from '../domain/message/delivery'
import type { Digest } from '../domain/message/digest'
import { dueDigest } from '../domain/message/digest-moment'
import { messageId } from '../domain/message/message'
import { instantOf } from '../domain/time/day'
import type { Zone } from '../domain/time/zone'
import type { NotifyStore } from '../store/notify-store'
import { waitingEntry } from './tell'

export interface DigestAsked {
  readonly every: 'daily' | 'weekly'
  readonly zone: Zone
  /** The days that it tells of end before the day of this moment. */
  readonly now: Date
}

export interface DigestParts {
  readonly outbox: NotifyStore
  /** Null where none is wanted. */
  readonly rhythm: { readonly every: 'daily' | 'weekly'; readonly hour: number } | null
  readonly digestOf: (asked: DigestAsked) => Promise<Digest>
  readonly zone: Zone
  readonly now: () => Date
}

/** Puts the digest that was due last, unless it is there: whenever this runs, and however often. @returns its id, where its caller is to send it */
export async function putDigest(parts: DigestParts): Promise<string | null> {
  const { outbox, rhythm, digestOf, zone, now } = parts
  if (rhythm === null) return null
  const { moment, lastDay } = dueDigest({ ...rhythm, zone }, now().getTime())
  const id = messageId('digest', null, lastDay)
  if ((await outbox.entry(id)) !== null) return null
  const digest = await digestOf({ every: rhythm.every, zone, now: new Date(moment) })
  const at = instantOf(now().getTime())
  const message = { kind: 'digest' as const, id, site: null, subject: lastDay, at, digest }
  return (await outbox.add(waitingEntry(message, heldUntil(at)))) ? id : null
}

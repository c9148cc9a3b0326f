import type { Instant } from '../time/day'
import type { Message } from './message'

/** What became of one try to hand a message over. */
export interface Try {
  readonly at: Instant
  /** What was answered, in words: `200`, `timed out after 5 s`. */
  readonly answer: string
}

/** How one way stands with a message. A way that stopped wants no message any more. */
export const deliveryStates = ['waiting', 'sent', 'failed', 'stopped'] as const
export interface Delivery {
  /** Name of the way, such as `webhook hooks.example.com` or `e-mail`. */
  readonly way: string
  readonly state: (typeof deliveryStates)[number]
  readonly tries: readonly Try[]
}

export const outboxStates = ['waiting', 'sent', 'failed', 'merged'] as const
export type OutboxState = (typeof outboxStates)[number]

/** A message in the outbox. It is kept for 90 days. */
export interface OutboxEntry {
  readonly message: Message
  readonly state: OutboxState
  /** When it is to be tried next; null where it is done. */
  readonly due: Instant | null
  readonly deliveries: readonly Delivery[]
  /** Id of the summary that tells it; null where it is told by itself. */
  readonly summary: string | null
  /** Counts changes, so that of two functions at once one notices. */
  readonly version: number
}

/** Minutes after the first try at which the next ones are made. */
export const retryMinutes = [1, 5, 30, 2 * 60, 8 * 60, 24 * 60] as const

/** Days that an entry is kept. */
export const outboxDays = 90

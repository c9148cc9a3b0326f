import type { OutboxEntry } from '../domain/message/outbox-entry'
import type { Instant } from '../domain/time/day'

export interface OutboxPage {
  /** The newest first. */
  readonly entries: readonly OutboxEntry[]
  /** Where the next page begins; null at the end. */
  readonly next: string | null
}

/** The port to the outbox. Throws Unavailable when the table is throttled or out of reach. */
export interface OutboxStore {
  /** Puts the entry of a message that is not there yet; false when it is. */
  add(entry: OutboxEntry): Promise<boolean>
  entry(id: string): Promise<OutboxEntry | null>
  /** Replaces the entry of the version before; false when somebody else changed it first. */
  replace(entry: OutboxEntry): Promise<boolean>
  page(asked: { readonly after: string | null; readonly most: number }): Promise<OutboxPage>
  /** Those that were decided on from one moment to before another, the oldest first, also what the setting hides by now. */
  decided(from: Instant, to: Instant): AsyncIterable<OutboxEntry>
  /** Removes an entry, whose message is then never put again. */
  remove(entry: OutboxEntry): Promise<void>
  /** Those that wait and are due at a moment, the ones due first at most. */
  due(at: Instant): Promise<OutboxEntry[]>
  /** Those that a summary tells. */
  mergedInto(summary: string): Promise<OutboxEntry[]>
  /**
   * Takes one of the places that an hour has for messages, unless all are taken. One that has a place keeps it.
   *
   * @returns whether it has one
   */
  takePlace(asked: { readonly hour: string; readonly id: string; readonly most: number }): Promise<boolean>
  /**
   * Notes that a subject was told of, for as long as visits are kept, which is longer than messages are; false when it was noted before.
   */
  noteTold(about: {
    readonly site: string
    readonly kind: 'organisation' | 'recipient'
    readonly subject: string
    readonly id: string
  }): Promise<boolean>
}

import type { Instant } from '../../time/day'
import type { Message } from '../message'
import type { OutboxEntry } from '../outbox-entry'
import type { WrittenMessage } from '../written-message'

/** How many messages a feed has. */
export const feedLength = 50

export interface FeedItem {
  /** The same for ever, by which readers know what they have shown. */
  readonly id: string
  readonly time: Instant
  readonly title: string
  readonly text: string
  /** Where the dashboard shows what it is about. */
  readonly url: string
}

/** Messages for feed readers, in whatever format. */
export interface Feed {
  readonly id: string
  readonly title: string
  /** Where the dashboard is. */
  readonly home: string
  /** The newest first. */
  readonly items: readonly FeedItem[]
}

/** Whether a feed tells a message: not what a summary tells, and no summary before it is known what that tells. */
export const isInFeed = ({ state, message }: OutboxEntry): boolean =>
  state !== 'merged' && !(message.kind === 'summary' && message.merged.length === 0)

/**
 * Makes a feed of messages, the newest first.
 *
 * @param origin address of the service. Its host is in all ids: two services tell of the same day, but not the same.
 */
export function feedOf(messages: readonly [Message, WrittenMessage][], origin: string): Feed {
  const tag = `tag:${new URL(origin).hostname},2026:` // RFC 4151
  return {
    id: `${tag}messages`,
    title: 'Visitbook',
    home: `${origin}/`,
    items: messages.map(([{ id, at: time }, { title, text, url }]) => ({
      ...{ id: tag + id, time, title, text, url },
    })),
  }
}

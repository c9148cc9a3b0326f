import { feedFormatFor, feedTypes } from '../../api/feed'
import type { HandlerFor, HandlersFor } from '../../api/handler'
import { atom } from '../../domain/message/feed/atom'
import { feedLength, feedOf, isInFeed } from '../../domain/message/feed/feed'
import { jsonFeed } from '../../domain/message/feed/json-feed'
import type { Message } from '../../domain/message/message'
import type { WrittenMessage } from '../../domain/message/written-message'
import { content } from '../../http/response'
import type { OutboxStore } from '../../store/outbox-store'

interface FeedParts {
  readonly outbox: Pick<OutboxStore, 'page'>
  /** Puts a message in words. @param dashboard its address */
  readonly write: (message: Message, dashboard: string) => WrittenMessage
}

export const feedHandlers = (parts: FeedParts): HandlersFor<'GET /feed'> => ({ 'GET /feed': getFeed(parts) })

const writers = { atom, json: jsonFeed }

/** The newest messages for feed readers. Its own address has a token in it, which no link in it may tell. */
const getFeed =
  ({ outbox, write }: FeedParts): HandlerFor<'GET /feed'> =>
  async ({ origin, headers, query }) => {
    const format = query.format ?? feedFormatFor(headers.accept)
    const messages = await newestMessages(outbox)
    const feed = feedOf(
      messages.map((message) => [message, write(message, origin)]),
      origin,
    )
    const body = writers[format](feed)
    return content(feedTypes[format], body, { vary: 'accept', 'referrer-policy': 'no-referrer' })
  }

/** Pages that are read at most: each may have nothing but what one summary tells. */
const mostPages = 20

async function newestMessages(outbox: FeedParts['outbox']): Promise<Message[]> {
  const messages: Message[] = []
  let after: string | null = null
  for (let page = 0; page < mostPages && messages.length < feedLength; page++) {
    const { entries, next } = await outbox.page({ after, most: feedLength })
    messages.push(...entries.filter(isInFeed).map(({ message }) => message))
    if (next === null) break
    after = next
  }
  return messages.slice(0, feedLength)
}

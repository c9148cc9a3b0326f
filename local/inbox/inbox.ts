import type { ServerResponse } from 'node:http'
import { hmacSha256 } from '../../lambda/domain/hmac'
import type { Message } from '../../lambda/domain/message/message'
import type { WrittenMessage } from '../../lambda/domain/message/written-message'
import type { OutboxStore } from '../../lambda/store/outbox-store'
import { inboxPage } from './inbox-page'

/** The most messages that the page shows. */
const shown = 50

export interface InboxParts {
  readonly outbox: Pick<OutboxStore, 'page'>
  readonly write: (message: Message) => WrittenMessage
  readonly token: string
}

/** A page of this machine alone, which shows the messages of the outbox. */
export interface Inbox {
  /** Nobody finds it who does not know the token. */
  readonly path: string
  answer(response: ServerResponse): Promise<void>
}

/** What a mail brings along may not load, send or run anything, wherever it is shown. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

export const inboxOf = ({ outbox, write, token }: InboxParts): Inbox => ({
  path: `/inbox/${hmacSha256(Buffer.from(token))('inbox').slice(0, 32)}`,
  async answer(response) {
    const { entries } = await outbox.page({ after: null, most: shown })
    const page = inboxPage(entries.map((entry) => ({ entry, written: write(entry.message) })))
    response.writeHead(200, headers).end(page)
  },
})

import type { ServerResponse } from 'node:http'
import { hmacSha256 } from '../../lambda/domain/hmac'
import type { Message } from '../../lambda/domain/message/message'
import type { WrittenMessage } from '../../lambda/domain/message/written-message'
import type { OutboxStore } from '../../lambda/store/outbox-store'
import type { Door } from '../door'
import { targetOf } from '../event'
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
  readonly door: Door
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

export function inboxOf({ outbox, write, token }: InboxParts): Inbox {
  const path = `/inbox/${hmacSha256(Buffer.from(token))('inbox').slice(0, 32)}`
  const show = async (response: ServerResponse) => {
    const { entries } = await outbox.page({ after: null, most: shown })
    const page = inboxPage(entries.map((entry) => ({ entry, written: write(entry.message) })))
    response.writeHead(200, headers).end(page)
  }
  return {
    path,
    door(request, response) {
      if (request.method !== 'GET' || targetOf(request).path !== path) return false
      show(response).catch((error) => {
        console.error(error)
        response
          .writeHead(500, { 'content-type': 'text/plain' })
          .end('Something went wrong here; it has been logged.\n')
      })
      return true
    },
  }
}

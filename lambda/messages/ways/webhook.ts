import type { WebhookSettings } from '../../contract'
import type { Message } from '../../domain/message/message'
import type { WrittenMessage } from '../../domain/message/written-message'
import type { Handed, Way } from '../way'
import { answerText, failureOf } from './answer-text'
import type { Post, PostAnswer, SendPost } from './guarded-post'
import { payloadOf } from './payload'
import { shapes } from './shapes'
import { signatureHeaders } from './signature'

export interface WebhookParts {
  readonly post: SendPost
  readonly now: () => Date
}

/** Hands messages to one webhook. Its name is the host alone: whoever knows the whole address may write to it. */
export function webhookWay(hook: WebhookSettings, { post, now }: WebhookParts): Way {
  return {
    name: `${hook.shape} ${new URL(hook.url).host}`,
    send: (message, written) =>
      post(postOf(hook, { message, written, now: now() })).then(handedOf, failureOf),
  }
}

interface Sending {
  readonly message: Message
  readonly written: WrittenMessage
  readonly now: Date
}

function postOf({ url, secrets, shape }: WebhookSettings, { message, written, now }: Sending): Post {
  const headers = { 'content-type': 'application/json', 'user-agent': 'Visitbook' }
  if (shape !== 'webhook') {
    const shaped = shapes[shape](url, written)
    return { url: shaped.url, headers, body: JSON.stringify(shaped.body) }
  }
  const body = JSON.stringify(payloadOf(message, written.url))
  const timestamp = Math.floor(now.getTime() / 1000) // of this try: receivers refuse what is older than minutes
  return {
    url,
    headers: { ...headers, ...signatureHeaders({ id: message.id, timestamp, body }, secrets) },
    body,
  }
}

/** A status that says so is an answer even where its body never ends: to send again would only tell it twice. */
function handedOf({ status, text, isEndless }: PostAnswer): Handed {
  const said = `${status}${isEndless ? ', and its body had no end' : ''}`
  if (status >= 200 && status < 300) return { result: 'sent', answer: said }
  if (status === 410) return { result: 'stopped', answer: '410: it wants no message any more' }
  if (status >= 300 && status < 400)
    return { result: 'failed', answer: `${said}: it leads elsewhere, and no redirect is followed` }
  const reason = answerText(text)
  return { result: 'failed', answer: reason === '' ? said : answerText(`${said}: ${reason}`) }
}

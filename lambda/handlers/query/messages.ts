import type { HandlerFor, HandlersFor } from '../../api/handler'
import { type MessageAnswer, messageAnswerOf } from '../../api/messages'
import { type NetworkFacts, organisationsOf } from '../../domain/describe/known-network'
import { resent } from '../../domain/message/delivery'
import { type Message, messageId } from '../../domain/message/message'
import type { OutboxEntry } from '../../domain/message/outbox-entry'
import type { WrittenMessage } from '../../domain/message/written-message'
import { instantOf } from '../../domain/time/day'
import { cursorOf, parseCursor } from '../../http/cursor'
import { Problem } from '../../http/problem'
import type { HttpRequest } from '../../http/request'
import { accepted, json } from '../../http/response'
import type { CorrectionStore } from '../../store/correction-store'
import type { OutboxStore } from '../../store/outbox-store'
import type { RecipientStore } from '../../store/recipient-store'

export interface MessagesParts extends Pick<NetworkFacts, 'networks'> {
  readonly outbox: Pick<OutboxStore, 'add' | 'entry' | 'page' | 'replace'>
  readonly store: Pick<CorrectionStore, 'corrections'>
  readonly recipients: Pick<RecipientStore, 'recipients'>
  /** Puts a message in words. @param dashboard its address */
  readonly write: (message: Message, dashboard: string) => WrittenMessage
  /** Whether there is the setting `notify`, without which nothing is sent. */
  readonly messages: boolean
  readonly now: () => Date
}

/** The query function only puts items: the table's stream wakes the function that sends. */
export const messagesHandlers = (
  parts: MessagesParts,
): HandlersFor<'GET /messages' | 'GET /messages/{id}' | 'POST /messages/{id}/resend' | 'POST /messages'> => ({
  'GET /messages': listMessages(parts),
  'GET /messages/{id}': getMessage(parts),
  'POST /messages/{id}/resend': resendMessage(parts),
  'POST /messages': testMessages(parts),
})

/** What a cursor of messages is bound to. */
const list = { list: 'messages' }

/** The messages, the newest first. */
const listMessages =
  (parts: MessagesParts): HandlerFor<'GET /messages'> =>
  async ({ origin, query: { limit, cursor } }) => {
    const after = cursor === undefined ? null : parseCursor(cursor, list)
    const { entries, next } = await parts.outbox.page({ after, most: limit })
    const messages = await answersOf(parts, entries, origin)
    return json({ messages, cursor: next === null ? null : cursorOf(next, list) })
  }

const getMessage =
  (parts: MessagesParts): HandlerFor<'GET /messages/{id}'> =>
  async (request) => {
    const entry = await entryIn(request, parts)
    const [answer] = (await answersOf(parts, [entry], request.origin)) as [MessageAnswer]
    return json({ ...answer, text: parts.write(entry.message, request.origin).text })
  }

/** Has a message sent once more, by itself where a summary told it. */
const resendMessage =
  (parts: MessagesParts): HandlerFor<'POST /messages/{id}/resend'> =>
  async (request) => {
    requireMessages(parts)
    const entry = await entryIn(request, parts)
    if (entry.state === 'waiting')
      throw new Problem(409, `it is waiting already, and tried next at ${entry.due ?? 'any moment'}`)
    if (!(await parts.outbox.replace(resent(entry, instantOf(parts.now().getTime())))))
      throw new Problem(409, 'it was changed just now; look at it, and try again')
    return accepted({ id: entry.message.id })
  }

/** Puts a message that shows that messages arrive. */
const testMessages =
  (parts: MessagesParts): HandlerFor<'POST /messages'> =>
  async () => {
    requireMessages(parts)
    const at = instantOf(parts.now().getTime())
    const id = messageId('test', null, at)
    const message: Message = { id, kind: 'test', site: null, at, subject: at }
    const entry: OutboxEntry = {
      ...{ message, state: 'waiting', due: at },
      ...{ deliveries: [], summary: null, version: 1 },
    }
    await parts.outbox.add(entry) // two of one millisecond are one
    return accepted({ id })
  }

function requireMessages({ messages }: MessagesParts): void {
  if (!messages) throw new Problem(409, 'messages are off: set notify and deploy; docs/messages.md says how')
}

/** @throws Problem where there is none of this id */
async function entryIn(
  { params: { id = '' } }: HttpRequest,
  { outbox }: Pick<MessagesParts, 'outbox'>,
): Promise<OutboxEntry> {
  const entry = /^msg_[0-9a-f]{24}$/.test(id) ? await outbox.entry(id) : null
  if (entry === null) throw new Problem(404, 'there is no message of this id; GET /messages lists them')
  return entry
}

async function answersOf(
  parts: MessagesParts,
  entries: readonly OutboxEntry[],
  origin: string,
): Promise<MessageAnswer[]> {
  const isMuted = await mutedIn(parts, entries)
  return entries.map((entry) =>
    messageAnswerOf(entry, {
      title: parts.write(entry.message, origin).title,
      muted: isMuted(entry.message),
    }),
  )
}

/** Reads only what these messages are about. A recipient that was forgotten is neither muted nor not. */
async function mutedIn(
  { store, networks, recipients }: MessagesParts,
  entries: readonly OutboxEntry[],
): Promise<(message: Message) => boolean | null> {
  const isAbout = (kind: Message['kind']) => entries.some(({ message }) => message.kind === kind)
  const [corrections, links] = await Promise.all([
    isAbout('organisation') ? store.corrections() : [],
    isAbout('recipient') ? recipients.recipients() : [],
  ])
  const { keyOf } = organisationsOf({ networks, corrections })
  return ({ kind, subject }) => {
    if (kind === 'recipient') return links.find(({ code }) => code === subject)?.muted ?? null
    if (kind !== 'organisation') return null
    const key = keyOf(subject)
    return corrections.some((one) => one.subject === key && one.muted)
  }
}

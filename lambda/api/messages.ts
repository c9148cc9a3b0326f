import * as v from 'valibot'
import { type Message, messageKinds } from '../domain/message/message'
import { deliveryStates, type OutboxEntry, outboxStates } from '../domain/message/outbox-entry'
import { count, cursor, type Described, known, limitQuery, moment, text } from './schema'

/** The query string of `GET /messages`. */
export const messagesQuery = v.object({
  limit: limitQuery('Messages that a page of them holds', { most: 100, otherwise: 50 }),
  cursor: v.optional(v.pipe(v.string(), v.description('Where the page before ended, from its answer.'))),
})

const delivery = v.object({
  way: text('The way, such as e-mail, or webhook and its host'),
  state: v.pipe(
    v.picklist(deliveryStates),
    v.description(
      'waiting: it is tried again; sent: it was taken; failed: no try of a day and more was taken; stopped: it wants no message any more',
    ),
  ),
  tries: v.pipe(
    v.array(v.object({ at: moment('When'), answer: text('What was answered, in words') })),
    v.description('The newest last'),
  ),
})

const messageFields = {
  id: text('Its id, the same with each try'),
  kind: v.pipe(
    v.picklist(messageKinds),
    v.description(
      'organisation: one came for the first time; recipient: one read for the first time; summary: several of these; digest: of a day or week; test: that messages arrive',
    ),
  ),
  site: known('Host; null where it is about all'),
  at: moment('When it was decided on'),
  subject: text(
    'What it is about: key of the organisation, code of the recipient, last day of the digest, or a moment',
  ),
  name: known('Name of the organisation or recipient; null where it is about none, or has none any more'),
  muted: v.pipe(
    v.nullable(v.boolean()),
    v.description('Whether no more messages are sent about its subject; null where it is about none'),
  ),
  title: text('What it says, in one line'),
  state: v.pipe(
    v.picklist(outboxStates),
    v.description(
      'waiting: to be tried when due; sent: every way took it; failed: one way did not; merged: told by a summary',
    ),
  ),
  due: v.nullable(moment('When it is tried next; null where it is done')),
  deliveries: v.pipe(v.array(delivery), v.description('How it stands with each way that it was handed to')),
  summary: known('Id of the summary that tells it; null where it is told by itself'),
}

export const messageListAnswer = v.object({ messages: v.array(v.object(messageFields)), cursor })

export const messageAnswer = v.object({
  ...messageFields,
  text: text('The message itself, as plain text'),
})

export const acceptedMessageAnswer = v.object({ id: text('Its id, by which GET /messages/{id} tells of it') })

const trouble = v.object({
  way: text('The way'),
  state: v.pipe(v.picklist(deliveryStates), v.description('How it stands with the last message')),
  answer: text('What was answered last'),
  at: moment('When'),
})

/** How messages are doing, as `GET /status` says it. */
export const messageHealth = v.object({
  waiting: count('Messages that wait to be handed over'),
  failed: count('Messages that failed'),
  trouble: v.pipe(v.array(trouble), v.description('Ways whose last try was not taken')),
  mail: known('What keeps e-mail from arriving, and what to do about it; null where nothing is known to'),
})

export type MessageAnswer = Described<typeof messageListAnswer>['messages'][number]

/** What is known of an entry besides itself. */
interface MessageFacts {
  readonly title: string
  readonly muted: boolean | null
}

export function messageAnswerOf(entry: OutboxEntry, { title, muted }: MessageFacts): MessageAnswer {
  const { message, state, due, deliveries, summary } = entry
  const { id, kind, site, at, subject } = message
  const name = nameIn(message)
  return { ...{ id, kind, site, at, subject, name, muted, title }, ...{ state, due, deliveries, summary } }
}

function nameIn(message: Message): string | null {
  if (message.kind === 'organisation') return message.organisation.name
  return message.kind === 'recipient' ? message.name : null
}

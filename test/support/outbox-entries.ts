import {
  type Message,
  messageId,
  type OrganisationMessage,
  type RecipientMessage,
} from '../../lambda/domain/message/message'
import type { Delivery, OutboxEntry } from '../../lambda/domain/message/outbox-entry'
import type { Instant } from '../../lambda/domain/time/day'

const site = 'you.github.io'

const visitAt = (time: Instant) => ({
  ...{ id: '01a20417-98d7-760a-b6b7-2acc3b7014c0', time, page: '/cv', title: 'Curriculum vitae' },
  ...{ referrer: 'www.google.com', country: 'DE' },
})

/** That a bank came. */
export const organisationMessage = (
  at: Instant,
  { key = 'example-bank', name = 'Example Bank' } = {},
): OrganisationMessage => ({
  ...{ id: messageId('organisation', site, key), kind: 'organisation', site, at, subject: key },
  organisation: { name, kind: 'business', domain: 'bank.example', confidence: 'high' },
  visit: visitAt(at),
})

/** That Jane read. */
export const recipientMessage = (at: Instant, code: string): RecipientMessage => ({
  ...{ id: messageId('recipient', site, code), kind: 'recipient', site, at, subject: code },
  ...{ name: 'Acme, Jane Doe', visit: visitAt(at), seconds: 240, organisation: 'Example Bank' },
})

const untried = { state: 'waiting', deliveries: [], summary: null, version: 1 } as const

export const waiting = (message: Message): OutboxEntry => ({ ...untried, message, due: message.at })
export const merged = (message: Message, summary: string): OutboxEntry => ({
  ...{ ...untried, message, due: null, state: 'merged', summary },
})

export const delivery = (
  way: string,
  state: Delivery['state'],
  ...answers: readonly [Instant, string][]
): Delivery => ({
  ...{ way, state, tries: answers.map(([at, answer]) => ({ at, answer })) },
})

/** One that was handed to ways, by what became of it. */
export const handed = (message: Message, ...deliveries: readonly Delivery[]): OutboxEntry => {
  const isFailed = deliveries.some(({ state }) => state === 'failed')
  return { ...untried, message, due: null, state: isFailed ? 'failed' : 'sent', deliveries }
}

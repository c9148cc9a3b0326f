import type {
  DigestMessage,
  Message,
  MessageVisit,
  OrganisationMessage,
  RecipientMessage,
  SummaryMessage,
  TestMessage,
} from '../../lambda/domain/message/message'
import { messageId } from '../../lambda/domain/message/message'
import type { WrittenMessage } from '../../lambda/domain/message/written-message'

const site = 'you.github.io'
const at = '2026-11-22T10:00:00.000Z'

const visit: MessageVisit = {
  id: '019aab8f-6c00-7000-8000-000000000001',
  time: '2026-11-22T09:59:30.000Z',
  page: '/cv.html',
  title: 'Résumé',
  referrer: 'https://google.com/',
  country: 'DE',
}

/** One message of each kind. */
export const organisationMessage: OrganisationMessage = {
  id: messageId('organisation', site, 'acme'),
  kind: 'organisation',
  ...{ site, at, visit },
  subject: 'acme',
  organisation: { name: 'Acme Corp', kind: 'business', domain: 'acme.example', confidence: 'high' },
}

const recipientMessage: RecipientMessage = {
  id: messageId('recipient', site, '0123456789'),
  kind: 'recipient',
  ...{ site, at, visit },
  subject: '0123456789',
  name: 'Jane at Acme',
  seconds: 240,
  organisation: 'Acme Corp',
}

export const summaryMessage: SummaryMessage = {
  id: messageId('summary', null, at),
  kind: 'summary',
  site: null,
  at,
  subject: at,
  merged: [organisationMessage, recipientMessage],
  more: 3,
}

const totals = { visits: 12, visitors: 9, organisations: 4 }

export const digestMessage: DigestMessage = {
  id: messageId('digest', null, '2026-11-21'),
  kind: 'digest',
  site: null,
  at,
  subject: '2026-11-21',
  digest: {
    every: 'daily',
    from: '2026-11-21',
    to: '2026-11-21',
    zone: 'Europe/Berlin',
    complete: true,
    totals,
    before: { ...totals, visits: 10 },
    fresh: [
      {
        ...{ key: 'acme', name: 'Acme Corp', kind: 'business', confidence: 'high' },
        ...{ visits: 2, seconds: 300, read: ['/cv.html'] },
      },
    ],
    again: [],
    recipients: [{ code: '0123456789', name: 'Jane at Acme', state: 'read', seconds: 240 }],
    refusals: [{ reason: 'origin not listed', count: 3, remedy: 'list it' }],
  },
}

export const testMessage: TestMessage = {
  id: messageId('test', null, at),
  kind: 'test',
  site: null,
  at,
  subject: at,
}

export const messagesOfEachKind: readonly Message[] = [
  ...[organisationMessage, recipientMessage, summaryMessage, digestMessage, testMessage],
]

/** A message in words, as `name` came. */
export const writtenOf = (name: string): WrittenMessage => ({
  subject: 'Somebody came to you.github.io',
  title: `${name} came to you.github.io`,
  text: `${name} came to you.github.io\n\nIt read ${name}.\n\nSee it:\nhttps://book.example/#organisation=acme\n`,
  html: '<!doctype html><p>Somebody came.</p>',
  url: 'https://book.example/#organisation=acme',
})

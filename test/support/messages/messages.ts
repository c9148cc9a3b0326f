import type { Digest, DigestOrganisation } from '../../../lambda/domain/message/digest'
import type {
  DigestMessage,
  Message,
  MessageVisit,
  OrganisationMessage,
  RecipientMessage,
  SummaryMessage,
  TestMessage,
} from '../../../lambda/domain/message/message'
import { messageId } from '../../../lambda/domain/message/message'

const site = 'you.github.io'
const at = '2026-11-22T15:45:50.123Z'

export const visit: MessageVisit = {
  id: '019aac4c-1b8b-7001-8203-040506070809',
  time: at,
  page: '/cv',
  title: 'Résumé',
  referrer: 'google.com',
  country: 'DE',
}

export const organisationMessage = (fields: Partial<OrganisationMessage> = {}): OrganisationMessage => ({
  id: messageId('organisation', site, 'acme-corp'),
  kind: 'organisation',
  site,
  at,
  subject: 'acme-corp',
  organisation: { name: 'Acme Corp', kind: 'business', domain: 'acme.example', confidence: 'high' },
  visit,
  ...fields,
})

export const recipientMessage = (fields: Partial<RecipientMessage> = {}): RecipientMessage => ({
  id: messageId('recipient', site, 'k7m2q4'),
  kind: 'recipient',
  site,
  at,
  subject: 'k7m2q4',
  name: 'Jane at Acme',
  visit: { ...visit, referrer: null },
  seconds: 240,
  organisation: 'Acme Corp',
  ...fields,
})

export const summaryMessage = (fields: Partial<SummaryMessage> = {}): SummaryMessage => ({
  id: messageId('summary', null, at),
  kind: 'summary',
  site: null,
  at,
  subject: at,
  merged: [organisationMessage(), recipientMessage()],
  more: 0,
  ...fields,
})

export const digestOrganisation = (fields: Partial<DigestOrganisation> = {}): DigestOrganisation => ({
  key: 'acme-corp',
  name: 'Acme Corp',
  kind: 'business',
  confidence: 'high',
  visits: 3,
  seconds: 240,
  read: ['/cv', '/publications'],
  ...fields,
})

const digest: Digest = {
  every: 'daily',
  from: '2026-11-22',
  to: '2026-11-22',
  zone: 'Europe/Berlin',
  complete: true,
  totals: { visits: 1234, visitors: 987, organisations: 3 },
  before: { visits: 1, visitors: 1, organisations: 0 },
  fresh: [
    digestOrganisation(),
    digestOrganisation({ name: 'Example Bank', confidence: 'low', visits: 1, seconds: 0, read: ['/'] }),
  ],
  again: [
    digestOrganisation({ name: 'Example University', kind: 'education', visits: 2, seconds: 3900, read: [] }),
  ],
  recipients: [
    { code: 'k7m2q4', name: 'Jane at Acme', state: 'read', seconds: 240 },
    { code: 'p3r5t7', name: 'Bob', state: 'fetched', seconds: 0 },
  ],
  refusals: [
    {
      reason: 'origin not listed',
      count: 12,
      remedy: `if this is yours: "sites": ["${site}", "me.example"] in visitbook.json, or -c 'sites=${site},me.example'`,
    },
  ],
}

export const digestMessage = (fields: Partial<Digest> = {}): DigestMessage => ({
  id: messageId('digest', null, fields.to ?? digest.to),
  kind: 'digest',
  site: null,
  at,
  subject: fields.to ?? digest.to,
  digest: { ...digest, ...fields },
})

export const testMessage: TestMessage = {
  id: messageId('test', null, at),
  kind: 'test',
  site: null,
  at,
  subject: at,
}

/** One of each kind. */
export const messages: readonly Message[] = [
  organisationMessage(),
  recipientMessage(),
  summaryMessage(),
  digestMessage(),
  testMessage,
]

/** What strangers, and the owner’s own recipients, may be called. */
export const hostileTexts: readonly string[] = [
  '<img src=https://evil.example/x onerror=alert(1)><script>alert(2)</script>',
  '</title></style><style>*{display:none}</style>&lt;b&gt;&amp;amp;',
  'Acme\r\nBcc: everybody@evil.example\r\n\r\nClick https://evil.example/login',
  '\u202emoc.live\u202c \u2066x\u2069 a\u200bb \u0000\u001b[31mred\u001b]8;;https://evil.example\u0007',
  'see evil.com, www.evil.com/a?b=c, evil。com, HTTPS://evil.zip, mailto:a@evil.com or a＠evil．com',
  '清华大学 清华大学 清华大学 清华大学 清华大学 清华大学 清华大学',
  `${'W'.repeat(100)}`,
  `Z${'\u0301'.repeat(60)}algo ${'\u0489'.repeat(40)}`,
  '‮<a href="javascript:alert(1)">x</a>" onmouseover="alert(1)',
  'شركة المثال (business) came to',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿 👩‍🚀 **bold** [x](https://evil.example) <@U123> @everyone',
  '   ',
  '',
]

/** Each kind with a hostile text in every field that strangers fill. */
export function hostileMessages(text: string): readonly Message[] {
  const strange = { ...visit, title: text, page: `/${text}`, referrer: text, country: text }
  const organisation = organisationMessage({
    organisation: { name: text, kind: 'business', domain: text, confidence: 'low' },
    subject: text,
    visit: strange,
  })
  const recipient = recipientMessage({ name: text, organisation: text, visit: strange })
  const come = digestOrganisation({ name: text, key: text, read: [`/${text}`, text] })
  return [
    organisation,
    recipient,
    summaryMessage({ merged: [organisation, recipient] }),
    digestMessage({
      fresh: [come],
      again: [come, come],
      recipients: [{ code: text, name: text, state: 'loaded', seconds: 0 }],
      refusals: [{ reason: 'malformed', count: 1, remedy: `correct what the page sends (${text})` }],
    }),
  ]
}

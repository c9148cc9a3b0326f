import type { Message } from '../../../../lambda/domain/message/message'
import { write } from '../../../../lambda/domain/message/writing/write'
import { zoneOf } from '../../../../lambda/domain/time/zone'
import { readAddress } from '../../../../web/dashboard/state/view'
import {
  digestMessage,
  digestOrganisation,
  messages,
  organisationMessage,
  recipientMessage,
  summaryMessage,
  testMessage,
  visit,
} from '../../../support/messages/messages'

const url = 'https://book.example'
const setting = { url: `${url}/`, zone: zoneOf('Europe/Berlin') }
const when = 'Sunday 22 November 2026 at 16:45 (Europe/Berlin)'
const bank = { name: 'Example Bank', kind: 'business', domain: null, confidence: 'low' } as const

test.each<[string, Message, string]>([
  [
    'an organisation',
    organisationMessage(),
    `Acme Corp (business) came to you.github.io for the first time

It read *Résumé* (/cv) from google.com, in Germany.

${when}

See it in the dashboard:
${url}/?view=organisation&key=acme-corp&site=you.github.io
`,
  ],
  [
    'one of which little is known',
    organisationMessage({
      organisation: bank,
      visit: { ...visit, title: null, referrer: 'blog.example', country: null },
    }),
    `Example Bank (perhaps business) came to you.github.io for the first time

It read /cv from blog[.]example.

${when}

See it in the dashboard:
${url}/?view=organisation&key=acme-corp&site=you.github.io
`,
  ],
  [
    'a recipient',
    recipientMessage(),
    `Jane at Acme read what you sent: 4 min on Résumé

It was *Résumé* (/cv) on you.github.io, in Germany, through the network
of Acme Corp.

${when}

See what became of your links:
${url}/?view=recipients
`,
  ],
  [
    'a recipient without a name, who was not timed',
    recipientMessage({
      name: null,
      seconds: 0,
      organisation: null,
      visit: { ...visit, country: 'NL', referrer: 'www.you.github.io' },
    }),
    `The recipient of k7m2q4 read what you sent: Résumé

It was *Résumé* (/cv) on you.github.io, in the Netherlands.

${when}

See what became of your links:
${url}/?view=recipients
`,
  ],
  [
    'a summary',
    summaryMessage({ more: 1000 }),
    `1,002 messages in one: 1 organisation came for the first time, 1
recipient read what you sent and 1,000 more

They came too close together to be sent one by one, or in your quiet
hours.

- Acme Corp (business) came to you.github.io for the first time. It read
  *Résumé* (/cv) from google.com, in Germany.
- Jane at Acme read what you sent: 4 min on *Résumé*.

And 1,000 more, which are in the dashboard.

Put together on ${when}

See all who came:
${url}/?from=2026-11-22&to=2026-11-22
`,
  ],
  [
    'a digest',
    digestMessage(),
    `Acme Corp and 1 more came for the first time on Sunday 22 November 2026

1,234 visits (1 the day before), 987 visitors (1), 3 organisations (0).

WHO IS NEW

- Acme Corp (business): 3 visits, 4 min in front; read /cv,
  /publications
- Example Bank (perhaps business): 1 visit; read /

WHO CAME BACK

- Example University (education): 2 visits, 1 h 5 min in front

RECIPIENTS

- Jane at Acme: read, 4 min
- Bob: fetched, and no page was loaded

TURNED AWAY

- 12 beacons, origin not listed: if this is yours: "sites":
  ["you[.]github[.]io", "me[.]example"] in visitbook.json, or -c
  'sites=you[.]github[.]io,me[.]example'

Copy from the dashboard what would let them in:
${url}/?view=refusals&from=2026-11-22&to=2026-11-22&tz=Europe%2FBerlin

Days by the clock of Europe/Berlin. Visits of bots, and your own, are
not counted.

See these days in the dashboard:
${url}/?from=2026-11-22&to=2026-11-22&tz=Europe%2FBerlin
`,
  ],
  [
    'a digest of a week with nobody new, not yet counted',
    digestMessage({
      every: 'weekly',
      from: '2026-11-16',
      complete: false,
      fresh: [],
      totals: { visits: 12, visitors: 9, organisations: 3 },
      recipients: [],
      refusals: [],
    }),
    `Nobody new from 16 to 22 November 2026

12 visits (1 the week before), 9 visitors (1), 3 organisations (0).

Not everything could be counted: some numbers may be too low.

WHO IS NEW

Nobody new.

WHO CAME BACK

- Example University (education): 2 visits, 1 h 5 min in front

And 2 organisations more, in the dashboard.

Days by the clock of Europe/Berlin. Visits of bots, and your own, are
not counted.

See these days in the dashboard:
${url}/?from=2026-11-16&to=2026-11-22&tz=Europe%2FBerlin
`,
  ],
  [
    'a test',
    testMessage,
    `A test: messages of your visitors’ book arrive here

Nobody came. When an organisation comes for the first time, or a
recipient reads what you sent, you hear of it in this way.

Asked for on ${when}

Open the dashboard:
${url}/
`,
  ],
])('%s is written', (_, message, text) => {
  expect(write(message, setting).text).toBe(text)
})

test.each<[Message, string]>([
  [organisationMessage(), 'Acme Corp (business) came to you.github.io for the first time'],
  [recipientMessage(), 'Jane at Acme read what you sent: 4 min on Resume'],
  [recipientMessage({ name: '清华大学' }), 'A recipient read what you sent: 4 min on Resume'],
  [
    summaryMessage(),
    '2 messages in one: 1 organisation came for the first time and 1 recipient read what you sent',
  ],
  [digestMessage(), 'Acme Corp and 1 more came for the first time on Sunday 22 November 2026'],
  [
    digestMessage({ totals: { visits: 9, visitors: 9, organisations: 300 } }),
    'Acme Corp and at least 1 more came for the first time on Sunday 22 November 2026',
  ],
  [
    digestMessage({ fresh: [digestOrganisation({ name: 'Łódź Bank' })] }),
    'Lodz Bank came for the first time on Sunday 22 November 2026',
  ],
  [
    digestMessage({ totals: { visits: 0, visitors: 0, organisations: 0 } }),
    'Nobody came on Sunday 22 November 2026',
  ],
  [testMessage, "A test: messages of your visitors' book arrive here"],
])('%# has a subject in ASCII', (message, subject) => {
  expect(write(message, setting).subject).toBe(subject)
})

test.each(messages.map((message) => [message.kind, message] as const))(
  'the dashboard knows the address of a message: %s',
  (_, message) => {
    expect(readAddress(new URL(write(message, setting).url).search).leftOut).toEqual([])
  },
)

test('its HTML says what its text says', () => {
  for (const message of messages) {
    const { html, text, title } = write(message, setting)
    const said = html
      .replace(/<(head|style)>.*?<\/\1>/gs, '')
      .replace(/<[^>]*>/g, '')
      .replace(/&quot;|&#39;/g, '"')
    const words = (one: string) => one.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
    const unaddressed = text.replaceAll(/^https:.*$/gm, '').replaceAll("'", '"')
    expect(words(said)).toEqual(words(unaddressed))
    expect(html).toContain(`<title>${title}</title>`)
  }
})

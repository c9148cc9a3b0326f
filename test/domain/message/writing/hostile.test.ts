import { write } from '../../../../lambda/domain/message/writing/write'
import { widthOf } from '../../../../lambda/domain/printable'
import { utc } from '../../../../lambda/domain/time/zone'
import {
  digestMessage,
  digestOrganisation,
  hostileMessages,
  hostileTexts,
  organisationMessage,
  summaryMessage,
  visit,
} from '../../../support/messages/messages'

const url = 'https://book.example'
const setting = { url, zone: utc }

const rows = hostileTexts.flatMap((text) =>
  hostileMessages(text).map((message) => [JSON.stringify(text).slice(0, 50), message.kind, message] as const),
)

/** What mail programs make links of, by a rule of their own kind: a scheme, a person, a host with a known ending. */
const linkable = /:\/\/|[^\s[]@\S|@[\p{L}\p{N}]|[\p{L}\p{N}-][.。．｡](com|example|zip|live|net|org)\b/iu

const tags = 'html head meta title style body div h1 h2 p ul li em span a'.split(' ')

describe.each(rows)('%s in a message about %s', (_, __, message) => {
  const { subject, title, text, html } = write(message, setting)
  const lines = text.split('\n')
  const own = (line: string) => line.startsWith(`${url}/`)

  it('stays on one line, in ASCII in the subject', () => {
    expect(subject).toMatch(/^[!-~]([ -~]{0,97}[!-~])?$/)
    expect(title).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
  })

  it('leaves lines of 72 columns', () => {
    expect(lines.filter((line) => !own(line) && widthOf(line) > 72)).toEqual([])
  })

  it('becomes no link', () => {
    expect(lines.filter((line) => !own(line) && linkable.test(line))).toEqual([])
    expect(`${subject} ${title}`).not.toMatch(linkable)
  })

  it('stays text in HTML', () => {
    const found = [...html.matchAll(/<\/?([^\s>!]+)/g)].map(([, tag]) => tag ?? '')
    expect(found.filter((tag) => !tags.includes(tag))).toEqual([])
    const addresses = [...html.matchAll(/(?:href|src|action)="([^"]*)"/g)].map(([, address]) => address ?? '')
    expect(addresses.filter((address) => !own(address))).toEqual([])
    const said = html.replace(/<style>.*?<\/style>/gs, '').replace(/<[^>]*>/g, '')
    expect(said).not.toMatch(linkable)
    expect(said).not.toMatch(/[<>]/)
  })
})

const long = '&'.repeat(100)
const many = Array.from({ length: 100 }, () => digestOrganisation({ name: long, read: [long, long, long] }))
const organisation = { name: long, kind: 'business', domain: null, confidence: 'high' } as const
const merged = Array.from({ length: 100 }, () =>
  organisationMessage({
    organisation,
    visit: { ...visit, title: long, page: long.repeat(2), referrer: long },
  }),
)
const totals = { visits: 1000, visitors: 1000, organisations: 1000 }

test.each([
  ['a digest', digestMessage({ fresh: many, again: many, totals }), 50, 'And 950 organisations more'],
  ['a summary', summaryMessage({ merged, more: 900 }), 25, 'And 975 more'],
])('%s of the longest names is under 100 KB, and says what it leaves out', (_, message, told, rest) => {
  const { html, text } = write(message, setting)
  expect(Buffer.byteLength(html)).toBeLessThan(100_000)
  expect(text.match(/^- /gm)).toHaveLength(told + (message.kind === 'digest' ? 3 : 0))
  expect(text).toContain(rest)
})

import { parseXml, type XmlElement } from '@rgrove/parse-xml'
import Ajv2020 from 'ajv/dist/2020'
import addFormats from 'ajv-formats'
import type { OutboxEntry } from '../../../lambda/domain/message/outbox-entry'
import type { Token } from '../../../lambda/domain/token/token'
import { hashOf } from '../../../lambda/http/token-secret'
import { authorized, book, tokens } from '../../support/book'
import { memoryOutbox } from '../../support/memory/outbox'
import { memoryTokens } from '../../support/memory/tokens'
import { digestMessage, messagesOfEachKind, summaryMessage } from '../../support/messages'
import { handed, merged, organisationMessage, waiting } from '../../support/outbox-entries'

const secret = `vb_${'f'.repeat(43)}`
const sha256 = hashOf(secret).toString('hex')
const feedToken: Token = {
  ...{ id: sha256.slice(0, 16), name: 'reader', created: '2026-11-22T10:00:00.000Z', zone: 'UTC' },
  ...{ scope: 'feed', site: null, pages: false, embed: null, sha256 },
}

function reader(...entries: readonly OutboxEntry[]) {
  const ask = book({
    outbox: memoryOutbox(...entries),
    tokens: [...tokens, { name: 'in-file', sha256: hashOf('of-a-file').toString('hex'), scope: 'feed' }],
    tokenStore: memoryTokens(feedToken),
  })
  return (query: string, headers: Readonly<Record<string, string>> = {}, route = 'GET /feed') =>
    ask({ route, path: `${route.split(' ')[1]}${query}`, headers })
}

const read = (...entries: readonly OutboxEntry[]) => reader(...entries)(`?token=${secret}`)

const minutesAgo = (minutes: number) =>
  new Date(Date.parse('2026-11-22T15:00:00Z') - minutes * 60_000).toISOString()
const came = (minutes: number, name = `Firm ${minutes}`) =>
  organisationMessage(minutesAgo(minutes), { key: `firm-${minutes}`, name })

const childrenOf = (element: XmlElement, name?: string): XmlElement[] =>
  (element.children as XmlElement[]).filter(
    (one) => one.type === 'element' && (name === undefined || one.name === name),
  )
const textOf = (element: XmlElement, name: string): string | undefined => childrenOf(element, name)[0]?.text
const rootOf = (body: string) => parseXml(body).root as XmlElement
const entriesIn = (body: string) => childrenOf(rootOf(body), 'entry')
const titlesIn = (body: string) => entriesIn(body).map((entry) => textOf(entry, 'title'))

/** RFC 3339, as RFC 4287 §3.3 wants it: with capital letters. */
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

/** What RFC 4287 requires of each element: how often each of its children may be there. */
const once = ['id', 'title', 'updated']
function expectElement(element: XmlElement, required: readonly string[], others: readonly string[]): void {
  const names = childrenOf(element).map(({ name }) => name)
  for (const name of required) expect(names.filter((one) => one === name)).toEqual([name])
  expect(names.filter((name) => ![...required, ...others].includes(name))).toEqual([])
  expect(URL.canParse(textOf(element, 'id') ?? '')).toBe(true)
  expect(textOf(element, 'updated')).toMatch(dateTime)
}

test('the feed is Atom as RFC 4287 has it, of every kind of message', async () => {
  const { status, headers, body } = await read(...messagesOfEachKind.map((message) => handed(message)))
  expect({ status, type: headers['content-type'] }).toEqual({
    status: 200,
    type: 'application/atom+xml; charset=utf-8',
  })
  const feed = rootOf(body)
  expect([feed.name, feed.attributes.xmlns]).toEqual(['feed', 'http://www.w3.org/2005/Atom'])
  expectElement(feed, [...once, 'author', 'link'], ['entry'])
  expect(childrenOf(childrenOf(feed, 'author')[0] as XmlElement).map(({ name }) => name)).toEqual(['name'])
  const entries = childrenOf(feed, 'entry')
  expect(entries).toHaveLength(5)
  for (const entry of entries) {
    expectElement(entry, [...once, 'published', 'link', 'content'], [])
    expect(textOf(entry, 'published')).toMatch(dateTime)
    const [link, content] = [childrenOf(entry, 'link')[0], childrenOf(entry, 'content')[0]]
    expect(link?.attributes).toMatchObject({ rel: 'alternate', href: expect.stringMatching(/^https:\/\//) })
    expect(content?.attributes).toEqual({ type: 'html' })
    expect(content?.text).toMatch(/^<pre>[^<>]+<\/pre>$/)
  }
  const ids = entries.map((entry) => textOf(entry, 'id'))
  expect(new Set(ids).size).toBe(5)
  expect(ids.every((id) => /^tag:[\w.-]+,2026:msg_[0-9a-f]{24}$/.test(id ?? ''))).toBe(true)
})

/** Fields of JSON Feed 1.1 that we use, and what its text says of them. */
const jsonFeedSchema = {
  type: 'object',
  required: ['version', 'title', 'items'],
  additionalProperties: false,
  properties: {
    version: { const: 'https://jsonfeed.org/version/1.1' },
    title: { type: 'string' },
    home_page_url: { type: 'string', format: 'uri' },
    language: { type: 'string', pattern: '^[a-z]{2}$' },
    authors: {
      type: 'array',
      items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
    },
    items: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'content_text'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', minLength: 1 },
          url: { type: 'string', format: 'uri' },
          title: { type: 'string' },
          content_text: { type: 'string', minLength: 1 },
          date_published: { type: 'string', format: 'date-time' },
        },
      },
    },
  },
}

test('the same is JSON Feed 1.1', async () => {
  const ask = reader(...messagesOfEachKind.map((message) => handed(message)))
  const { headers, json } = await ask(`?format=json&token=${secret}`)
  expect(headers['content-type']).toBe('application/feed+json')
  const validate = addFormats(new Ajv2020({ allErrors: true })).compile(jsonFeedSchema)
  expect([validate(json), validate.errors]).toEqual([true, null])
  const { items } = json as { items: { id: string; title: string; url: string }[] }
  const entries = entriesIn((await ask(`?token=${secret}`)).body)
  expect(items.map(({ id, title, url }) => [id, title, url])).toEqual(
    entries.map((entry) => [
      textOf(entry, 'id'),
      textOf(entry, 'title'),
      childrenOf(entry, 'link')[0]?.attributes.href,
    ]),
  )
})

test.each([
  ['', undefined, 'application/atom+xml; charset=utf-8'],
  ['', '*/*', 'application/atom+xml; charset=utf-8'],
  ['', 'application/rss+xml', 'application/atom+xml; charset=utf-8'],
  ['', 'application/feed+json, application/json;q=0.9, */*;q=0.1', 'application/feed+json'],
  ['', 'application/atom+xml, application/feed+json', 'application/atom+xml; charset=utf-8'],
  ['&format=atom', 'application/feed+json', 'application/atom+xml; charset=utf-8'],
  ['&format=json', undefined, 'application/feed+json'],
])('%s with Accept: %s is answered as %s', async (query, accept, type) => {
  const { headers } = await reader()(
    `?token=${secret}${query}`,
    accept === undefined ? {} : { Accept: accept },
  )
  expect(headers['content-type']).toBe(type)
  expect(headers.vary).toContain('accept')
})

test('a feed of nothing is a feed', async () => {
  expect(entriesIn((await read()).body)).toEqual([])
})

test('names of strangers are text, whatever they contain', async () => {
  const name = `</title><script>alert(1)</script> & "'\u0000\u0008\ud800\ufffe]]> &lt;b&gt; \u{1f642}`
  const { body } = await read(handed(came(1, name)))
  const [entry] = entriesIn(body)
  expect(childrenOf(entry as XmlElement).map(({ name: one }) => one)).toEqual([
    ...['id', 'title', 'published', 'updated', 'link', 'content'],
  ])
  const html = textOf(entry as XmlElement, 'content') ?? ''
  expect(html).toMatch(/^<pre>[^<>]*<\/pre>$/)
  expect(html).toContain('&amp;lt;b&amp;gt;')
  expect(textOf(entry as XmlElement, 'title')).toContain('<script>')
})

test('it has the newest 50, and what a summary tells only there', async () => {
  const all = Array.from({ length: 60 }, (_, minutes) => handed(came(minutes)))
  const told = Array.from({ length: 120 }, (_, minutes) => merged(came(minutes + 0.5), summaryMessage.id))
  const titles = titlesIn((await read(...all, ...told)).body)
  expect(titles).toHaveLength(50)
  expect(titles.at(0)).toMatch(/^Firm 0 /)
  expect(titles.at(-1)).toMatch(/^Firm 49 /)
})

test('a summary is told once it is known what it tells', async () => {
  const empty = waiting({ ...summaryMessage, merged: [], more: 0 })
  expect(titlesIn((await read(empty)).body)).toEqual([])
  expect(titlesIn((await read(waiting(summaryMessage))).body)).toHaveLength(1)
  expect(titlesIn((await read(waiting(digestMessage))).body)).toHaveLength(1)
})

test('a reader that has it is told so', async () => {
  const ask = reader(handed(came(1)))
  const { headers } = await ask(`?token=${secret}`)
  const again = await ask(`?token=${secret}`, { 'If-None-Match': headers.etag ?? '' })
  expect([again.status, again.body]).toEqual([304, ''])
  const more = reader(handed(came(1)), handed(came(2)))
  expect((await more(`?token=${secret}`, { 'If-None-Match': headers.etag ?? '' })).status).toBe(200)
})

test('no address in it has the token', async () => {
  const { body, headers } = await read(handed(came(1)))
  expect(JSON.stringify([body, headers])).not.toContain(secret)
  expect(headers['referrer-policy']).toBe('no-referrer')
})

test.each([
  ['a token of scope feed in the address', 200, `?token=${secret}`, {}],
  ['one of the settings', 200, '?token=of-a-file', {}],
  ['a token of scope feed in the header', 200, '', { Authorization: `Bearer ${secret}` }],
  ['the owner’s in the header', 200, '', authorized],
  ['the owner’s in the address', 403, `?token=${authorized.Authorization.slice(7)}`, {}],
  ['an unknown one', 401, `?token=vb_${'x'.repeat(43)}`, {}],
  ['none', 401, '', {}],
  ['an empty one', 401, '?token=', {}],
  ['two', 400, `?token=${secret}&token=${secret}`, {}],
  ['what is no parameter', 400, `?token=${secret}&site=you.github.io`, {}],
  ['an unknown format', 400, `?token=${secret}&format=rss`, {}],
])('with %s, the feed is answered %i', async (_, status, query, headers) => {
  expect((await reader()(query, headers)).status).toBe(status)
})

test.each([
  'GET /visits',
  'DELETE /visits',
  'GET /stats',
  'GET /organisations',
  'GET /recipients',
  'GET /messages',
  'POST /messages',
  'GET /status',
  'GET /sites',
  'GET /tokens',
  'POST /tokens',
])('the token of a feed is answered 403 by %s, and in its address 401', async (route) => {
  const ask = reader()
  const refused = await ask('', { Authorization: `Bearer ${secret}` }, route)
  expect([refused.status, refused.json]).toEqual([
    403,
    expect.objectContaining({
      detail: 'this token may only read messages: GET /feed',
      token: { scope: 'feed', site: null, pages: false },
    }),
  ])
  expect((await ask(`?token=${secret}`, {}, route)).status).toBe(401)
})

test('nothing is logged of a token in an address', async () => {
  const logged = (['info', 'warn', 'error', 'log'] as const).map((level) =>
    jest.spyOn(console, level).mockImplementation(() => {}),
  )
  const failing = book({
    outbox: { ...memoryOutbox(), page: () => Promise.reject(new Error('the table is away')) },
    tokenStore: memoryTokens(feedToken),
  })
  const { status } = await failing({ route: 'GET /feed', path: `/feed?token=${secret}` })
  const lines = JSON.stringify(logged.flatMap(({ mock }) => mock.calls))
  for (const one of logged) one.mockRestore()
  expect(status).toBe(500)
  expect(lines).toContain('the table is away')
  expect(lines).not.toContain('ffff')
})

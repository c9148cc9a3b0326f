import { Webhook } from 'standardwebhooks'
import type { WebhookSettings } from '../../../lambda/contract'
import type { Post, PostAnswer } from '../../../lambda/messages/ways/guarded-post'
import { webhookWay } from '../../../lambda/messages/ways/webhook'
import {
  digestMessage,
  messagesOfEachKind,
  organisationMessage,
  summaryMessage,
  writtenOf,
} from '../../support/messages'

const secretOf = (seed: number) => `whsec_${Buffer.alloc(32, seed).toString('base64')}`
const [newer, older, foreign] = [secretOf(1), secretOf(2), secretOf(3)]

const hook: WebhookSettings = {
  url: 'https://hooks.example.com:8443/T000/secret?x=1',
  secrets: [newer, older],
  shape: 'webhook',
}

const answered: PostAnswer = { status: 200, text: '', isEndless: false }

/** Sends a message and returns what was posted. */
async function posted(
  settings: Partial<WebhookSettings> = {},
  { message = organisationMessage, written = writtenOf('Acme Corp'), now = new Date() } = {} as {
    message?: (typeof messagesOfEachKind)[number]
    written?: ReturnType<typeof writtenOf>
    now?: Date
  },
): Promise<Post & { readonly json: unknown }> {
  const posts: Post[] = []
  const way = webhookWay(
    { ...hook, ...settings },
    { post: (post) => Promise.resolve(answered).finally(() => posts.push(post)), now: () => now },
  )
  expect(await way.send(message, written)).toEqual({ result: 'sent', answer: '200' })
  const [post] = posts as [Post]
  return { ...post, json: JSON.parse(post.body) }
}

const open = (secret: string, { headers, body }: Post) => new Webhook(secret).verify(body, { ...headers })

test.each([
  ['the newer secret', newer],
  ['the one that it replaces', older],
])('its signature verifies by %s', async (_, secret) => {
  const post = await posted()
  expect(open(secret, post)).toEqual(post.json)
})

const minute = 60_000

test.each<[string, (post: Post) => Post | Promise<Post>, string]>([
  ['an altered body', (post) => ({ ...post, body: post.body.replace('Acme', 'Acne') }), newer],
  ['another id', (post) => withHeader(post, 'webhook-id', 'msg_other'), newer],
  [
    'another time',
    (post) => withHeader(post, 'webhook-timestamp', String(Math.floor(Date.now() / 1000) - 9)),
    newer,
  ],
  ['an old one', () => posted({}, { now: new Date(Date.now() - 6 * minute) }), newer],
  ['one of the future', () => posted({}, { now: new Date(Date.now() + 6 * minute) }), newer],
  ['one of a foreign secret', (post) => post, foreign],
  ['one without a signature', (post) => withHeader(post, 'webhook-signature', ''), newer],
])('its signature does not verify: %s', async (_, change, secret) => {
  const post = await change(await posted())
  expect(() => open(secret, post)).toThrow()
})

const withHeader = (post: Post, name: string, value: string): Post => ({
  ...post,
  headers: { ...post.headers, [name]: value },
})

test('it has the id of the message and the time of the try', async () => {
  const { url, headers } = await posted({}, { now: new Date('2026-11-22T12:00:00.900Z') })
  expect({ url, headers }).toEqual({
    url: hook.url,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Visitbook',
      'webhook-id': organisationMessage.id,
      'webhook-timestamp': '1795348800',
      'webhook-signature': expect.stringMatching(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/),
    },
  })
})

const url = 'https://book.example/#organisation=acme'
const timestamp = '2026-11-22T10:00:00.000Z'
const { visit } = organisationMessage

const came = {
  site: 'you.github.io',
  organisation: {
    ...{ key: 'acme', name: 'Acme Corp', kind: 'business', domain: 'acme.example', confidence: 'high' },
  },
  visit,
}
const read = {
  site: 'you.github.io',
  recipient: { code: '0123456789', name: 'Jane at Acme' },
  seconds: 240,
  organisation: 'Acme Corp',
  visit,
}

test('each kind of message has a type and its data', async () => {
  const bodies = await Promise.all(
    messagesOfEachKind.map(async (message) => (await posted({}, { message })).json),
  )
  expect(bodies).toEqual([
    { type: 'organisation.came', timestamp, data: { url, ...came } },
    { type: 'recipient.read', timestamp, data: { url, ...read } },
    {
      type: 'summary',
      timestamp,
      data: {
        url,
        messages: [
          { type: 'organisation.came', timestamp, data: came },
          { type: 'recipient.read', timestamp, data: read },
        ],
        more: 3,
      },
    },
    { type: 'digest', timestamp, data: { url, ...digestMessage.digest } },
    { type: 'test', timestamp, data: { url } },
  ])
})

test.each<[Partial<PostAnswer>, string, string]>([
  [{ status: 204 }, 'sent', '204'],
  [{ status: 200, isEndless: true }, 'sent', '200, and its body had no end'],
  [{ status: 410, text: 'gone' }, 'stopped', '410: it wants no message any more'],
  [{ status: 302 }, 'failed', '302: it leads elsewhere, and no redirect is followed'],
  [{ status: 304 }, 'failed', '304: it leads elsewhere, and no redirect is followed'],
  [{ status: 400, text: ' no_text\n\u0000<b>' }, 'failed', '400: no_text <b>'],
  [{ status: 500 }, 'failed', '500'],
  [{ status: 503, text: 'é'.repeat(1000) }, 'failed', `503: ${'é'.repeat(97)}`],
])('the answer %j means %s: %s', async (given, result, answer) => {
  const way = webhookWay(hook, { post: async () => ({ ...answered, ...given }), now: () => new Date() })
  expect(await way.send(organisationMessage, writtenOf('Acme'))).toEqual({ result, answer })
})

test('a request that fails is one try', async () => {
  const post = () => Promise.reject(Object.assign(new Error(''), { code: 'ECONNREFUSED' }))
  const way = webhookWay(hook, { post, now: () => new Date() })
  const handed = await way.send(organisationMessage, writtenOf('Acme'))
  expect(handed).toEqual({ result: 'failed', answer: 'the host refused the connection' })
})

describe('for receivers that know no signature', () => {
  const hostile = '<!channel> & @everyone <@1> [x](https://evil.example) **`_~#> https://evil.example'

  test('Slack gets text whose signs are escaped, and formats none of it', async () => {
    const {
      headers,
      url: to,
      json,
    } = await posted({ shape: 'slack', secrets: [] }, { written: writtenOf(hostile) })
    expect({ to, headers }).toEqual({
      to: hook.url,
      headers: { 'content-type': 'application/json', 'user-agent': 'Visitbook' },
    })
    const name =
      '&lt;!channel&gt; &amp; @everyone &lt;@1&gt; [x](https://evil.example) **`_~#&gt; https://evil.example'
    expect(json).toEqual({
      text: `${name} came to you.github.io\n\nIt read ${name}.\n\nSee it:\n<${url}>`,
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
    })
  })

  test('Discord gets text that formats, mentions and links nothing', async () => {
    const { json } = await posted(
      { shape: 'discord', secrets: [] },
      { written: writtenOf('<@1> **a** [b](c) @here') },
    )
    const name = '\\<\\@1\\> \\*\\*a\\*\\* \\[b\\]\\(c\\) \\@here'
    const site = 'you\\.github\\.io'
    expect(json).toEqual({
      content: `${name} came to ${site}\n\nIt read ${name}\\.\n\nSee it\\:\n<${url}>`,
      allowed_mentions: { parse: [] },
    })
  })

  test('ntfy gets JSON for the topic of its address, in any script', async () => {
    const address = {
      url: 'https://ntfy.example/my-topic?auth=QmVhcmVy',
      secrets: [],
      shape: 'ntfy',
    } as const
    const { url: to, headers, json } = await posted(address, { written: writtenOf('株式会社<b>\u{1f642}') })
    expect({ to, headers }).toEqual({
      to: 'https://ntfy.example/?auth=QmVhcmVy',
      headers: { 'content-type': 'application/json', 'user-agent': 'Visitbook' },
    })
    expect(json).toEqual({
      topic: 'my-topic',
      title: '株式会社<b>\u{1f642} came to you.github.io',
      message: `It read 株式会社<b>\u{1f642}.\n\nSee it:\n${url}`,
      click: url,
    })
  })

  test.each([
    ['slack', (json: unknown) => (json as { text: string }).text, 4000],
    ['discord', (json: unknown) => (json as { content: string }).content, 2000],
    ['ntfy', (json: unknown) => (json as { message: string }).message, 4096],
  ] as const)('%s gets no more than it takes', async (shape, textOf, most) => {
    const line = `${'*'.repeat(35)} ${'語'.repeat(35)}\n`
    const written = {
      ...writtenOf('Acme'),
      text: `Acme\n\n${line.repeat(500)}`,
      url: `https://book.example/${'a'.repeat(400)}`,
    }
    const text = textOf((await posted({ shape, secrets: [] }, { message: summaryMessage, written })).json)
    expect(text.length).toBeGreaterThan(1000)
    expect(Buffer.byteLength(shape === 'ntfy' ? text : '')).toBeLessThanOrEqual(most)
    expect(text.length).toBeLessThanOrEqual(most)
    expect(text).not.toMatch(/(?<!\\)(\\\\)*\\\n/) // nothing is cut between a backslash and what it escapes
  })
})

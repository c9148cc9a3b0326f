import { createHash } from 'node:crypto'
import type { AnswerOf } from '../../../lambda/api/routes'
import { authorized, book, now } from '../../support/book'
import { memoryTokens } from '../../support/memory/tokens'

type MadeToken = AnswerOf<'POST /tokens'>

const origin = 'https://abc123.execute-api.eu-central-1.amazonaws.com'

function shop() {
  const tokenStore = memoryTokens()
  const ask = book({ tokenStore })
  const headers = { ...authorized, 'X-Forwarded-Proto': 'https' }
  const make = (message: object) =>
    ask({ route: 'POST /tokens', path: '/tokens', headers, body: JSON.stringify(message) })
  return {
    tokenStore,
    ask,
    make,
    made: async (message: object) => (await make(message)).json as MadeToken,
    list: async () => (await ask({ route: 'GET /tokens', path: '/tokens', headers })).json,
    revoke: (id: string) =>
      ask({ route: 'DELETE /tokens/{id}', path: `/tokens/${id}`, params: { id }, headers }),
    stats: (token: string, query: string) =>
      ask({
        route: 'GET /stats',
        path: `/stats?${query}`,
        headers: { Authorization: `Bearer ${token}` },
      }),
  }
}

test('a token for one site is answered once with its link, and kept by its hash alone', async () => {
  const { tokenStore, make, list } = shop()
  const { status, json } = await make({ site: 'You.GitHub.io', name: 'for my boss' })
  const { token, link, ...rest } = json as MadeToken
  expect(status).toBe(200)
  expect(token).toMatch(/^vb_[\w-]{43}$/)
  expect(link).toBe(`${origin}/?site=you.github.io#share=${token}&pages=none`)
  expect(rest).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    name: 'for my boss',
    created: now,
    scope: 'stats',
    site: 'you.github.io',
    pages: false,
    zone: 'UTC',
    embed: null,
  })
  const sha256 = createHash('sha256').update(token).digest('hex')
  expect(await tokenStore.tokens()).toEqual([{ ...rest, sha256 }])
  expect(await list()).toEqual({ tokens: [rest] })
})

test.each([
  [{ site: 'you.github.io', pages: true }, '/?site=you.github.io#share=TOKEN'],
  [{ site: '*.example.com', pages: true }, '/?site=*.example.com#share=TOKEN'],
  [{ site: '127.0.0.1:3001' }, '/?site=127.0.0.1%3A3001#share=TOKEN&pages=none'],
  [
    { site: 'you.github.io', pages: true, embed: 'https://You.dev/' },
    '/shared/ID?site=you.github.io#share=TOKEN',
  ],
])('the link of %j is %s', async (message, link) => {
  const { token, id, link: made } = await shop().made(message)
  expect(made?.replace(token, 'TOKEN').replace(id, 'ID')).toBe(origin + link)
})

test('a token for everything has no link, and sees what the owner sees', async () => {
  const { ask, made } = shop()
  const { token, link, name } = await made({ scope: 'all' })
  expect({ link, name }).toEqual({ link: null, name: 'token-2026-11-22' })
  const headers = { Authorization: `Bearer ${token}` }
  expect(await ask({ route: 'GET /sites', path: '/sites', headers })).toMatchObject({ status: 200 })
})

test('a token of scope feed has the whole address for a link, and sees the feed alone', async () => {
  const { ask, made } = shop()
  const { token, link } = await made({ scope: 'feed' })
  expect(link).toBe(`${origin}/feed?token=${token}`)
  expect((await ask({ route: 'GET /feed', path: `/feed?token=${token}` })).status).toBe(200)
  const headers = { Authorization: `Bearer ${token}` }
  expect(await ask({ route: 'GET /sites', path: '/sites', headers })).toMatchObject({ status: 403 })
})

test('a name is one line of text that can be kept anywhere', async () => {
  const { made } = shop()
  expect((await made({ site: 'you.github.io', name: ' for\u0000my\n😀\ud800 ' })).name).toBe(
    'for my 😀\ufffd',
  )
})

test('it is good at once and for its own site alone, until it is revoked', async () => {
  const { made, revoke, stats } = shop()
  const { id, token } = await made({ site: 'you.github.io' })
  expect((await stats(token, 'site=you.github.io&by=day')).status).toBe(200)
  expect((await stats(token, 'site=a.example.com&by=day')).json).toMatchObject({
    status: 403,
    detail: 'this token sees you.github.io alone: send site=you.github.io',
    token: { scope: 'stats', site: 'you.github.io', pages: false },
  })
  expect((await stats(token, 'by=day')).status).toBe(403)
  expect((await stats(token, 'site=you.github.io&by=page')).status).toBe(403)
  expect((await revoke(id)).status).toBe(204)
  expect((await stats(token, 'site=you.github.io&by=day')).json).toMatchObject({ status: 401, token: null })
  expect((await revoke(id)).json).toMatchObject({ status: 404 })
})

test('only who sees everything may list, make and revoke', async () => {
  const { ask, made } = shop()
  const { id, token } = await made({ site: 'you.github.io' })
  const headers = { Authorization: `Bearer ${token}` }
  const asked = [
    { route: 'GET /tokens', path: '/tokens', headers },
    { route: 'POST /tokens', path: '/tokens', headers, body: '{"scope":"all"}' },
    { route: 'DELETE /tokens/{id}', path: `/tokens/${id}`, params: { id }, headers },
  ]
  for (const one of asked) expect((await ask(one)).status).toBe(403)
})

test.each([
  [{}, 'site', 'site is required: a token of scope stats is for one'],
  [{ site: '' }, 'site', 'site must be a host such as you.github.io'],
  [{ site: 'https://you.github.io' }, 'site', 'site must be a host such as you.github.io'],
  [{ scope: 'some' }, 'scope', 'scope must be one of all, stats, feed'],
  [
    { scope: 'all', site: 'you.github.io' },
    'scope',
    'a token of scope all sees everything: leave site and embed out',
  ],
  [
    { scope: 'feed', site: 'you.github.io' },
    'scope',
    'a token of scope feed sees messages of all sites: leave site and embed out',
  ],
  [{ site: 'a.example', pages: 'yes' }, 'pages', 'pages must be true or false'],
  [{ site: 'a.example', name: ' \n' }, 'name', 'name must not be empty'],
  [{ site: 'a.example', name: 'é'.repeat(65) }, 'name', 'name must have at most 64 characters'],
  [
    { site: 'a.example', zone: '+01:00' },
    'zone',
    'zone must be the name of a time zone such as Europe/Berlin',
  ],
  [{ site: 'a.example', days: 3 }, 'days', /^days is not a field here/],
  ...[
    '*',
    'https://*',
    'https://*.you.dev',
    'you.dev',
    'https://you.dev/page',
    'https://you.dev?a=b',
    'https://user@you.dev',
    "https://you.dev; script-src 'unsafe-inline'",
    'https://you.dev https://evil.example',
    'data:text/html,',
    'null',
  ].map((embed) => [
    { site: 'a.example', embed },
    'embed',
    'embed must be an origin such as https://you.dev',
  ]),
] as [object, string, string | RegExp][])('%j is refused for its %s', async (message, field, detail) => {
  const { make, tokenStore } = shop()
  expect((await make(message)).json).toMatchObject({
    status: 400,
    field,
    detail: expect.stringMatching(detail),
  })
  expect(await tokenStore.tokens()).toEqual([])
})

test.each(['', '[]', 'null', '"all"'])('the body %j is refused', async (body) => {
  const asked = { route: 'POST /tokens', path: '/tokens', headers: authorized, body }
  expect((await book()(asked)).json).toMatchObject({
    status: 400,
    detail: 'body must be a JSON object such as {"site": "you.github.io"}',
  })
})

test('there are a hundred at most', async () => {
  const { make, made, revoke, list } = shop()
  const { id } = await made({ site: 'you.github.io' })
  for (let count = 1; count < 100; count++) await make({ site: 'you.github.io' })
  expect((await make({ site: 'you.github.io' })).json).toMatchObject({
    status: 400,
    detail: 'there are 100 tokens already: revoke one first',
  })
  await revoke(id)
  expect((await make({ site: 'you.github.io' })).status).toBe(200)
  expect(((await list()) as { tokens: unknown[] }).tokens).toHaveLength(100)
})

describe('the page of a shared link', () => {
  const framers = async (ask: ReturnType<typeof shop>['ask'], path: string) => {
    const [, id = ''] = /^\/shared\/(.*)/.exec(path) ?? []
    const route = path === '/' ? 'GET /' : 'GET /shared/{id}'
    const { status, headers } = await ask({ route, path, params: { id } })
    const policy = headers['content-security-policy']?.split('; ')
    return [status, policy?.filter((one) => one.startsWith('frame-ancestors'))]
  }

  test('may be framed by the origin that it was made for, until it is revoked', async () => {
    const { ask, made, revoke } = shop()
    const { id } = await made({ site: 'you.github.io', embed: 'https://you.dev' })
    expect(await framers(ask, `/shared/${id}`)).toEqual([200, ['frame-ancestors https://you.dev']])
    expect(await framers(ask, '/')).toEqual([200, ["frame-ancestors 'none'"]])
    await revoke(id)
    expect(await framers(ask, `/shared/${id}`)).toEqual([200, ["frame-ancestors 'none'"]])
  })

  test('may be framed by nobody where no origin was named, and an unknown one neither', async () => {
    const { ask, made, tokenStore } = shop()
    const { id } = await made({ site: 'you.github.io' })
    const none = [200, ["frame-ancestors 'none'"]]
    expect(await framers(ask, `/shared/${id}`)).toEqual(none)
    expect(await framers(ask, '/shared/0123456789abcdef')).toEqual(none)
    const before = tokenStore.reads()
    expect(await framers(ask, '/shared/x')).toEqual(none)
    expect(tokenStore.reads()).toBe(before)
  })

  test('has another tag once its policy is another', async () => {
    const { ask, made, revoke } = shop()
    const { id } = await made({ site: 'you.github.io', embed: 'https://you.dev' })
    const page = (etag?: string) =>
      ask({
        route: 'GET /shared/{id}',
        path: `/shared/${id}`,
        params: { id },
        headers: etag === undefined ? {} : { 'If-None-Match': etag },
      })
    const { etag } = (await page()).headers
    expect((await page(etag)).status).toBe(304)
    await revoke(id)
    expect((await page(etag)).status).toBe(200)
  })
})

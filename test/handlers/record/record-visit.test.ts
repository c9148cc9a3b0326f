import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { book, now } from '../../support/book'
import { memoryStore, visitAt } from '../../support/memory/visits'

const route = 'POST /visits'
const origin = 'https://you.github.io'
const headers = { Origin: origin, 'User-Agent': 'Mozilla/5.0', 'Content-Type': 'text/plain;charset=UTF-8' }
const id = makeVisitId(Date.parse(now) - 1000, new Uint8Array(10).fill(1))
const body = JSON.stringify({ id, page: '/cv.html', title: 'Résumé' })

let log: Record<'info' | 'warn' | 'error', jest.SpyInstance>
beforeEach(() => {
  const spy = (name: 'info' | 'warn' | 'error') => jest.spyOn(console, name).mockImplementation()
  log = { info: spy('info'), warn: spy('warn'), error: spy('error') }
})
afterEach(() => jest.restoreAllMocks())
const logged = () => Object.values(log).flatMap((spy) => spy.mock.calls)

test('a visit is recorded', async () => {
  const store = memoryStore()
  const answer = await book({ store })({ route, headers, body })
  expect(answer).toMatchObject({ status: 204, body: '' })
  expect(store.visits).toEqual([
    visitAt('2026-11-22T15:45:49.123Z', {
      id,
      page: '/cv.html',
      title: 'Résumé',
      userAgent: 'Mozilla/5.0',
      ip: '203.0.113.0/24',
      visitor: store.visits[0]?.visitor as string,
    }),
  ])
  expect(store.visits[0]?.visitor).toMatch(/^[0-9a-f]{24}$/)
  expect(logged()).toEqual([])
})

test.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', ''])(
  'the content type "%s" does not matter',
  async (type) => {
    expect(await book()({ route, headers: { ...headers, 'Content-Type': type }, body })).toMatchObject({
      status: 204,
    })
  },
)

test('a body in base64 is read', async () => {
  const store = memoryStore()
  await book({ store })({ route, headers, body: Buffer.from(body) })
  expect(store.visits[0]?.title).toBe('Résumé')
})

test('a visit that is delivered twice is one', async () => {
  const store = memoryStore()
  const ask = book({ store })
  expect(await ask({ route, headers, body })).toMatchObject({ status: 204 })
  expect(await ask({ route, headers, body: body.replace('/cv.html', '/other') })).toMatchObject({
    status: 204,
  })
  expect(store.visits.map(({ page }) => page)).toEqual(['/cv.html'])
})

test.each([
  ['a screen that a page’s own name stands for', { screen: 'undefinedxundefined', viewport: '12.5x900' }],
  ['a title that is an element', { title: {}, referrer: {} }],
  ['a site that is none', { site: 'a b' }],
  ['an id that is none', { id: '1' }],
  ['a driver that is a word', { webdriver: 'yes' }],
])('%s loses no visit', async (_, odd) => {
  const store = memoryStore()
  expect(
    await book({ store })({ route, headers, body: JSON.stringify({ page: '/cv', ...odd }) }),
  ).toMatchObject({
    status: 204,
  })
  expect(store.visits).toMatchObject([
    {
      page: '/cv',
      site: 'you.github.io',
      screen: null,
      viewport: null,
      title: null,
      referrer: null,
      webdriver: false,
    },
  ])
})

test('an untimely visit gets an id and a time of ours', async () => {
  const store = memoryStore()
  const untimely = makeVisitId(Date.parse(now) - 300_001, new Uint8Array(10))
  await book({ store })({ route, headers, body: JSON.stringify({ id: untimely, page: '/' }) })
  expect(store.visits[0]?.time).toBe(now)
  expect(store.visits[0]?.id).not.toBe(untimely)
  expect(store.visits[0]?.id.slice(0, 13)).toBe(makeVisitId(Date.parse(now), new Uint8Array(10)).slice(0, 13))
})

test('two visits without an id are two', async () => {
  const store = memoryStore()
  const ask = book({ store })
  await ask({ route, headers, body: '{"page":"/"}' })
  await ask({ route, headers, body: '{"page":"/"}' })
  expect(new Set(store.visits.map((visit) => visit.id)).size).toBe(2)
})

test.each<Record<string, string>>([
  { 'Sec-GPC': '1' },
  { DNT: '1' },
  { 'sec-gpc': '1', dnt: '0' },
  { 'Sec-GPC': '1, 1' }, // sent twice
  { 'Sec-GPC': '1,1' },
  { DNT: '0,1' },
])('with %j neither address nor visitor is kept', async (wish) => {
  const store = memoryStore()
  await book({ store })({ route, headers: { ...headers, ...wish }, body })
  expect(store.visits).toMatchObject([
    { ip: null, visitor: null, page: '/cv.html', userAgent: 'Mozilla/5.0' },
  ])
})

test.each<Record<string, string>>([{ 'Sec-GPC': '0' }, { DNT: '0' }, { DNT: 'null' }, { DNT: '0, 10' }])(
  '%j is no wish',
  async (header) => {
    const store = memoryStore()
    await book({ store })({ route, headers: { ...headers, ...header }, body })
    expect(store.visits).toMatchObject([{ ip: '203.0.113.0/24' }])
  },
)

test('the address is the one that API Gateway saw, whatever X-Forwarded-For says', async () => {
  const store = memoryStore()
  await book({ store })({ route, headers: { ...headers, 'X-Forwarded-For': '192.0.2.1' }, body })
  expect(store.visits[0]?.ip).toBe('203.0.113.0/24')
})

test.each([
  ['a listed origin', { Origin: origin }, origin],
  ['a listed origin, wrong referer', { Origin: origin, Referer: 'https://evil.com/' }, origin],
  ['below a wildcard', { Origin: 'https://a.example.com' }, 'https://a.example.com'],
  ['only a referer', { Referer: `${origin}/` }, undefined],
  ['a null origin, a listed referer', { Origin: 'null', Referer: `${origin}/` }, undefined],
])('who may read the answer: %s', async (_, from, allowed) => {
  const answer = await book()({ route, headers: from, body })
  expect(answer.status).toBe(204)
  expect(answer.headers['access-control-allow-origin']).toBe(allowed)
  expect(answer.headers.vary).toBe('origin')
})

test.each([
  ['no body', {}, 'body is required: a JSON object such as {"page": "/cv.html"}', undefined],
  ['no JSON', { body: '{' }, 'body must be JSON', undefined],
  ['no object', { body: '[]' }, 'body must be a JSON object such as {"page": "/cv.html"}', undefined],
  ['no page', { body: '{}' }, 'page is required', 'page'],
])('%s is answered 400 that its page may read, and not logged', async (_, part, detail, field) => {
  const answer = await book()({ route, headers, ...part })
  expect(answer.json).toEqual({
    type: 'about:blank',
    title: 'Bad Request',
    status: 400,
    detail,
    ...(field && { field }),
  })
  expect(answer.headers['access-control-allow-origin']).toBe(origin)
  expect(logged()).toEqual([])
})

test.each([
  [65_536, 204],
  [65_537, 413],
])('a body of %d bytes is answered %d', async (bytes, status) => {
  const padded = `{"page":"/","x":"${'x'.repeat(bytes - 19)}"}`
  expect(Buffer.byteLength(padded)).toBe(bytes)
  expect(await book()({ route, headers, body: padded })).toMatchObject({ status })
})

const secrets = { Authorization: 'Bearer secret-token', Cookie: 'secret-cookie' }

test.each([
  [
    'origin not listed',
    { Origin: 'https://evil.com' },
    body,
    'evil.com',
    'origin host "evil.com" is not listed in the setting sites',
  ],
  [
    'origin not listed',
    { Origin: 'https://evil.com', Referer: `${origin}/` },
    body,
    'evil.com',
    'origin host "evil.com" is not listed in the setting sites',
  ],
  [
    'referer not listed',
    { Referer: 'https://evil.com/a?secret-query' },
    body,
    'evil.com',
    'referer host "evil.com" is not listed in the setting sites',
  ],
  [
    'no origin and no referer',
    {},
    body,
    '',
    'no origin and no referer: nothing says which site this visit belongs to',
  ],
  [
    'site not listed',
    { Origin: origin },
    '{"page":"/secret-page","site":"evil.com"}',
    'evil.com',
    'site "evil.com" is not listed in the setting sites',
  ],
])('refused: %s, from %j', async (refusal, from, sent, host, detail) => {
  const store = memoryStore()
  const answer = await book({ store })({ route, headers: { ...secrets, ...from }, body: sent })
  expect(answer.json).toEqual({ type: 'about:blank', title: 'Forbidden', status: 403, detail })
  expect(store.visits).toEqual([])
  expect(logged()).toEqual([[{ refusal, host, route }]])
  expect(JSON.stringify(logged())).not.toMatch(/secret|203\.0\.113/)
})

test('an unlisted origin may not read why it was refused', async () => {
  const answer = await book()({ route, headers: { Origin: 'https://evil.com' }, body })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})

test('the message of who is refused is not even read', async () => {
  expect(await book()({ route, headers: { Origin: 'https://evil.com' }, body: '{' })).toMatchObject({
    status: 403,
  })
})

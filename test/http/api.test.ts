import { Unavailable } from '../../lambda/domain/errors'
import { api } from '../../lambda/http/api'
import { authorized, book, now, token } from '../support/book'
import { event, visitorIp } from '../support/http/event'
import { type MemoryStore, memoryStore, visitAt } from '../support/memory/visits'

type Level = 'info' | 'warn' | 'error'
let log: Record<Level, jest.SpyInstance>
beforeEach(() => {
  const spy = (level: Level) => jest.spyOn(console, level).mockImplementation()
  log = { info: spy('info'), warn: spy('warn'), error: spy('error') }
})
afterEach(() => jest.restoreAllMocks())

/** What was logged, by level. */
const logged = () =>
  Object.entries(log).flatMap(([level, spy]) => spy.mock.calls.map((line) => [level, ...line]))

function failing(error: unknown): MemoryStore {
  const fail = async () => {
    throw error
  }
  // biome-ignore lint/correctness/useYield: it fails before it has anything
  async function* visitsOf() {
    await fail()
  }
  return {
    visits: [],
    corrections: async () => [],
    add: fail,
    visitsOf,
    visit: fail,
    erase: fail,
    sites: fail,
  } as unknown as MemoryStore
}

const { id } = visitAt(now)
const sent = { Origin: 'https://you.github.io', ...authorized }
const asked = [
  { route: 'POST /visits', headers: sent, body: '{"page":"/secret-page"}' },
  { route: 'GET /record', headers: sent },
  { route: 'GET /leaf.gif', headers: sent },
  { route: 'GET /visits', headers: sent },
  { route: 'GET /visits', path: '/visits?site=you.github.io', headers: sent },
  { route: 'DELETE /visits', path: '/visits?visitor=0123456789abcdef01234567', headers: sent },
  { route: 'GET /visits/{id}', path: `/visits/${id}`, params: { id }, headers: sent },
  { route: 'DELETE /visits/{id}', path: `/visits/${id}?site=you.github.io`, params: { id }, headers: sent },
  { route: 'GET /sites', headers: sent },
]

test.each(asked)('$route is answered 503 while the store is unavailable', async (request) => {
  const store = failing(new Unavailable('DynamoDB: ThrottlingException'))
  const answer = await book({ store })(request)
  expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '1' } })
  expect(logged()).toEqual([['warn', { unavailable: 'DynamoDB: ThrottlingException', route: request.route }]])
})

test.each(asked)('$route is answered 500 without details when anything else fails', async (request) => {
  const answer = await book({ store: failing(new TypeError('details of table-name')) })(request)
  expect(answer.json).toEqual({
    type: 'about:blank',
    title: 'Internal Server Error',
    status: 500,
    detail: 'something went wrong here; it has been logged',
  })
  expect(JSON.stringify(answer)).not.toMatch(/details|table-name|TypeError|\.ts/)
  const [[level, line] = [], ...others] = logged()
  expect(others).toEqual([])
  expect(level).toBe('error')
  expect(line).toEqual({
    error: expect.stringMatching(/^TypeError: details of table-name\n {4}at /),
    route: request.route,
  })
})

test.each(asked)('nothing that $route logs has an address, a token or the event', async (request) => {
  for (const error of [new Unavailable('busy'), new Error('gone')])
    await book({ store: failing(error) })(request)
  expect(log.warn.mock.calls.length + log.error.mock.calls.length).toBe(2)
  for (const secret of [visitorIp, token, 'secret-page', 'requestContext', 'amazonaws']) {
    expect(JSON.stringify(logged())).not.toContain(secret)
  }
})

test('what is thrown may be anything', async () => {
  const answer = await book({ store: failing('no error') })({ route: 'GET /sites', headers: sent })
  expect(answer.status).toBe(500)
  expect(logged()).toEqual([['error', { error: 'no error', route: 'GET /sites' }]])
})

test('pages of listed sites may read an error of ours too', async () => {
  const { headers } = await book({ store: failing(new Error()) })({
    route: 'POST /visits',
    headers: sent,
    body: '{"page":"/"}',
  })
  expect(headers['access-control-allow-origin']).toBe('https://you.github.io')
})

test('OPTIONS tells a listed origin what it may send', async () => {
  const answer = await book()({
    route: 'OPTIONS /{proxy+}',
    path: '/visits',
    params: { proxy: 'visits' },
    headers: sent,
  })
  expect(answer).toMatchObject({ status: 204, body: '' })
  expect(answer.headers).toEqual({
    'access-control-allow-headers': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-origin': 'https://you.github.io',
    'access-control-max-age': '86400',
    vary: 'origin',
  })
})

test('OPTIONS tells other origins nothing', async () => {
  const headers = { Origin: 'https://evil.com' }
  const answer = await book()({
    route: 'OPTIONS /{proxy+}',
    path: '/visits',
    params: { proxy: 'visits' },
    headers,
  })
  expect(answer.status).toBe(204)
  expect(Object.keys(answer.headers).toSorted()).toEqual(['vary'])
})

test('a route that the function does not have is answered 404', async () => {
  const answer = await api({})(event({ route: 'GET /visits' }))
  expect(answer).toMatchObject({ statusCode: 404 })
  expect(logged()).toEqual([])
})

test('a visit that was there already is no error', async () => {
  const store = memoryStore(visitAt(now))
  const body = JSON.stringify({ id, page: '/' })
  expect(await book({ store })({ route: 'POST /visits', headers: sent, body })).toMatchObject({ status: 204 })
  expect(store.visits.length).toBe(1)
})

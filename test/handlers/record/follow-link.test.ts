import { routes } from '../../../lambda/api/routes'
import { Unavailable } from '../../../lambda/domain/errors'
import type { Recipient } from '../../../lambda/domain/recipient/recipient'
import { book, now } from '../../support/book'
import { memoryRecipients } from '../../support/memory/recipients'
import { firefox, memoryStore } from '../../support/memory/visits'

const recipient = (fields: Partial<Recipient> = {}): Recipient => ({
  code: '7k2m9qxw4c',
  name: 'Acme, Jane Doe',
  page: 'https://you.github.io/cv?utm_source=mail',
  created: '2026-11-20T12:00:00.000Z',
  withdrawn: null,
  muted: false,
  ...fields,
})
const file = recipient({ code: 'f000000001', page: 'https://you.github.io/papers/cv.pdf' })

function shop(...given: Recipient[]) {
  const [store, recipients] = [memoryStore(), memoryRecipients(...given)]
  const ask = book({ store, recipients })
  const follow = (code: string, { method = 'GET', headers = {} } = {}) =>
    ask({
      route: `${method} /l/{code}`,
      path: `/l/${code}`,
      params: { code },
      headers: { 'User-Agent': firefox, ...headers },
      ip: '203.0.113.7',
    })
  return { store, recipients, ask, follow }
}

test('the link of a page leads there with its code, and is kept as a fetch, not as a visit', async () => {
  const { store, recipients, follow } = shop(recipient())
  const { status, headers, body } = await follow('7K2M-9QXW-4C', {
    headers: { Referer: 'https://mail.example/inbox' },
  })
  expect({ status, body }).toEqual({ status: 302, body: '' })
  expect(headers).toMatchObject({
    location: 'https://you.github.io/cv?utm_source=mail&to=7k2m9qxw4c',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  expect(store.visits).toEqual([])
  expect(recipients.fetches).toMatchObject([
    {
      ...{
        time: now,
        site: 'you.github.io',
        page: '/cv',
        recipient: '7k2m9qxw4c',
        scanned: false,
        fetched: true,
      },
      ...{ userAgent: firefox, referrer: 'mail.example', utmSource: 'mail' },
    },
  ])
})

test('the code of a scan is handed on', async () => {
  const { recipients, follow } = shop(recipient())
  expect((await follow('7k2m9qxw4cq')).headers.location).toMatch(/to=7k2m9qxw4cq$/)
  expect(recipients.fetches).toMatchObject([{ recipient: '7k2m9qxw4c', scanned: true }])
})

test('the link of a file leads there, and is a visit of the file', async () => {
  const { store, recipients, follow } = shop(file)
  expect((await follow('f000000001q')).headers.location).toBe('https://you.github.io/papers/cv.pdf')
  expect(store.visits).toMatchObject([
    {
      ...{ time: now, site: 'you.github.io', page: '/papers/cv.pdf', recipient: 'f000000001' },
      ...{ scanned: true, fetched: true, userAgent: firefox, ip: '203.0.113.0/24' },
    },
  ])
  expect(recipients.fetches).toEqual([])
})

test.each([recipient(), file])('HEAD of $page is answered alike and keeps nothing', async (one) => {
  const { store, recipients, follow } = shop(one)
  const [head, get] = [await follow(one.code, { method: 'HEAD' }), await follow(one.code)]
  expect(head).toMatchObject({ status: 302, headers: get.headers })
  expect(store.visits.length + recipients.fetches.length).toBe(1) // that of GET
})

test('a bot is kept as what it is', async () => {
  const { store, follow } = shop(file)
  await follow('f000000001', { headers: { 'User-Agent': 'Slackbot-LinkExpanding 1.0' } })
  expect(store.visits).toMatchObject([{ userAgent: 'Slackbot-LinkExpanding 1.0', fetched: true }])
})

test('a withdrawn link still leads to its page', async () => {
  const { follow } = shop(recipient({ withdrawn: '2026-11-21T12:00:00.000Z' }))
  expect((await follow('7k2m9qxw4c')).status).toBe(302)
})

test.each(['Sec-GPC', 'DNT'])('with %s nothing says whose link it was', async (header) => {
  const { store, recipients, follow } = shop(recipient(), file)
  for (const code of ['7k2m9qxw4c', 'f000000001'])
    expect((await follow(code, { headers: { [header]: '1' } })).status).toBe(302)
  expect(store.visits).toMatchObject([
    { page: '/papers/cv.pdf', recipient: null, scanned: false, visitor: null },
  ])
  expect(recipients.fetches).toEqual([])
})

describe('what leads nowhere', () => {
  const elsewhere = [
    'https://evil.example/cv',
    '//evil.example/cv',
    'https://you.github.io@evil.example/',
    'https://you.github.io%2eevil.example/',
    'https://gone.github.io/cv',
    'javascript:alert(1)',
  ].map((page, at) => recipient({ code: `e00000000${at}`, page }))

  test.each<[string, string, number]>([
    ['a code that nobody made', 'zzzzzzzzzz', 1],
    ['a mistyped code', '7k2m9qxw4', 0],
    ['no code', 'robots.txt', 0],
    ...elsewhere.map(({ code, page }) => [page, code, 1] as [string, string, number]),
  ])('%s is answered 404, alike', async (_, code, lookups) => {
    const { store, recipients, follow } = shop(recipient(), ...elsewhere)
    const { status, headers, body } = await follow(code)
    expect({ status, type: headers['content-type'], cache: headers['cache-control'] }).toEqual({
      status: 404,
      type: 'text/html; charset=utf-8',
      cache: 'no-store',
    })
    expect(headers.location).toBeUndefined()
    expect(body).toContain('There is nothing at this address.')
    expect(recipients.lookups()).toBe(lookups)
    expect(store.visits.length + recipients.fetches.length).toBe(0)
    expect((await follow(code, { method: 'HEAD' })).status).toBe(404)
  })
})

test('people get to the page though it cannot be kept that they came', async () => {
  const recipients = memoryRecipients(recipient())
  const addFetch = async () => {
    throw new Unavailable('the table is throttled')
  }
  const ask = book({ recipients: { ...recipients, addFetch } })
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => {})
  const asked = { route: 'GET /l/{code}', path: '/l/7k2m9qxw4c', params: { code: '7k2m9qxw4c' } }
  expect((await ask(asked)).status).toBe(302)
  expect(warn.mock.calls).toEqual([[{ unavailable: 'the table is throttled', route: 'GET /l/{code}' }]])
  warn.mockRestore()
})

test('both routes are the record function’s, and so have its limit', () => {
  expect(routes.record).toEqual(expect.arrayContaining(['GET /l/{code}', 'HEAD /l/{code}']))
})

describe('a beacon', () => {
  const recorded = async (to: unknown, headers: Record<string, string> = {}) => {
    const { store, recipients, ask } = shop(recipient())
    const { status } = await ask({
      route: 'POST /visits',
      path: '/visits',
      headers: { Origin: 'https://you.github.io', 'User-Agent': firefox, ...headers },
      body: JSON.stringify({ page: '/cv', to }),
    })
    return { status, lookups: recipients.lookups(), visit: store.visits[0] }
  }

  test.each([
    ['7k2m9qxw4c', '7k2m9qxw4c', false],
    ['7K2M9QXW4CQ', '7k2m9qxw4c', true],
    ['zzzzzzzzzz', 'zzzzzzzzzz', false], // nobody made it
    ['7k2m9qxw4', null, false],
    [7, null, false],
    [null, null, false],
    [{ code: '7k2m9qxw4c' }, null, false],
  ])('that says %j was led here by %j, scanned: %s, without a look-up', async (to, code, scanned) => {
    const { status, lookups, visit } = await recorded(to)
    expect({ status, lookups }).toEqual({ status: 204, lookups: 0 })
    expect(visit).toMatchObject({ recipient: code, scanned, fetched: false })
  })

  test('of a browser that opts out does not say whose link it followed', async () => {
    expect((await recorded('7k2m9qxw4cq', { 'Sec-GPC': '1' })).visit).toMatchObject({
      recipient: null,
      scanned: false,
    })
  })
})

import { isVisitId } from '../../../lambda/domain/visit/visit-id'
import { book, now } from '../../support/book'
import { memoryStore } from '../../support/memory/visits'

const you = 'https://you.github.io'

/** What `GET /record` with this query string and these headers records. */
async function recorded(query: string, headers: Record<string, string>) {
  const store = memoryStore()
  const answer = await book({ store })({ route: 'GET /record', path: `/record${query}`, headers })
  return { answer, visits: store.visits }
}

test('the plain request of the first version records a visit and answers its id', async () => {
  const { answer, visits } = await recorded('', { Origin: you, Referer: `${you}/` })
  expect(answer.status).toBe(200)
  expect(answer.json).toEqual({ id: visits[0]?.id })
  expect(isVisitId(visits[0]?.id ?? '')).toBe(true)
  expect(answer.headers).toMatchObject({ 'access-control-allow-origin': you, 'cache-control': 'no-store' })
  expect(visits).toMatchObject([{ site: 'you.github.io', page: '/', time: now, ip: '203.0.113.0/24' }])
})

const utm = encodeURIComponent(`${you}/cv.html?utm_source=mail&token=secret#top`)

test.each([
  ['the referer, only the origin', '', { Referer: `${you}/` }, { page: '/' }],
  [
    'the referer, whole',
    '',
    { Referer: `${you}/cv.html?utm_source=mail` },
    { page: '/cv.html', utmSource: 'mail' },
  ],
  [
    'right origin, wrong referer',
    '',
    { Origin: you, Referer: 'https://evil.com/evil.html' },
    { page: '/', site: 'you.github.io' },
  ],
  ['right origin, no referer', '', { Origin: you }, { page: '/' }],
  [
    'two listed hosts: the origin’s',
    '',
    { Origin: you, Referer: 'https://a.example.com/a' },
    { page: '/', site: 'you.github.io' },
  ],
  ['?url=', `?url=${utm}`, { Origin: you }, { page: '/cv.html', utmSource: 'mail' }],
  [
    '?url= of another listed site',
    '?url=https://a.example.com/x',
    { Origin: you },
    { page: '/x', site: 'a.example.com' },
  ],
  ['?url= goes before the referer', '?url=https://you.github.io/a', { Referer: `${you}/b` }, { page: '/a' }],
  [
    '?referrer=',
    '?referrer=https://www.google.com/search?q=me',
    { Origin: you },
    { referrer: 'www.google.com', referrerPath: '/search' },
  ],
  ['a cache buster', '?_=1795362350123', { Origin: you }, { page: '/' }],
])('page and site from %s', async (_, query, headers, visit) => {
  const { answer, visits } = await recorded(query, headers as Record<string, string>)
  expect(answer.status).toBe(200)
  expect(visits).toMatchObject([visit])
})

test.each([
  '',
  'cv.html',
  '/cv.html',
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://you.github.io/',
  'https://a:b@you.github.io/',
])('?url=%s is answered 400', async (url) => {
  const { answer, visits } = await recorded(`?url=${encodeURIComponent(url)}`, { Origin: you })
  expect(answer.json).toMatchObject({
    status: 400,
    detail: 'url must be the whole address of the page',
    field: 'url',
  })
  expect(visits).toEqual([])
})

test.each([
  ['wrong origin, right referer', '', { Origin: 'https://evil.com', Referer: `${you}/` }],
  ['wrong referer', '', { Referer: 'https://evil.com/' }],
  ['neither', '', {}],
  ['?url= of an unlisted site', '?url=https://evil.com/', { Origin: you }],
  ['neither, but a listed ?url=', '?url=https://you.github.io/', {}],
])('refused: %s', async (_, query, headers) => {
  const info = jest.spyOn(console, 'info').mockImplementation()
  const { answer, visits } = await recorded(query, headers as Record<string, string>)
  expect(answer).toMatchObject({ status: 403 })
  expect(visits).toEqual([])
  expect(info).toHaveBeenCalledTimes(1)
  info.mockRestore()
})

test('the leaf is a transparent GIF of 43 bytes that nobody stores', async () => {
  const store = memoryStore()
  const answer = await book({ store })({ route: 'GET /leaf.gif', headers: { Referer: `${you}/` } })
  expect(answer).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' },
  })
  const gif = Buffer.from(answer.body, 'latin1')
  expect(gif.length).toBe(43)
  expect(gif.subarray(0, 6).toString()).toBe('GIF89a')
  expect([gif.readUInt16LE(6), gif.readUInt16LE(8)]).toEqual([1, 1])
  expect(gif.subarray(19, 22)).toEqual(Buffer.of(0x21, 0xf9, 4)) // the extension that says
  expect((gif[22] as number) & 1).toBe(1) // that there is a transparent colour
  expect(gif.at(-1)).toBe(0x3b)
  expect(store.visits).toMatchObject([{ site: 'you.github.io', page: '/' }])
})

test('a refused leaf is a problem, not a picture', async () => {
  const info = jest.spyOn(console, 'info').mockImplementation()
  expect(await book()({ route: 'GET /leaf.gif' })).toMatchObject({
    status: 403,
    headers: { 'content-type': 'application/problem+json' },
  })
  info.mockRestore()
})

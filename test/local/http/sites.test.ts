import { firefox } from '../../support/memory/visits'
import { type Book, openBook } from '../book'

/** What strangers can make of a wildcard, and how the owner gets rid of it. */
let book: Book
beforeAll(async () => {
  book = await openBook({ sites: ['you.github.io', '*.example.com'] })
})
afterAll(() => book.close())

const from = (host: string) => ({ origin: `https://${host}`, 'user-agent': firefox })
const visit = (host: string, page = '/') =>
  book.ask('POST /visits', { headers: from(host), body: { page }, token: null })

const sitesThere = async (): Promise<string[]> =>
  (await book.ask('GET /sites')).json.sites.map(({ site }: { site: string }) => site)

test('of 80 forged subdomains 50 are sites, and the visits of the rest are the wildcard’s, with their host', async () => {
  await visit('you.github.io', '/cv.html')
  for (let number = 100; number < 180; number++)
    expect((await visit(`a${number}.example.com`)).status).toBe(204)

  expect(await sitesThere()).toHaveLength(52)
  const first = await book.ask('GET /visits?site=a149.example.com')
  expect(first.json.visits).toMatchObject([{ site: 'a149.example.com', host: null }])
  expect((await book.ask('GET /visits?site=a150.example.com')).json.visits).toEqual([])
  const rest = (await book.ask('GET /visits?site=*.example.com')).json.visits
  expect(rest).toHaveLength(30)
  expect(rest[0]).toMatchObject({ site: '*.example.com', host: 'a179.example.com', page: '/' })
  expect((await book.ask('GET /stats?site=*.example.com')).json.totals).toMatchObject({ visits: 30 })
  const { text } = await book.ask('GET /visits?site=*.example.com&format=csv&limit=1')
  expect(text.split('\r\n')[1]).toContain(',"a179.example.com",')
})

test('a site that is listed by its own name is one whatever a wildcard has', async () => {
  expect((await book.ask('GET /visits?site=you.github.io')).json.visits).toMatchObject([
    { site: 'you.github.io', host: null, page: '/cv.html' },
  ])
})

test('a page that came from another of its own host came from its own site', async () => {
  await book.ask('POST /visits', {
    headers: from('b1.example.com'),
    body: { page: '/two', referrer: 'https://b1.example.com/one' },
    token: null,
  })
  const [newest] = (await book.ask('GET /visits?site=*.example.com&limit=1')).json.visits
  expect(newest).toMatchObject({
    host: 'b1.example.com',
    referrer: 'b1.example.com',
    referrerGroup: 'internal',
  })
})

test('a forged site is removed with everything of it', async () => {
  const removed = await book.ask('DELETE /sites/a149.example.com')
  expect(removed.json).toMatchObject({ site: 'a149.example.com', visits: 1, days: 1, complete: true })
  expect(await sitesThere()).not.toContain('a149.example.com')
  expect((await book.ask('GET /visits?site=a149.example.com')).json.visits).toEqual([])
  expect((await book.ask('DELETE /sites/a149.example.com')).status).toBe(404)
})

test('the visits of all hosts that are no sites are removed by the name of their wildcard', async () => {
  const removed = await book.ask(`DELETE /sites/${encodeURIComponent('*.example.com')}`)
  expect(removed.json).toMatchObject({ site: '*.example.com', visits: 31, complete: true })
  expect((await book.ask('GET /visits?site=*.example.com')).json.visits).toEqual([])
})

test.each([
  ['DELETE /sites/nobody.example', 404],
  ['DELETE /sites/a%20b', 400],
  ['DELETE /sites/a100.example.com?from=2026-11-22', 400],
])('%s is answered %i', async (request, status) => {
  expect((await book.ask(request)).status).toBe(status)
})

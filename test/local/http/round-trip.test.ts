import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { firefox } from '../../support/memory/visits'
import { type Book, openBook, page } from '../book'

/**
 * The whole system in one walk: a page tells of visits, and its owner reads them, in every form, and erases them.
 * A real server, a real engine, real HTTP; every answer is held against /openapi.json on the way.
 */
let book: Book
beforeAll(async () => {
  book = await openBook()
})
afterAll(() => book.close())

const now = Date.now()
const id = makeVisitId(now, new Uint8Array(10))

test('the beacon records a visit', async () => {
  const beacon = {
    id,
    page: '/cv.html?utm_source=mail&session=secret#top',
    referrer: 'https://www.linkedin.com/feed/?q=secret',
    title: 'Résumé – Ada Lovelace',
    language: 'de-DE',
    timeZone: 'Europe/Berlin',
    screen: '1920x1080',
    viewport: '1200x800',
  }
  const { status, text, headers } = await book.ask('POST /visits', {
    headers: { ...page, 'user-agent': firefox, 'content-type': 'text/plain' },
    body: beacon,
    token: null,
  })
  expect([status, text]).toEqual([204, ''])
  expect(headers.get('access-control-allow-origin')).toBe('https://you.github.io')
})

test('its owner reads it, without what was nobody’s business', async () => {
  const { json } = await book.ask('GET /visits')
  expect(json).toEqual({
    visits: [
      {
        id,
        time: new Date(now).toISOString(),
        site: 'you.github.io',
        page: '/cv.html',
        title: 'Résumé – Ada Lovelace',
        asn: null,
        organisationKey: null,
        organisation: null,
        domain: null,
        kind: null,
        confidence: null,
        evidence: null,
        reverseDomain: null,
        region: null,
        city: null,
        httpVersion: null,
        ...{ seconds: null, reach: null, acted: null, sections: null, links: null },
        ...{ recipient: null, recipientCode: null, scanned: false, fetched: false, mine: false },
        bot: null,
        botOperator: null,
        botPurpose: null,
        referrer: 'www.linkedin.com',
        referrerPath: '/feed/',
        referrerGroup: 'social',
        utmSource: 'mail',
        utmMedium: null,
        utmCampaign: null,
        utmTerm: null,
        utmContent: null,
        country: null,
        language: 'de-DE',
        timeZone: 'Europe/Berlin',
        screen: '1920x1080',
        viewport: '1200x800',
        userAgent: firefox,
        browser: 'Firefox 145',
        os: 'Linux',
        device: 'desktop',
        ip: '127.0.0.0/24',
        visitor: expect.stringMatching(/^[0-9a-f]{24}$/),
        host: null,
      },
    ],
    cursor: null,
  })
  expect((await book.ask(`GET /visits/${id}`)).json).toEqual(json.visits[0])
})

test('a page without the beacon records by a plain request, or by an image', async () => {
  const plain = await book.ask('GET /record?url=https://you.github.io/plain', { headers: page, token: null })
  const pixel = await book.ask('GET /leaf.gif', {
    headers: { referer: 'https://you.github.io/pixel' },
    token: null,
  })
  expect([plain.status, pixel.status, pixel.type]).toEqual([200, 200, 'image/gif'])
  expect((await book.visits()).map((visit) => visit.page)).toEqual(['/pixel', '/plain', '/cv.html'])
  expect((await book.ask(`GET /visits/${plain.json.id}`)).json.page).toBe('/plain')
})

test('the list comes page by page', async () => {
  const first = await book.ask('GET /visits?bot=include&limit=2')
  const rest = await book.ask(`GET /visits?bot=include&limit=2&cursor=${first.json.cursor}`)
  const pages = [first, rest].map(({ json }) => json.visits.map((visit: { page: string }) => visit.page))
  expect(pages).toEqual([['/pixel', '/plain'], ['/cv.html']])
  expect(rest.json.cursor).toBeNull()
})

test('and as CSV for a spreadsheet, or as one JSON object a line', async () => {
  const csv = await book.ask('GET /visits?bot=include', { headers: { accept: 'text/csv' } })
  const [header, newest] = csv.text.split('\r\n')
  expect(header).toMatch(/^id,time,site,page,title,asn,organisation,/)
  expect(newest).toContain(',"you.github.io","/pixel",')
  const { text } = await book.ask('GET /visits?format=ndjson&page=/cv.html')
  expect(JSON.parse(text)).toMatchObject({ id, title: 'Résumé – Ada Lovelace' })
})

test('the sites are known by the days of their visits', async () => {
  const day = new Date(now).toISOString().slice(0, 10)
  expect((await book.ask('GET /sites')).json).toEqual({
    sites: [{ site: 'you.github.io', firstDay: day, lastDay: expect.stringMatching(/^20/), listed: true }],
    refusedToday: { count: expect.any(Number), complete: true },
    script: 'visitbook.js',
    engagement: true,
  })
})

test('one visit is erased, then a whole visitor', async () => {
  expect((await book.ask(`DELETE /visits/${id}`)).status).toBe(204)
  expect((await book.ask(`GET /visits/${id}`)).status).toBe(404)
  const [{ visitor }] = (await book.ask('GET /visits?bot=include')).json.visits
  expect((await book.ask(`DELETE /visits?visitor=${visitor}`)).json).toMatchObject({
    erased: 2,
    cursor: null,
  })
  expect(await book.visits()).toEqual([])
})

test('what else there is describes itself', async () => {
  expect((await book.ask('GET /openapi.json')).json).toMatchObject({
    openapi: '3.1.0',
    info: { title: 'Visitbook' },
  })
  expect((await book.ask('GET /visitbook.js', { token: null })).type).toBe('text/javascript; charset=utf-8')
  expect((await book.ask('GET /', { token: null })).text).toContain('<title>Visitbook</title>')
})

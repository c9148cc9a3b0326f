import { type Arrival, parseVisit } from '../../../lambda/domain/visit/visit'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { visitAt } from '../../support/memory/visits'
import { thrownBy } from '../../support/thrown'

const now = '2026-11-22T15:45:50.123Z'
const random = new Uint8Array(10).fill(0xab)
const ownId = makeVisitId(Date.parse(now), random)
const arrival: Arrival = {
  host: 'you.github.io',
  sites: ['you.github.io', '*.example.com', 'xn--bcher-kva.example'],
  now: new Date(now),
  random,
  userAgent: 'Mozilla/5.0',
}

/** Milliseconds from now, as the beacon's clock has it. */
const idFrom = (offset: number) => makeVisitId(Date.parse(now) + offset, new Uint8Array(10))

test('a visit is made of the message and of how it arrived', () => {
  const message = {
    id: idFrom(-2000),
    page: '/cv.html?utm_source=mail&secret=1#top',
    referrer: 'https://www.google.com/search?q=me',
    title: 'Résumé',
    language: 'de-DE',
    timeZone: 'Europe/Berlin',
    screen: '1920x1080',
    viewport: '1280x720',
  }
  expect(parseVisit(message, arrival)).toEqual(
    visitAt('2026-11-22T15:45:48.123Z', {
      page: '/cv.html',
      utmSource: 'mail',
      referrer: 'www.google.com',
      referrerPath: '/search',
      title: 'Résumé',
      language: 'de-DE',
      timeZone: 'Europe/Berlin',
      screen: '1920x1080',
      viewport: '1280x720',
      userAgent: 'Mozilla/5.0',
    }),
  )
})

test('fields of the query string that belong to the page are kept with it', () => {
  const page = '/post.php?session=secret&id=%37&utm_source=mail#top'
  expect(parseVisit({ page }, { ...arrival, pageFields: ['id'] })).toMatchObject({
    page: '/post.php?id=7',
    utmSource: 'mail',
  })
  expect(parseVisit({ page }, arrival)).toMatchObject({ page: '/post.php' })
})

test.each([
  ['without an id', null, ownId, now],
  ['with an id of now', idFrom(0), idFrom(0), now],
  ['with an id of 5 min ago', idFrom(-300_000), idFrom(-300_000), '2026-11-22T15:40:50.123Z'],
  ['with an id in 5 min', idFrom(300_000), idFrom(300_000), '2026-11-22T15:50:50.123Z'],
  ['with an older id', idFrom(-300_001), ownId, now],
  ['with a later id', idFrom(300_001), ownId, now],
  ['with an id of 1970', makeVisitId(0, random), ownId, now],
  ['with an id of the year 10889', makeVisitId(2 ** 48 - 1, random), ownId, now],
])('%s a visit has the id and time', (_, sent, id, time) => {
  expect(parseVisit({ page: '/', id: sent }, arrival)).toMatchObject({ id, time })
})

test.each([
  ['the host it comes from', undefined, 'you.github.io'],
  ['another listed one', 'A.Example.com', 'a.example.com'],
  ['by its address', 'https://a.example.com', 'a.example.com'],
  ['by the address of a page', 'http://a.example.com/cv?x', 'a.example.com'],
  ['in Unicode', 'bücher.example', 'xn--bcher-kva.example'],
])('the site: %s', (_, site, kept) => {
  expect(parseVisit({ page: '/', site }, arrival).site).toBe(kept)
})

test.each(['evil.com', 'example.com', 'you.github.io:8443', 'you.github.io.evil.com', 'you.github.io.'])(
  'the site %s is refused',
  (site) => {
    expect(thrownBy(() => parseVisit({ page: '/', site }, arrival))).toMatchObject({
      name: 'Refusal',
      reason: 'site not listed',
      detail: `site "${site}" is not listed in the setting sites`,
      host: site,
    })
  },
)

test.each(['', 'you.github.io/cv', 'a b', '*.example.com', '//', 'http://', 7, {}, 'a'.repeat(300)])(
  'the site %j names none, so the visit belongs to the host that it comes from',
  (site) => {
    expect(parseVisit({ page: '/', site }, arrival).site).toBe('you.github.io')
  },
)

test.each([
  ['of the host it comes from', 'https://you.github.io/cv?id=5&utm_source=x#top', undefined, '/cv'],
  ['of the site that it names', 'https://a.example.com/cv', 'a.example.com', '/cv'],
  ['over http', 'http://you.github.io/cv', undefined, '/cv'],
  ['of another host', 'https://evil.com/cv', undefined, '/amp'],
  ['of another port', 'https://you.github.io:8443/cv', undefined, '/amp'],
  ['a path alone', '/cv', undefined, '/amp'],
  ['odd', 7, undefined, '/amp'],
])('the canonical address %s', (_, canonical, site, page) => {
  expect(parseVisit({ page: '/amp?utm_source=mail', canonical, site }, arrival)).toMatchObject({
    page,
    utmSource: 'mail',
  })
})

test.each([
  [
    'from its own pages, where it names another site',
    'https://you.github.io/a',
    'a.example.com',
    'a.example.com',
  ],
  ['from its own pages', 'https://you.github.io/a', undefined, 'you.github.io'],
  ['from the other site', 'https://a.example.com/a', 'a.example.com', 'a.example.com'],
  ['from elsewhere', 'https://news.example/a', 'a.example.com', 'news.example'],
])('a page comes %s', (_, referrer, site, kept) => {
  expect(parseVisit({ page: '/', referrer, site }, arrival)).toMatchObject({
    referrer: kept,
    referrerPath: '/a',
  })
})

test('a page of 10,000 characters is cut to 256 bytes', () => {
  expect(parseVisit({ page: `/${'é'.repeat(9999)}` }, arrival).page).toBe(`/${'é'.repeat(127)}`)
})

test.each([
  ['', null],
  [' \t', null],
  ['curl/8.5.0', 'curl/8.5.0'],
  ['a\r\nb', 'a b'],
  ['a'.repeat(257), 'a'.repeat(256)],
])('of the user agent %j %j is kept', (userAgent, kept) => {
  expect(parseVisit({ page: '/' }, { ...arrival, userAgent }).userAgent).toBe(kept)
})

test('a message cannot say what only the service knows', () => {
  const forged = {
    country: 'DE',
    ip: '203.0.113.7',
    visitor: 'x'.repeat(16),
    time: '1970-01-01T00:00:00.000Z',
  }
  const visit = parseVisit({ page: '/', userAgent: 'forged', ...forged }, arrival)
  expect(visit).toEqual(visitAt(now, { id: ownId, userAgent: 'Mozilla/5.0' }))
})

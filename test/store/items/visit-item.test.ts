import type { Visit } from '../../../lambda/domain/visit/visit'
import { fromItem, hasRoom, roomIn, toItem } from '../../../lambda/store/items/visit-item'
import { fullVisit, sizeOfItem, typicalVisit } from '../fixtures'

const expiry = 1_795_362_350
const indexed = { expiry, indexed: true }

const nothingKnown: Visit = {
  ...(Object.fromEntries(Object.keys(typicalVisit).map((name) => [name, null])) as unknown as Visit),
  id: typicalVisit.id,
  time: typicalVisit.time,
  webdriver: false,
  scanned: false,
  fetched: false,
  site: '[::1]:8080',
  page: '/',
}

test.each<[string, Visit]>([
  ['typical', typicalVisit],
  ['of which nothing is known', nothingKnown],
  ['with marks that keys use', { ...typicalVisit, page: '/a#b#DAY#c', title: 'VISIT#SITE#' }],
  ['that an edge has placed', { ...typicalVisit, region: 'BE', city: 'Zürich', httpVersion: '3.0' }],
  ['of a host that has no site', { ...typicalVisit, site: '*.example.com', host: 'www.example.com' }],
  ['by a scanned link', { ...typicalVisit, recipient: '7k2m9qxw4c', scanned: true }],
  ['of a file', { ...typicalVisit, recipient: '7k2m9qxw4c', fetched: true }],
  ['with text that is no ASCII', { ...typicalVisit, page: '/履歴書', title: '👩🏽‍💻 “Ada”' }],
])('a visit %s comes back from its item as it was', (_, visit) => {
  expect(fromItem(toItem(visit, indexed))).toEqual(visit)
})

test.each([
  ['/caf%C3%A9', '/café', '/%E4%B8%AD', '/中'],
  ['/caf%c3%a9/%7E', '/café/~', '/a%2fb', '/a%2Fb'],
  ['/cv\u202e"', '/cv%E2%80%AE%22', '/a b', '/a%20b'],
  [`/a${'%E4%B8%AD'.repeat(28)}%E`, `/a${'中'.repeat(28)}`, null, null], // 256 bytes, half a code among them
  ['/100%', '/100%25', null, null],
])('a page stored before as %s is read as %s, and a path as %s as %s', (stored, page, path, referrerPath) => {
  const item = toItem({ ...typicalVisit, page: '/', referrerPath: null }, indexed)
  const visit = fromItem({ ...item, page: stored, ...(path !== null && { refPath: path }) })
  expect([visit.page, visit.referrerPath]).toEqual([page, referrerPath])
})

test('what gives way is not cut through a code', () => {
  const paths = Array.from({ length: 256 }, (_, at) => {
    const visit = {
      ...fullVisit('a'),
      city: null,
      page: `/${'a'.repeat(at)}`,
      referrerPath: `/${'%2F'.repeat(33)}`,
    }
    return toItem(visit, { expiry, indexed: false }).refPath
  })
  expect(new Set(paths).size).toBeGreaterThan(20)
  expect(paths.filter((path) => path !== undefined && !/^\/(?:%2F)*$/.test(String(path)))).toEqual([])
})

test('a typical visit is stored under these keys and short names, and what is not known is left out', () => {
  expect(toItem(typicalVisit, { expiry, indexed: false })).toEqual({
    pk: 'SITE#you.github.io#DAY#2025-11-22#0',
    sk: 'VISIT#2025-11-22T16:01:00.299Z#019aac4c-1b8b-7001-8203-040506070809',
    ttl: expiry,
    page: '/cv.html',
    ref: 'www.linkedin.com',
    refPath: '/feed/',
    utmS: 'mail',
    utmC: 'autumn',
    title: 'Résumé – Ada Lovelace',
    lang: 'de-DE',
    tz: 'Europe/Berlin',
    screen: '1920x1080',
    view: '1200x800',
    ua: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    asn: 64496,
    ip: '203.0.113.0/24',
    visitor: 'abcdef1234567890123456ab',
  })
})

test('in the index it is found by its organisation and time, and a driven browser is noted', () => {
  const { gsi1pk, gsi1sk, wd } = toItem({ ...typicalVisit, webdriver: true }, indexed)
  expect({ gsi1pk, gsi1sk, wd }).toEqual({
    gsi1pk: 'SITE#you.github.io#ASN#64496',
    gsi1sk: '2025-11-22T16:01:00.299Z#019aac4c-1b8b-7001-8203-040506070809',
    wd: true,
  })
  expect(toItem({ ...typicalVisit, asn: null }, indexed)).not.toHaveProperty('gsi1pk')
})

test.each([
  [true, { assets: true }],
  [false, { assets: false }],
  [null, {}],
])('whether its browser fetched assets, %j, is kept as %j', (assets, kept) => {
  const { assets: _, ...item } = toItem(typicalVisit, indexed)
  expect(toItem({ ...typicalVisit, assets }, indexed)).toEqual({ ...item, ...kept })
  expect(fromItem({ ...item, ...kept })).toEqual({ ...typicalVisit, assets })
})

test.each([
  [true, { mine: true }],
  [false, {}], // a mark says so, which is kept elsewhere
  [null, {}],
])('that it is the owner’s own, %j, is kept as %j', (mine, kept) => {
  const item = toItem(typicalVisit, indexed)
  expect(toItem({ ...typicalVisit, mine }, indexed)).toEqual({ ...item, ...kept })
  expect(fromItem({ ...item, ...kept })).toEqual({ ...typicalVisit, mine: mine || null })
})

test('the owner’s longest visit costs one write unit too', () => {
  expect(sizeOfItem(toItem({ ...fullVisit('ü'), mine: true }, indexed))).toBeLessThanOrEqual(1024)
})

describe('what gives way when all fields are long', () => {
  const yielding = [
    'userAgent',
    'utmContent',
    'utmTerm',
    'title',
    'referrerPath',
    'utmCampaign',
    'utmMedium',
  ] as const
  const long: Visit = { ...fullVisit('a'), region: null, city: null, httpVersion: null } // 723 bytes too large with the mark that it is full, when nothing gives way

  function tooLargeBy(bytes: number): Visit {
    const visit: Record<string, unknown> = { ...long }
    let room = 723 - bytes
    for (const field of ['site', 'page', 'referrer', 'language', 'timeZone'] as const) {
      const length = long[field]?.length ?? 0
      const kept = long[field]?.slice(0, Math.max(1, length - room)) ?? ''
      visit[field] = kept
      room -= length - kept.length
    }
    return visit as unknown as Visit
  }

  //    too large by   ua   utmN utmT title refP utmC utmM
  test.each<[number, readonly number[]]>([
    [38, [218, 64, 64, 100, 100, 64, 64]],
    [255, [1, 64, 64, 100, 100, 64, 64]],
    [256, [0, 64, 64, 100, 100, 64, 64]],
    [258, [0, 64, 64, 100, 100, 64, 64]], // the name of what is gone takes no room either
    [259, [0, 63, 64, 100, 100, 64, 64]],
    [327, [0, 0, 63, 100, 100, 64, 64]],
    [395, [0, 0, 0, 99, 100, 64, 64]],
    [500, [0, 0, 0, 0, 99, 64, 64]],
    [607, [0, 0, 0, 0, 0, 63, 64]],
    [675, [0, 0, 0, 0, 0, 0, 63]],
    [720, [0, 0, 0, 0, 0, 0, 18]],
  ])('an item that is %i bytes too large', (bytes, left) => {
    const kept = fromItem(toItem(tooLargeBy(bytes), { expiry, indexed: false }))
    expect(yielding.map((field) => kept[field]?.length ?? 0)).toEqual(left)
  })

  test('never what the list of visits is asked by', () => {
    const { page, referrer, utmSource, country, visitor, site } = fromItem(
      toItem(long, { expiry, indexed: false }),
    )
    expect({ page, referrer, utmSource, country, visitor, site }).toEqual({
      page: long.page,
      referrer: long.referrer,
      utmSource: long.utmSource,
      country: long.country,
      visitor: long.visitor,
      site: long.site,
    })
  })
})

test('the longest host below the longest wildcard leaves room for a visit, and is kept whole', () => {
  const below = `.${'b.'.repeat(120)}example`
  const visit = { ...fullVisit('a', `*${below}`), host: `${'h'.repeat(259 - below.length)}${below}` }
  const item = toItem(visit, indexed)
  expect(sizeOfItem(item)).toBeLessThanOrEqual(1024)
  expect(fromItem(item)).toMatchObject({ site: visit.site, host: visit.host })
})

/** As long as a key may be. */
const longestDomain = `${'d'.repeat(63)}.${'e'.repeat(8)}.example`

test.each(['a', '漢'])(
  'the domain that names an organisation is kept whole while others give way; made of %s',
  (character) => {
    const item = toItem({ ...fullVisit(character, 'you.github.io'), reverseDomain: longestDomain }, indexed)
    expect(sizeOfItem(item)).toBeLessThanOrEqual(1024)
    expect(fromItem(item)).toMatchObject({ reverseDomain: longestDomain, page: fullVisit(character).page })
  },
)

test('beside the longest host it is dropped before the page is shortened, and never shortened itself', () => {
  const visit = { ...fullVisit('a'), reverseDomain: longestDomain }
  const item = toItem(visit, indexed)
  expect(sizeOfItem(item)).toBeLessThanOrEqual(1024)
  expect(fromItem(item).reverseDomain).toBeNull()
  expect(fromItem(item).page).not.toBe('')
})

test('a city gives way whole', () => {
  const item = toItem({ ...fullVisit('a'), city: 'Llanfairpwllgwyngyll' }, indexed)
  expect(fromItem(item)).toMatchObject({ city: null, region: 'ABC', httpVersion: '1.1', country: 'DE' })
})

const characters = ['a', 'é', '漢', '💼']

test.each(characters.flatMap((one) => [[one, false] as const, [one, true] as const]))(
  'every field at its bound, made of %s, is one write unit; in the index: %s',
  (character, indexed) => {
    const item = toItem(fullVisit(character), { expiry, indexed })
    expect(sizeOfItem(item)).toBeLessThanOrEqual(1024)
    expect(JSON.stringify(item)).not.toContain('\ufffd')
    expect(Object.values(item).every((value) => String(value).isWellFormed())).toBe(true)
  },
)

describe('the mark of an item that has no room for a whole engagement', () => {
  const [mark = ''] = Object.values(hasRoom.names)
  const withTitle = (bytes: number) => ({ ...typicalVisit, userAgent: null, title: 'a'.repeat(bytes) })
  const unmarked = roomIn(toItem(withTitle(1), indexed)) + 1 - 400

  test.each([0, 1, 50])('is not there where %i bytes more than 400 are left', (more) => {
    const item = toItem(withTitle(unmarked - more), indexed)
    expect(item).not.toHaveProperty(mark)
    expect(roomIn(item)).toBe(400 + more)
  })

  test.each([1, 100, 300])('is there where %i bytes less are left', (less) => {
    expect(toItem(withTitle(unmarked + less), indexed)).toMatchObject({ [mark]: true })
  })

  test.each(characters)('takes no more than the write unit where every field is made of %s', (character) => {
    const item = toItem(fullVisit(character), indexed)
    expect(item).toMatchObject({ [mark]: true })
    expect(sizeOfItem(item)).toBeLessThanOrEqual(1024)
    expect(fromItem(item)).not.toHaveProperty(mark)
  })

  test('is not there on an import, whose bytes stay as they were, and which counts as full', () => {
    const item = toItem(fullVisit('a'), { ...indexed, imported: true })
    expect(item).not.toHaveProperty(mark)
    expect(Object.values(hasRoom.names).filter((name) => name in item)).toHaveLength(1)
  })
})

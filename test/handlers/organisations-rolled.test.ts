import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { networksNamed, soughtNamed } from '../../lambda/domain/rollup/day-organisations'
import { authorized, book, now } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { directoryOf, type MemoryStore, memoryStore, networks, visitAt } from '../support/memory/visits'

interface Said {
  readonly organisations: readonly { asns: readonly number[]; visits: number; isNew: boolean | null }[]
  readonly from: string
  readonly complete: boolean
}

const clock = () => new Date(now)

function opened(store: MemoryStore) {
  const rollups = memoryRollups(clock)
  const parts = { store, rollups, networks, pages: defaults.pages, now: clock }
  const ask = book({ store, rollups })
  const list = async (query = '') =>
    (await ask({ route: 'GET /organisations', path: `/organisations${query}`, headers: authorized }))
      .json as Said
  const correct = (asn: number, word: object) =>
    ask({
      route: 'PATCH /organisations/{key}',
      path: `/organisations/${asn}`,
      params: { key: String(asn) },
      body: JSON.stringify(word),
      headers: authorized,
    })
  return { ...parts, list, correct, count: () => rollUp(parts) }
}

/** Visits of every network on many days and two sites, in every way that may matter. */
const days = Array.from({ length: 22 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`)
const asns = [64496, 64497, 64498, 64499, 64500, 64511]
const siteOf = (at: number) => (at % 3 === 0 ? 'a.example.com' : 'you.github.io')
const visits = days.flatMap((day, at) =>
  asns.flatMap((asn, n) =>
    Array.from({ length: ((at * 7 + n * 3) % 5) + 1 }, (_, time) =>
      visitAt(`${day}T${String((time * 5 + n) % 15).padStart(2, '0')}:00:0${n}.${100 + at}Z`, {
        asn,
        site: siteOf(at + time),
        page: `/${(at + time) % 4}`,
        country: ['DE', 'AT', null][time % 3] ?? null,
        visitor: `${siteOf(at + time)}${day}${asn}${time % 2}`, // made of these by the record function too
        webdriver: (at + n + time) % 6 === 0,
      }),
    ),
  ),
)

test.each([
  '',
  '?kind=all',
  '?from=1970-01-01&kind=all',
  '?from=2026-11-05&to=2026-11-12&kind=all',
  '?from=2026-11-05T04:00:00Z&to=2026-11-12T09:30:00Z&kind=all',
  '?from=2026-11-05T04:00:00Z&to=2026-11-05T09:30:00Z&kind=all',
  '?site=a.example.com&kind=all',
  '?site=nobody.example.com',
  '?from=2030-01-01',
  '?limit=2',
])('GET /organisations%s says the same from rollups as from visits', async (query) => {
  const { list, count, rollups } = opened(memoryStore(...visits))
  const before = await list(query)
  expect(rollups.days.size).toBe(0)
  await count()
  expect(rollups.days.size).toBeGreaterThan(30)
  expect(await list(query)).toEqual(before)
  for (const key of [...rollups.days.keys()].filter((_, at) => at % 3 === 0)) rollups.days.delete(key)
  expect(await list(query)).toEqual(before) // closed and open days among each other
})

test('closed days are not read', async () => {
  const { list, count, store } = opened(memoryStore(...visits))
  await count()
  const { visitsOf } = store
  const read: string[] = []
  store.visitsOf = (range) => {
    read.push(range.period.start)
    return visitsOf(range)
  }
  await list('?from=2026-11-01&to=2026-11-22')
  expect(new Set(read)).toEqual(new Set(['2026-11-22T00:00:00.000Z']))
})

test('a correction holds at once: its name and kind, and mine', async () => {
  const { list, count, correct } = opened(memoryStore(...visits))
  await count()
  const before = await list('?kind=all')
  await correct(64498, { name: 'Example AG', kind: 'business' })
  await correct(64497, { mine: true })
  const after = await list('?kind=all')
  expect(after.organisations.find(({ asns: [asn] }) => asn === 64498)).toEqual({
    ...before.organisations.find(({ asns: [asn] }) => asn === 64498),
    key: 'example-ag',
    name: 'Example AG',
    kind: 'business',
    confidence: 'high',
    evidence: 'owner',
  })
  expect(after.organisations.map(({ asns: [asn] }) => asn)).not.toContain(64497)
  expect(after.complete).toBe(true)
  await count()
  expect(await list('?kind=all')).toEqual(after)
})

const crowd = (kindOfCrowd: number, size: number) =>
  Array.from({ length: size }, (_, at) => visitAt('2026-11-20T08:00:00Z', { asn: kindOfCrowd + at }))

test('where a day had more networks than are named it says so, unless all that are sought are named', async () => {
  const { list, count } = opened(memoryStore(...crowd(100_000, soughtNamed + 5)))
  expect(await list('?kind=unknown&limit=1000')).toMatchObject({ complete: true })
  await count()
  const { organisations, complete } = await list('?kind=unknown&limit=1000')
  expect([organisations.length, complete]).toEqual([soughtNamed, false])
})

test('a crowd of others does not hide who is sought', async () => {
  const isp = networks.network(64498)
  const everyIsp = directoryOf((id) =>
    typeof id === 'number' && id >= 100_000 && isp !== null
      ? { ...isp, id, key: `isp-${id}` }
      : networks.network(id),
  )
  const store = memoryStore(
    ...crowd(100_000, networksNamed + 5),
    visitAt('2026-11-20T08:00:00Z', { asn: 64496 }),
  )
  const rollups = memoryRollups(clock)
  const parts = { store, rollups, networks: everyIsp, pages: defaults.pages, now: clock }
  await rollUp(parts)
  const ask = book({ store, rollups, networks: everyIsp })
  const list = async (query: string) =>
    (await ask({ route: 'GET /organisations', path: `/organisations${query}`, headers: authorized })).json
  expect(await list('')).toMatchObject({
    organisations: [{ asns: [64496] }],
    complete: true,
    kinds: {
      values: [
        { kind: 'isp', visits: networksNamed - 1 },
        { kind: 'business', visits: 1 },
      ],
      complete: false,
    },
  })
  expect(await list('?kind=all')).toMatchObject({ complete: false })
})

test('gateways are named with their visits, whatever kinds are listed, the same from rollups as from visits', async () => {
  const names = ['Cisco Umbrella', 'Prisma Access', 'Zscaler']
  const isp = networks.network(64498)
  const gateways = directoryOf((id) =>
    isp !== null && typeof id === 'number' && id < 3
      ? { ...isp, id, key: `gateway-${id}`, name: names[id] ?? '', kind: 'gateway' }
      : networks.network(id),
  )
  const through = (asn: number, hour: number) => visitAt(`2026-11-20T0${hour}:00:00Z`, { asn })
  const store = memoryStore(through(2, 1), through(1, 2), through(2, 3), through(0, 4), through(64496, 5))
  const rollups = memoryRollups(clock)
  const ask = book({ store, rollups, networks: gateways })
  const list = async (query: string) =>
    (await ask({ route: 'GET /organisations', path: `/organisations${query}`, headers: authorized })).json
  const expected = {
    gateways: [
      { key: 'gateway-2', name: 'Zscaler', visits: 2 },
      { key: 'gateway-0', name: 'Cisco Umbrella', visits: 1 },
      { key: 'gateway-1', name: 'Prisma Access', visits: 1 },
    ],
    kinds: {
      values: [
        { kind: 'gateway', visits: 4 },
        { kind: 'business', visits: 1 },
      ],
      complete: true,
    },
  }
  expect(await list('')).toMatchObject(expected)
  await rollUp({ store, rollups, networks: gateways, pages: defaults.pages, now: clock })
  expect(await list('?kind=government')).toMatchObject({ organisations: [], ...expected })
})

test('hostile names of pages and countries are counted as they are', async () => {
  const names = [
    '__proto__',
    'constructor',
    '/<img src=x onerror=alert(1)>',
    `/${'é'.repeat(500)}`,
    '/\u202e',
  ]
  const hostile = names.map((page) =>
    visitAt('2026-11-20T08:00:00Z', { asn: 64496, page, country: '__proto__' }),
  )
  const { list, count } = opened(memoryStore(...hostile))
  const before = await list()
  await count()
  expect(await list()).toEqual(before)
})

describe('new', () => {
  const bot = { asn: 64496, webdriver: true }
  const came = visitAt('2026-11-20T08:00:00Z', { asn: 64496 })
  const earlierAt = (time: string, fields = {}) => visitAt(time, { asn: 64496, ...fields })
  const newsOf = async (...earlier: ReturnType<typeof visitAt>[]) =>
    (await opened(memoryStore(came, ...earlier)).list('?from=2026-11-10')).organisations[0]?.isNew

  test.each([
    ['nobody came before', [], true],
    ['a person came before', [earlierAt('2026-11-09T23:59:59.999Z')], false],
    [
      'a person came to another site before',
      [earlierAt('2025-01-01T00:00:00Z', { site: 'a.example.com' })],
      false,
    ],
    ['only in the period', [earlierAt('2026-11-10T00:00:00Z')], true],
    ['a bot came before', [earlierAt('2026-11-01T00:00:00Z', bot)], true],
    [
      'a person came before a bot',
      [earlierAt('2026-11-01T00:00:00Z'), earlierAt('2026-11-02T00:00:00Z', bot)],
      false,
    ],
    [
      'too many bots came before to tell',
      Array.from({ length: 10 }, (_, at) => earlierAt(`2026-11-01T00:00:0${at}Z`, bot)),
      null,
    ],
  ])('%s', async (_, earlier, isNew) => {
    expect(await newsOf(...earlier)).toBe(isNew)
  })

  test('is not known of kinds that the index does not have', async () => {
    const { list } = opened(memoryStore(visitAt('2026-11-20T08:00:00Z', { asn: 64498 })))
    expect((await list('?kind=all')).organisations).toMatchObject([{ asns: [64498], isNew: null }])
  })
})

describe('new, by when organisations were first seen', () => {
  const [bank, university] = [64496, 64497]
  const at = (time: string, asn: number, fields = {}) => visitAt(time, { asn, ...fields })
  const bank20 = at('2026-11-20T08:00:00Z', bank)

  /** Who is new from a day on, how often the index was asked, and what it says itself. */
  async function news({ store, ...opened_ }: ReturnType<typeof opened>, from = '2026-11-10') {
    const { visitsOfNetwork } = store
    let asked = 0
    store.visitsOfNetwork = (range) => {
      asked += 1
      return visitsOfNetwork(range)
    }
    const isNewIn = ({ organisations }: Said) =>
      new Map(organisations.map(({ asns: [asn], isNew }) => [asn, isNew]))
    const isNew = isNewIn(await opened_.list(`?from=${from}`))
    store.visitsOfNetwork = visitsOfNetwork
    const { rollups } = opened_
    const firstSeen = rollups.firstSeen
    rollups.firstSeen = async () => new Map()
    expect(isNew).toEqual(isNewIn(await opened_.list(`?from=${from}`)))
    rollups.firstSeen = firstSeen
    return { isNew: Object.fromEntries(isNew), asked }
  }

  test('the index is asked only for those of whom no counted day knows', async () => {
    const book = opened(
      memoryStore(at('2026-11-01T08:00:00Z', bank), bank20, at('2026-11-22T08:00:00Z', university)),
    )
    expect(await news(book)).toEqual({ isNew: { [bank]: false, [university]: true }, asked: 3 }) // the bank has two networks
    await book.count()
    expect(await news(book)).toEqual({ isNew: { [bank]: false, [university]: true }, asked: 1 })
    expect(await news(book, '2026-11-01T08:00:00.000Z')).toMatchObject({ isNew: { [bank]: true } })
    expect(await news(book, '2026-11-01T08:00:00.001Z')).toMatchObject({ isNew: { [bank]: false } })
  })

  test('also while an earlier day has not been counted, or is to be counted again', async () => {
    const book = opened(memoryStore(bank20, at('2026-11-05T08:00:00Z', university)))
    await book.count()
    expect(await news(book)).toEqual({ isNew: { [bank]: true }, asked: 0 })
    await book.store.add(at('2026-11-03T08:00:00Z', bank))
    expect(await news(book)).toEqual({ isNew: { [bank]: false }, asked: 2 })
    await book.store.add(at('2026-11-05T07:00:00Z', bank))
    await book.rollups.markForRecount('you.github.io', '2026-11-05')
    expect(await news(book)).toEqual({ isNew: { [bank]: false }, asked: 2 })
    await book.count()
    expect(await news(book)).toEqual({ isNew: { [bank]: false }, asked: 0 })
  })

  test('also after the first visit was erased, before its day is counted again', async () => {
    const book = opened(memoryStore(at('2026-11-03T08:00:00Z', bank), bank20))
    await book.store.add(at('2026-11-03T09:00:00Z', 64498))
    await book.count()
    expect(await news(book)).toEqual({ isNew: { [bank]: false }, asked: 0 })
    book.store.visits.shift()
    await book.rollups.markForRecount('you.github.io', '2026-11-03')
    expect(await news(book)).toEqual({ isNew: { [bank]: true }, asked: 2 })
  })

  test('bots and the owner’s own do not count', async () => {
    const book = opened(
      memoryStore(
        at('2026-11-03T08:00:00Z', bank, { webdriver: true }),
        bank20,
        at('2026-11-04T08:00:00Z', university),
      ),
    )
    await book.correct(university, { mine: true })
    await book.count()
    book.rollups.again.clear()
    expect(await news(book)).toEqual({ isNew: { [bank]: true }, asked: 0 })
    expect([...book.rollups.first]).toEqual([['you.github.io', new Map([[bank, bank20.time]])]])
  })
})

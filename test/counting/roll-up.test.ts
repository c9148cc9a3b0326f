import { defaults } from '../../lambda/contract'
import {
  expiryMargin,
  type RollUpOptions,
  type RollUpProgress,
  reopenedFor,
  rollUp,
} from '../../lambda/counting/roll-up'
import type { Network } from '../../lambda/domain/organisation/organisation'
import type { Visit } from '../../lambda/domain/visit/visit'
import type { QueryStore } from '../../lambda/store/visit-store'
import { authorized, book } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { directoryOf, memoryStore, networks, visitAt } from '../support/memory/visits'

const site = 'you.github.io'

/** A book of visits at some moments, and a clock that stands where it is put. */
function opened(...times: string[]) {
  let clock = new Date('2026-11-22T15:45:50.123Z')
  const now = () => clock
  const store = memoryStore(...times.map((time) => visitAt(time, { asn: 64496 })))
  const rollups = memoryRollups(now)
  const parts = { store, rollups, networks, pages: defaults.pages, now }
  const ask = book({ store, rollups })
  return {
    store,
    rollups,
    at: (time: string) => {
      clock = new Date(time)
    },
    count: (options: RollUpOptions = {}, given: Partial<typeof parts> = {}) =>
      rollUp({ ...parts, ...given }, options),
    days: () => [...rollups.days.keys()].map((key) => key.replace(`${site} `, '')),
    hours: () => [...rollups.hours.keys()].map((key) => key.replace(`${site} `, '')).toSorted(),
    reopened: () => [...rollups.again.keys()].map((key) => key.replace(`${site} `, '')),
    visitsOn: (span: string) =>
      (rollups.days.get(`${site} ${span}`) ?? rollups.hours.get(`${site} ${span}`))?.totals.people?.visits,
    erase: (id: string) =>
      ask({ route: 'DELETE /visits/{id}', path: `/visits/${id}`, params: { id }, headers: authorized }),
    eraseVisitor: (visitor: string) =>
      ask({ route: 'DELETE /visits', path: `/visits?visitor=${visitor}`, headers: authorized }),
    correct: (asn: number, body: object) =>
      ask({
        route: 'PATCH /organisations/{key}',
        path: `/organisations/${asn}`,
        params: { key: String(asn) },
        headers: authorized,
        body: JSON.stringify(body),
      }),
  }
}

test.each([
  ['2026-11-22T15:10:00.000Z', ['2026-11-22T13', '2026-11-22T14'], 2],
  ['2026-11-22T15:09:59.999Z', ['2026-11-22T13'], 1],
  ['2026-11-22T14:10:00.000Z', ['2026-11-22T13'], 1],
  ['2026-11-22T13:59:59.999Z', [], 0],
])('at %s the closed hours of the day are %j: ten minutes after their end', async (time, hours, visits) => {
  const {
    at,
    count,
    hours: counted,
    days,
  } = opened('2026-11-22T13:00:00Z', '2026-11-22T14:59:59.999Z', '2026-11-22T15:00:00Z')
  at(time)
  expect(await count()).toMatchObject({ visits })
  expect([counted(), days()]).toEqual([hours, []])
})

test('a day is counted ten minutes after midnight, and not before', async () => {
  const { at, count, days, visitsOn } = opened('2026-11-22T13:00:00Z', '2026-11-22T23:59:59.999Z')
  at('2026-11-23T00:09:59.999Z')
  await count()
  expect(days()).toEqual([])
  at('2026-11-23T00:10:00.000Z')
  await count()
  expect([days(), visitsOn('2026-11-22'), visitsOn('2026-11-22T23')]).toEqual([['2026-11-22'], 2, 1])
})

test('hours that have been counted are not read again, until the day is over', async () => {
  const { at, count } = opened('2026-11-22T13:00:00Z', '2026-11-22T14:00:00Z', '2026-11-22T16:00:00Z')
  expect((await count()).visits).toBe(2)
  expect((await count()).visits).toBe(0)
  at('2026-11-22T17:10:00Z')
  expect((await count()).visits).toBe(1)
  at('2026-11-23T00:10:00Z')
  expect((await count()).visits).toBe(3)
  expect(await count()).toEqual({ days: 0, visits: 0, left: 0, failing: [], unarchived: [] })
})

test('a day that is over replaces hours that had been counted before some of their visits came, or went', async () => {
  const { at, count, store, hours, visitsOn } = opened('2026-11-22T11:00:00Z', '2026-11-22T13:00:00Z')
  await count()
  store.visits.push(visitAt('2026-11-22T13:30:00Z', { asn: 64496 })) // by a clock that was put back
  store.visits.splice(0, 1)
  at('2026-11-23T00:10:00Z')
  await count()
  expect([hours(), visitsOn('2026-11-22T13'), visitsOn('2026-11-22')]).toEqual([['2026-11-22T13'], 2, 2])
})

test('after an outage of a week all is as if there had been none', async () => {
  const times = Array.from({ length: 60 }, (_, at) =>
    new Date(Date.parse('2026-11-14T00:30:00Z') + at * 3 * 3_600_000).toISOString(),
  )
  const [late, regular] = [opened(...times), opened(...times)]
  for (
    let time = Date.parse('2026-11-14T00:15:00Z');
    time <= Date.parse('2026-11-22T15:15:00Z');
    time += 3_600_000
  ) {
    regular.at(new Date(time).toISOString())
    await regular.count()
  }
  late.at('2026-11-22T15:15:00Z')
  await late.count()
  expect(new Map([...late.rollups.days].toSorted())).toEqual(new Map([...regular.rollups.days].toSorted()))
  expect(new Map([...late.rollups.hours].toSorted())).toEqual(new Map([...regular.rollups.hours].toSorted()))
  expect(late.days()).toHaveLength(8)
})

test('the last days come first, progress is told, and what there is no time for is left', async () => {
  const { count, days } = opened('2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z', '2026-11-21T10:00:00Z')
  const progress: RollUpProgress[] = []
  let times = 2
  expect(await count({ mayGoOn: () => times-- > 0, onDay: (one) => progress.push(one) })).toEqual({
    days: 2,
    visits: 2,
    left: 1,
    failing: [],
    unarchived: [],
  })
  expect(progress).toEqual([
    { site, day: '2026-11-21', done: 1, of: 3 },
    { site, day: '2026-11-20', done: 2, of: 3 },
  ])
  expect(days()).toEqual(['2026-11-21', '2026-11-20'])
  expect(await count()).toEqual({ days: 1, visits: 1, left: 0, failing: [], unarchived: [] })
})

test('days that are asked for are counted whether they need it or not, of one site or all', async () => {
  const { count, store } = opened('2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z')
  store.add(visitAt('2026-11-20T11:00:00Z', { site: 'a.example.com' }))
  await count()
  const days = { from: '2026-11-20', to: '2026-11-30' }
  expect(await count({ days })).toEqual({ days: 2, visits: 2, left: 0, failing: [], unarchived: [] })
  expect(await count({ days, site })).toEqual({ days: 1, visits: 1, left: 0, failing: [], unarchived: [] })
})

describe('a reopened day', () => {
  const day = '2026-11-20'

  test('is counted again, also its hours in which nothing is left', async () => {
    const { count, store, rollups, reopened, visitsOn, at } = opened(`${day}T10:00:00Z`, `${day}T11:00:00Z`)
    await count()
    store.visits.shift()
    await rollups.markForRecount(site, day)
    at(new Date(Date.parse('2026-11-22T15:45:50.123Z') + reopenedFor + 1).toISOString())
    expect(await count()).toEqual({ days: 1, visits: 1, left: 0, failing: [], unarchived: [] })
    expect([visitsOn(day), visitsOn(`${day}T10`), visitsOn(`${day}T11`)]).toEqual([1, undefined, 1])
    expect(rollups.hours.has(`${site} ${day}T10`)).toBe(false)
    expect(reopened()).toEqual([])
  })

  test.each([
    [0, 1],
    [reopenedFor, 1],
    [reopenedFor + 1, 0],
  ])('%d ms before it is read stays so for the next run: %d', async (age, left) => {
    const { count, rollups, reopened, at } = opened(`${day}T10:00:00Z`)
    await rollups.markForRecount(site, day)
    at(new Date(Date.parse('2026-11-22T15:45:50.123Z') + age).toISOString())
    await count()
    expect(reopened()).toHaveLength(left)
  })

  test('a moment before it is read stays so, however long the reading takes', async () => {
    const { count, store, rollups, reopened, at } = opened(`${day}T10:00:00Z`)
    await rollups.markForRecount(site, day)
    const slow: QueryStore = {
      ...store,
      async *visitsOf(range) {
        at('2026-11-22T15:59:00Z')
        yield* store.visitsOf(range)
      },
    }
    await count({}, { store: slow as typeof store })
    expect(reopened()).toEqual([day])
  })

  test('is right in the end where an older run puts what it has read before an erasure', async () => {
    const { count, store, rollups, reopened, visitsOn, at } = opened(`${day}T10:00:00Z`, `${day}T11:00:00Z`)
    let isErased = false
    const slow: QueryStore = {
      ...store,
      async *visitsOf(range) {
        const read: Visit[] = []
        for await (const visit of store.visitsOf(range)) read.push(visit)
        yield* read
        if (isErased) return
        isErased = true
        await rollups.markForRecount(site, day)
        store.visits.shift()
        at('2026-11-22T15:55:00Z')
        await count()
        expect(visitsOn(day)).toBe(1)
      },
    }
    await count({}, { store: slow as typeof store })
    expect([visitsOn(day), reopened()]).toEqual([2, [day]])
    at('2026-11-22T16:20:00Z')
    await count()
    expect([visitsOn(day), reopened()]).toEqual([1, []])
  })

  test('whose visits expire before a run would end is not counted again: its rollup is all there is', async () => {
    const { count, store, rollups, visitsOn, at } = opened(`${day}T10:00:00Z`)
    await count()
    await rollups.markForRecount(site, day)
    store.visits.splice(0)
    at('2026-11-22T17:00:00Z')
    const expiring = (expiry: number): typeof store => ({
      ...store,
      sites: async () => [{ site, firstDay: day, lastDay: day }],
      daysOf: async () => [{ day, expiry, hasDomains: true, shards: 1 }],
    })
    const seconds = Date.parse('2026-11-22T17:00:00Z') / 1000
    expect(await count({}, { store: expiring(seconds + expiryMargin) })).toMatchObject({ days: 0 })
    expect(visitsOn(day)).toBe(1)
    expect(await count({}, { store: expiring(seconds + expiryMargin + 1) })).toMatchObject({ days: 1 })
    expect(visitsOn(day)).toBeUndefined()
  })
})

describe('what reopens days', () => {
  const visitor = 'a'.repeat(24)
  const times = ['2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z', '2026-11-22T10:00:00Z']

  test('the erasure of a visit, before it is erased: so that it may break off', async () => {
    const { count, store, erase, reopened } = opened(...times)
    await count()
    const id = store.visits[1]?.id as string
    const logged = jest.spyOn(console, 'error').mockImplementation(() => {})
    store.erase = async () => {
      expect(reopened()).toEqual(['2026-11-20'])
      throw new Error('broken off')
    }
    expect(await erase(id)).toMatchObject({ status: 500 })
    expect(logged).toHaveBeenCalledTimes(1)
    logged.mockRestore()
    expect(reopened()).toEqual(['2026-11-20'])
  })

  test('the erasure of a visitor, of each of its days and no other', async () => {
    const { count, store, eraseVisitor, reopened } = opened('2026-11-18T10:00:00Z')
    for (const time of times) await store.add(visitAt(time, { visitor }))
    await count()
    expect(await eraseVisitor(visitor)).toMatchObject({ json: { erased: 3 } })
    expect(reopened().toSorted()).toEqual(['2026-11-19', '2026-11-20', '2026-11-22'])
  })

  test('not the erasure of what is not there', async () => {
    const { erase, eraseVisitor, reopened } = opened(...times)
    expect(await erase('019aac4c-1b8b-7001-8203-040506070809')).toMatchObject({ status: 404 })
    expect(await eraseVisitor(visitor)).toMatchObject({ json: { erased: 0 } })
    expect(reopened()).toEqual([])
  })

  test.each([
    ['another kind', { kind: 'isp' }, ['2026-11-19', '2026-11-20', '2026-11-22']],
    ['that it is the owner’s own', { mine: true }, ['2026-11-19', '2026-11-20', '2026-11-22']],
    ['another name', { name: 'Acme' }, []],
    ['another domain', { domain: 'acme.example' }, []],
  ])('the word on a network of %s: %j reopens %j', async (_, body, days) => {
    const { count, store, correct, reopened } = opened(...times)
    await store.add(visitAt('2026-11-18T10:00:00Z', { asn: 64497 }))
    await count()
    expect(await correct(64496, body)).toMatchObject({ status: 200 })
    expect(reopened().toSorted()).toEqual(days)
  })

  test('the word on a network, also of days that may be being counted just now', async () => {
    const { count, store, correct, rollups, visitsOn, at, reopened } = opened(...times)
    const slow: QueryStore = {
      ...store,
      async *visitsOf(range) {
        yield* store.visitsOf(range)
        if (range.period.start.startsWith('2026-11-20')) await correct(64496, { mine: true })
      },
    }
    await count({}, { store: slow as typeof store })
    expect(visitsOn('2026-11-20')).toBe(1) // as it was when the run began
    expect(reopened()).toContain('2026-11-20')
    at('2026-11-22T17:00:00Z')
    await count()
    expect([...rollups.days.values()].map(({ totals }) => totals)).toEqual([
      { mine: { visits: 1, visitors: 0 } },
      { mine: { visits: 1, visitors: 0 } },
    ])
    expect(reopened()).toEqual([])
  })
})

describe('when networks were first seen', () => {
  const [bank, university] = [64496, 64497]
  const from = (asn: number, time: string, fields = {}) => visitAt(time, { asn, ...fields })
  const seen = ({ rollups }: ReturnType<typeof opened>) => Object.fromEntries(rollups.first.get(site) ?? [])
  /** Its days are counted again, all of them or one. */
  const again = (book: ReturnType<typeof opened>, day = '2026-11-19', to = day) =>
    book.count({ days: { from: day, to } })

  test('is kept of those whom the index has, once their day is over', async () => {
    const book = opened('2026-11-20T10:00:00Z', '2026-11-19T10:00:00Z', '2026-11-19T09:00:00Z')
    await book.store.add(from(university, '2026-11-22T10:00:00Z'))
    await book.store.add(from(64498, '2026-11-19T10:00:00Z')) // an ISP
    await book.store.add(from(70_000, '2026-11-19T10:00:00Z')) // nobody knows whose
    await book.count()
    expect(seen(book)).toEqual({ [bank]: '2026-11-19T09:00:00.000Z' })
    book.at('2026-11-23T00:10:00Z')
    await book.count()
    expect(seen(book)).toEqual({
      [bank]: '2026-11-19T09:00:00.000Z',
      [university]: '2026-11-22T10:00:00.000Z',
    })
  })

  test('is known before the day is, also of networks that it does not name', async () => {
    const book = opened('2026-11-20T10:00:00Z')
    for (let at = 100; at < 500; at++) await book.store.add(from(100_000 + at, `2026-11-20T11:00:00.${at}Z`))
    const { putDay } = book.rollups
    book.rollups.putDay = async (...day) => {
      expect(book.rollups.first.get(site)?.size).toBe(401)
      return putDay(...day)
    }
    const business = directoryOf((id) => ({ ...networks.network(bank), id }) as Network)
    await book.count({}, { networks: business })
    expect(book.days()).toHaveLength(1)
  })

  test('costs no write where it is known', async () => {
    const book = opened('2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z')
    await book.count()
    const put = jest.spyOn(book.rollups, 'putFirstSeen')
    await again(book, '2026-11-19', '2026-11-20')
    await book.store.add(from(bank, '2026-11-21T10:00:00Z'))
    await book.count()
    expect([put.mock.calls, seen(book)]).toEqual([[], { [bank]: '2026-11-19T10:00:00.000Z' }])
  })

  test('moves to an earlier visit that comes late, and within its day to a later one', async () => {
    const book = opened('2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z')
    await book.count()
    await book.store.add(from(bank, '2026-11-19T10:00:00Z'))
    await book.count()
    expect(seen(book)).toEqual({ [bank]: '2026-11-19T10:00:00.000Z' })
    await book.store.add(from(bank, '2026-11-19T12:00:00Z'))
    book.store.visits.splice(2, 1) // that of ten o’clock
    await again(book)
    expect(seen(book)).toEqual({ [bank]: '2026-11-19T12:00:00.000Z' })
  })

  test('moves to a later day, however far, when nothing is left of the first one, and goes with the last', async () => {
    const book = opened('2026-06-19T10:00:00Z', '2026-11-20T10:00:00Z', '2026-11-20T09:00:00Z')
    await book.count()
    book.store.visits.shift()
    await book.store.add(from(university, '2026-06-19T11:00:00Z'))
    await again(book, '2026-06-19')
    expect(seen(book)).toEqual({
      [bank]: '2026-11-20T09:00:00.000Z',
      [university]: '2026-06-19T11:00:00.000Z',
    })
    book.store.visits.splice(0, 2)
    await again(book, '2026-11-20')
    expect(seen(book)).toEqual({
      [bank]: '2026-11-20T09:00:00.000Z', // a day without visits is not looked at
      [university]: '2026-06-19T11:00:00.000Z',
    })
    await book.store.add(from(university, '2026-11-20T11:00:00Z'))
    await again(book, '2026-11-20')
    expect(seen(book)).toEqual({ [university]: '2026-06-19T11:00:00.000Z' })
  })

  test('is the same by two runs beside each other, and by a run that a later moment overtakes', async () => {
    const times = Array.from(
      { length: 20 },
      (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}T10:00:00Z`,
    )
    const book = opened(...times)
    const days = { from: '2026-11-01', to: '2026-11-10' }
    await Promise.all([book.count({ days: { from: '2026-11-11', to: '2026-11-20' } }), book.count({ days })])
    expect(seen(book)).toEqual({ [bank]: '2026-11-01T10:00:00.000Z' })

    const { putFirstSeen } = book.rollups
    let overtaken = false
    book.rollups.putFirstSeen = async (...put) => {
      await putFirstSeen(...put)
      if (!overtaken) await putFirstSeen(site, new Map([[bank, '2026-11-15T10:00:00.000Z']]))
      overtaken = true
    }
    book.rollups.first.clear()
    await again(book, '2026-11-01')
    expect(seen(book)).toEqual({ [bank]: '2026-11-01T10:00:00.000Z' })
  })

  test.each([[{ mine: true }], [{ kind: 'crawler' }]])(
    'follows the owner’s word %j and its end',
    async (word) => {
      const book = opened('2026-11-19T10:00:00Z', '2026-11-20T10:00:00Z')
      await book.count()
      await book.correct(bank, word)
      book.at('2026-11-22T17:00:00Z')
      await book.count()
      expect(seen(book)).toEqual({})
      await book.correct(bank, { mine: null, kind: null })
      book.at('2026-11-22T18:00:00Z')
      await book.count()
      expect(seen(book)).toEqual({ [bank]: '2026-11-19T10:00:00.000Z' })
    },
  )
})

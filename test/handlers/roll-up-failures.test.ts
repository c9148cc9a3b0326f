import { defaults } from '../../lambda/contract'
import { type RollUpOptions, rollUp } from '../../lambda/counting/roll-up'
import { unfinished } from '../../lambda/domain/rollup/day-failure'
import type { VisitRange } from '../../lambda/store/visit-store'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'

const [busy, quiet] = ['busy.example.com', 'quiet.example.com']
const days = ['2026-11-18', '2026-11-19', '2026-11-20']

/** Two sites with a visit on each of three days, whose store can be made to fail. */
function opened() {
  let clock = new Date('2026-11-22T15:45:00.000Z')
  const now = () => clock
  const store = memoryStore(
    ...days.flatMap((day) => [busy, quiet].map((site) => visitAt(`${day}T10:00:00Z`, { site }))),
  )
  const rollups = memoryRollups(now)
  const { visitsOf } = store
  const read: string[] = []
  let broken: string | null = null
  store.visitsOf = async function* (range: VisitRange) {
    const task = `${range.site} ${range.period.start.slice(0, 10)}`
    read.push(task)
    yield* visitsOf(range)
    if (task === broken) throw new Error('an item that nobody can read')
  }
  const parts = { store, rollups, networks, pages: defaults.pages, now }
  return {
    store,
    rollups,
    at: (time: string) => {
      clock = new Date(time)
    },
    break: (task: string | null) => {
      broken = task
    },
    /** The days that are read, in this order, and what is said of the failing ones. */
    async count(options: RollUpOptions = {}) {
      read.length = 0
      const { failing } = await rollUp(parts, options)
      return { read: [...read], failing: failing.map(({ site, day }) => `${site} ${day}`) }
    },
  }
}

test('the newest days of all sites come first', async () => {
  expect((await opened().count()).read).toEqual([
    ...[`${busy} 2026-11-20`, `${quiet} 2026-11-20`],
    ...[`${busy} 2026-11-19`, `${quiet} 2026-11-19`],
    ...[`${busy} 2026-11-18`, `${quiet} 2026-11-18`],
  ])
})

test('a day that cannot be counted is put aside with its reason, and all others are counted', async () => {
  const book = opened()
  book.break(`${busy} 2026-11-20`)
  expect((await book.count()).failing).toEqual([`${busy} 2026-11-20`])
  expect([...book.rollups.days.keys()].toSorted()).toEqual([
    ...[`${busy} 2026-11-18`, `${busy} 2026-11-19`],
    ...[`${quiet} 2026-11-18`, `${quiet} 2026-11-19`, `${quiet} 2026-11-20`],
  ])
  expect([...book.rollups.failing]).toEqual([
    [
      `${busy} 2026-11-20`,
      {
        reason: 'an item that nobody can read',
        attempts: 1,
        since: '2026-11-22T15:45:00.000Z',
        last: '2026-11-22T15:45:00.000Z',
        next: '2026-11-22T16:30:00.000Z',
      },
    ],
  ])
})

test('it is tried again after an hour, then after two and four, up to a day, after all others', async () => {
  const book = opened()
  book.break(`${busy} 2026-11-20`)
  const tried: number[] = []
  for (let hour = 0; hour < 60; hour++) {
    book.at(new Date(Date.parse('2026-11-22T15:45:00Z') + hour * 3_600_000).toISOString())
    const { read, failing } = await book.count()
    expect(failing).toEqual([`${busy} 2026-11-20`])
    if (read.length > 0) tried.push(hour)
  }
  expect(tried).toEqual([0, 1, 3, 7, 15, 31, 55])
  await book.store.add(visitAt('2026-11-24T10:00:00Z', { site: quiet }))
  book.break(null)
  book.at('2026-11-26T00:45:00Z')
  expect(await book.count()).toEqual({
    read: [`${quiet} 2026-11-24`, `${busy} 2026-11-20`],
    failing: [],
  })
  expect(book.rollups.failing.size).toBe(0)
})

test('a day that is asked for is tried at once', async () => {
  const book = opened()
  book.break(`${busy} 2026-11-20`)
  await book.count()
  book.break(null)
  const asked = { site: busy, days: { from: '2026-11-20', to: '2026-11-20' } }
  expect(await book.count(asked)).toEqual({ read: [`${busy} 2026-11-20`], failing: [] })
  expect(book.rollups.failing.size).toBe(0)
})

describe('a day of very many visits', () => {
  const many = () => {
    const book = opened()
    for (let at = 0; at < 50_010; at++)
      book.store.visits.push(
        visitAt(new Date(Date.parse('2026-11-20T00:00:00Z') + at * 1700).toISOString(), { site: busy }),
      )
    return book
  }

  test('is marked before it is counted, so that a run that is killed on it is told of', async () => {
    const book = many()
    const marks: (string | null)[] = []
    const { putFailure } = book.rollups
    book.rollups.putFailure = async (site, day, failure) => {
      marks.push(failure?.reason ?? null)
      await putFailure(site, day, failure)
    }
    expect((await book.count()).failing).toEqual([])
    expect(marks).toEqual([unfinished, null])
  })

  test('leaves the hours that it had when the time is over, and stops no other', async () => {
    const book = many()
    let looks = 0
    const { failing } = await book.count({ mayRead: () => looks++ < 10 })
    expect([failing, book.rollups.failing.get(failing[0] as string)?.reason]).toEqual([
      [`${busy} 2026-11-20`],
      'there was no time left after 11000 visits',
    ])
    const hours = [...book.rollups.hours.keys()].filter((key) => key.startsWith(`${busy} 2026-11-20`))
    expect(hours.toSorted()).toEqual([19, 20, 21, 22, 23].map((hour) => `${busy} 2026-11-20T${hour}`))
    expect(book.rollups.days.size).toBe(5)
  })
})

test('a site whose days cannot be looked up stops no other, and the run fails once these are counted', async () => {
  const book = opened()
  const { daysOf } = book.store
  book.store.daysOf = async (site, ...range) => {
    if (site === busy) throw new Error('a marker that nobody can read')
    return daysOf(site, ...range)
  }
  await expect(book.count()).rejects.toThrow('a marker that nobody can read')
  expect([...book.rollups.days.keys()]).toEqual(days.map((day) => `${quiet} ${day}`).toReversed())
})

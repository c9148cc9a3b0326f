import type { StatsAnswer } from '../../../lambda/api/stats'
import { defaults } from '../../../lambda/contract'
import { rollUp } from '../../../lambda/counting/roll-up'
import { authorized, book, now } from '../../support/book'
import { memoryRollups } from '../../support/memory/rollups'
import { described, memoryStore, networks, visitAt } from '../../support/memory/visits'
import { plainCount } from '../../support/plain-count'
import { randomVisits } from '../../support/random-visits'
import { plainReadings, withReadings } from '../../support/readings'

const clock = () => new Date(now)
const mine = {
  subject: 64497,
  name: null,
  domain: null,
  kind: null,
  mine: true,
  muted: false,
  star: false,
  note: null,
}

/** A book of its own; `count` rolls its closed hours and days up. */
async function opened(...visits: Parameters<typeof memoryStore>) {
  const store = memoryStore(...visits)
  const rollups = memoryRollups(clock)
  await store.correct(mine)
  const ask = book({ store, rollups })
  const asked = (query: string) => ask({ route: 'GET /stats', path: `/stats${query}`, headers: authorized })
  return {
    ...{ store, rollups, asked },
    count: () => rollUp({ store, rollups, networks, pages: defaults.pages, now: clock }),
    stats: async (query: string): Promise<StatsAnswer> => {
      const { status, json } = await asked(query)
      expect({ query, status, json }).toMatchObject({ status: 200 })
      return json as StatsAnswer
    },
  }
}

const days = ['13', '14', '15', '16', '17', '18', '20', '22'].map((day) => `2026-11-${day}`)
const sites = ['you.github.io', 'a.example.com']
const random = randomVisits({ seed: 21, count: 1000, days, sites, pages: 8 })
const all = withReadings(
  random.filter(({ time }) => time < now),
  21,
)
const told = all.map((visit) => described(visit, [mine]))

/** What is asked about, by nothing but the query's own words. */
function selected({ from, to }: StatsAnswer, query: string) {
  const asked = new URLSearchParams(query.slice(1))
  const choice = (name: string, is: boolean) => {
    const wanted = asked.get(name) ?? 'exclude'
    return wanted === 'include' || (wanted === 'only') === is
  }
  const is = (name: string, value: string | null) => asked.get(name) === null || asked.get(name) === value
  return told.filter(
    (one) =>
      Date.parse(one.time) >= Date.parse(from) &&
      Date.parse(one.time) < Date.parse(to) &&
      ['site', 'page', 'country'].every((name) => is(name, one[name as 'page'])) &&
      choice('bot', one.bot !== null) &&
      choice('mine', one.mine),
  )
}

const rowsOf = (rows: readonly { value: string | null }[] = []) =>
  new Map(rows.map(({ value, ...count }) => [value, count]))

const states = ['not counted', 'counted', 'counted, one day in two again'] as const
const queries = [
  '?by=section',
  '?by=link',
  '?by=section,link,day,page',
  '?by=section&site=you.github.io',
  '?by=section,link&bot=include&mine=include',
  '?by=link&mine=only&bot=include',
  '?by=section&page=/0',
  '?by=section&page=/0&from=2026-11-14&to=2026-11-18',
  '?by=section&page=/nowhere',
  '?by=section,link&page=/0',
  '?by=section,link,day&country=DE',
  '?by=section,link&from=2026-11-14T10:07:00Z&to=2026-11-18T17:05:00Z',
  '?by=section,link,day&tz=Asia/Kolkata&from=2026-11-14&to=2026-11-20',
]

describe.each(states)('what was read in random visits, %s', (state) => {
  let shop: Awaited<ReturnType<typeof opened>>
  beforeAll(async () => {
    shop = await opened(...all)
    if (state === 'not counted') return
    await shop.count()
    if (state === 'counted') return
    for (const day of days.filter((_, at) => at % 2 === 0))
      for (const site of sites) shop.rollups.days.delete(`${site} ${day}`)
  })

  test.each(queries)('GET /stats%s says what a plain count of it says', async (query) => {
    const answer = await shop.stats(`${query}&limit=500`)
    const { by, totals, freshness } = answer
    const visits = selected(answer, query)
    const plain = plainReadings(visits)
    expect(totals).toMatchObject(plainCount(visits))
    if (query.includes('section')) expect(rowsOf(by.section?.values)).toEqual(plain.sections)
    if (query.includes('link')) expect(rowsOf(by.link?.values)).toEqual(plain.links)
    expect(freshness).toMatchObject({ complete: true, wholeEngagement: true })
    const isAlone = /by=(section|link|section,link)&/.test(`${query}&`)
    const isPartly = query.includes('page=') && !query.includes('link') && freshness.closedDays > 0
    if (isPartly) expect(totals.engagement).toBeNull()
    else
      expect(totals.engagement).toEqual({
        visits: plain.visits,
        averageSeconds: plain.visits === 0 ? null : Math.round((plain.seconds / plain.visits) * 10) / 10,
        medianSeconds: isAlone ? (totals.engagement?.medianSeconds ?? null) : plain.median,
        reachedEnd: plain.visits === 0 ? null : Math.round((plain.reachedEnd / plain.visits) * 1000) / 1000,
      })
    if (isAlone && plain.visits > 0) expect(totals.engagement?.medianSeconds ?? null).toBeNull()
  })
})

test('sections of one page are told from rollups', async () => {
  const { count, stats } = await opened(...all)
  await count()
  const today = told.filter(({ time }) => time >= '2026-11-22').length
  expect((await stats('?by=section&page=/0')).freshness).toMatchObject({ visitsRead: today })
  expect((await stats('?by=link&page=/0')).freshness).toMatchObject({ visitsRead: all.length })
})

test('a report by sections alone has the sum of what was read, and not its median', async () => {
  const { count, stats } = await opened(...all)
  await count()
  const [one, other] = [await stats('?by=country'), await stats('?by=section')]
  expect(one.totals.engagement?.medianSeconds).toBe(plainReadings(selected(one, '?')).median)
  expect(other.totals.engagement).toEqual({ ...one.totals.engagement, medianSeconds: null })
})

test('the table of sections has their seconds, and what is not named in its last row', async () => {
  const { asked } = await opened(
    ...['a', 'b', 'c'].map((name, at) => ({
      ...visitAt(`2026-11-22T0${at}:00:00Z`),
      engagement: {
        ...{ seconds: 9, reach: 1, acted: true, links: [] },
        sections: [
          { name, seconds: at + 1 },
          { name: 'all', seconds: 5 },
        ],
      },
    })),
  )
  const { body } = await asked('?by=section&format=csv&limit=2')
  expect(body.split('\r\n').slice(0, 4)).toEqual([
    'value,visits,visitors,seconds,others',
    '"/#all",3,0,15,',
    '"/#a",1,0,1,',
    ',2,0,5,2',
  ])
})

describe('a busy day that is not over', () => {
  const busy = withReadings(
    randomVisits({
      seed: 2,
      count: 4000,
      days: ['2026-11-21', '2026-11-22'],
      visitors: 300,
      pages: 3,
    }).filter(({ time }) => time < now),
    2,
  )
  const many = withReadings(
    randomVisits({ seed: 3, count: 4000, days: ['2026-11-22'], visitors: 300, pages: 3 }).filter(
      ({ time }) => time < now,
    ),
    3,
  )

  test('is read where it is not too busy', async () => {
    const { count, stats } = await opened(...busy)
    await count()
    const { freshness, by } = await stats('?by=section&bot=include&mine=include&limit=500')
    expect(freshness).toMatchObject({ closedDays: 1, wholeEngagement: true })
    expect(rowsOf(by.section?.values)).toEqual(plainReadings(busy).sections)
  })

  test('is told as far as its visits are read, which the answer says', async () => {
    const { count, stats } = await opened(...many)
    await count()
    const open = many.filter(({ time }) => time >= '2026-11-22T15')
    const { totals, freshness, by } = await stats('?by=section&bot=include&mine=include&limit=500')
    expect(totals.visits).toBe(many.length)
    expect(freshness).toMatchObject({ visitsRead: open.length, complete: true, wholeEngagement: false })
    expect(rowsOf(by.section?.values)).toEqual(plainReadings(open).sections)
  })
})

test('sections without a name in their rollup are missing under a filter, which the answer says', async () => {
  const pages = Array.from({ length: 501 }, (_, at) => ({
    ...visitAt('2026-11-20T10:00:00Z', { page: `/${at}` }),
    engagement: { seconds: 9, reach: 1, acted: true, links: [], sections: [{ name: 'a', seconds: 1 }] },
  }))
  const { count, stats } = await opened(...pages, ...pages.slice(0, 1))
  await count()
  const { by, freshness } = await stats('?by=section&page=/0')
  expect(by.section?.values).toEqual([{ value: '/0#a', visits: 2, visitors: 0, seconds: 2 }])
  expect(freshness).toMatchObject({ closedDays: 1, wholeEngagement: false })
  const whole = await stats('?by=section&limit=500')
  expect([whole.by.section?.others, whole.freshness.wholeEngagement]).toEqual([
    { values: 1, visits: 1, visitors: 0, seconds: 1 },
    true,
  ])
})

import type { StatsAnswer } from '../../../lambda/api/stats'
import { defaults } from '../../../lambda/contract'
import { reopenedFor, rollUp } from '../../../lambda/counting/roll-up'
import { dimensions } from '../../../lambda/domain/count/dimension'
import { authorized, book, now } from '../../support/book'
import { memoryRollups } from '../../support/memory/rollups'
import { described, memoryStore, networks, visitAt } from '../../support/memory/visits'
import { onePage, pageCounts } from '../../support/one-page'
import { plainCount, plainCounts } from '../../support/plain-count'
import { randomVisits } from '../../support/random-visits'
import { inFull } from '../../support/size'

const clock = () => new Date(now)
const site = 'you.github.io'
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
  const stats = (query = '') => ask({ route: 'GET /stats', path: `/stats${query}`, headers: authorized })
  return {
    store,
    rollups,
    count: (at = clock) => rollUp({ store, rollups, networks, pages: defaults.pages, now: at }),
    refused: stats,
    stats: async (query = ''): Promise<StatsAnswer> => {
      const { status, json } = await stats(query)
      expect({ query, status, json }).toMatchObject({ status: 200 })
      return json as StatsAnswer
    },
  }
}

const choice = (asked: string | null, is: boolean) => asked === 'include' || (asked === 'only') === is

/** Local day and hour of a moment, by the runtime’s own calendar. */
function localOf(tz: string) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: tz,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
  })
  const of = (time: number) => {
    const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]))
    const day = `${part.year}-${part.month}-${part.day}`
    const minutes =
      (Date.parse(`${day}T${part.hour}:${part.minute}Z`) - Math.floor(time / 60_000) * 60_000) / 60_000
    const two = (number: number) => String(Math.floor(Math.abs(number))).padStart(2, '0')
    const offset = tz === 'UTC' ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`
    return { day, hour: `${day}T${part.hour}:00${offset}` }
  }
  const known = new Map<number, ReturnType<typeof of>>() // a calendar is slow
  return (time: number) => {
    const quarter = Math.floor(time / 900_000) * 900_000
    const found = known.get(quarter) ?? of(quarter)
    known.set(quarter, found)
    return found
  }
}
const calendars = new Map<string, ReturnType<typeof localOf>>()

/** What `GET /stats` should say, from the visits, by nothing but sets and maps. */
function expected(visits: readonly ReturnType<typeof described>[], { from, to }: StatsAnswer, query: string) {
  const asked = new URLSearchParams(query.slice(1))
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const is = (name: string, value: string | null) => asked.get(name) === null || asked.get(name) === value
  const selected = visits.filter(
    (one) =>
      Date.parse(one.time) >= start &&
      Date.parse(one.time) < end &&
      is('site', one.site) &&
      is('page', one.page) &&
      is('referrer', one.referrer) &&
      is('country', one.country) &&
      is('organisation', String(one.asn)) &&
      is('referrerGroup', one.referrerGroup) &&
      is('browser', one.browser) &&
      is('os', one.os) &&
      is('device', one.device) &&
      is('language', one.language) &&
      is('visitor', one.visitor) &&
      (asked.get('kind') === null || asked.get('kind')?.split(',').includes(String(one.kind))) &&
      choice(asked.get('mine'), one.mine),
  )
  const counted = selected.filter(({ bot }) => choice(asked.get('bot'), bot !== null))
  const bots = selected.filter(({ bot }) => bot !== null)
  const tz = asked.get('tz') ?? 'UTC'
  const local = calendars.get(tz) ?? localOf(tz)
  calendars.set(tz, local)
  const rows = (grain: 'day' | 'hour') => {
    const names = new Set<string>()
    const first = visits.filter(({ site }) => is('site', site)).map(({ time }) => time.slice(0, 10))
    const firstDay = first.length === 0 ? '9999' : local(Date.parse(first.toSorted()[0] as string)).day
    for (let time = Math.floor(start / 900_000) * 900_000; time < end; time += 900_000)
      if (local(time).day >= firstDay && time < Date.parse(now)) names.add(local(time)[grain])
    const nameOf = ({ time }: { time: string }) => local(Date.parse(time))[grain]
    const [counts, beside] = [plainCounts(counted, nameOf), plainCounts(bots, nameOf)]
    return [...names].map((value) => ({
      value,
      ...(counts.get(value) ?? { visits: 0, visitors: 0 }),
      bots: beside.get(value)?.visits ?? 0,
    }))
  }
  const valueIn = (one: (typeof visits)[number], dimension: string) => {
    if (dimension === 'folder') return `/${one.page.split('/')[1]}`
    return dimension === 'organisation' ? one.organisationKey : one[dimension as 'page']
  }
  const by = (asked.get('by') ?? 'day')
    .split(',')
    .map((one) => [
      one,
      one === 'day' || one === 'hour' ? rows(one) : plainCounts(counted, (visit) => valueIn(visit, one)),
    ])
  return { totals: { ...plainCount(counted), bots: bots.length }, by: Object.fromEntries(by) }
}

/** An answer in the same form: its tables as maps. */
function toldBy({ totals: { engagement: _, ...totals }, by }: StatsAnswer) {
  const tables = Object.entries(by).map(([name, told]) => {
    if (told === undefined || !('others' in told)) return [name, told]
    expect(told.others).toEqual({ values: 0, visits: 0, visitors: 0 })
    const visits = told.values.map((row) => row.visits)
    expect(visits).toEqual(visits.toSorted((a, b) => b - a))
    return [
      name,
      new Map(told.values.map((row) => [row.value, { visits: row.visits, visitors: row.visitors }])),
    ]
  })
  return { totals, by: Object.fromEntries(tables) }
}

const days = ['13', '14', '15', '16', '17', '18', '20', '22'].map((day) => `2026-11-${day}`)
const all = randomVisits({ seed: 11, count: 900, days, sites: [site, 'a.example.com'] }).filter(
  ({ time }) => time < now,
)
const told = all.map((visit) => described(visit, [mine]))
const someone = told.find((one) => one.visitor !== null && one.page === '/0')?.visitor as string

const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu']
const filters = [
  'page=/0',
  'page=/nowhere',
  'referrer=www.google.com',
  'country=DE',
  'organisation=64496',
  'organisation=64498',
  'organisation=65000',
  'kind=business',
  'kind=business,isp,unknown',
  'referrerGroup=search',
  'browser=Firefox 145',
  'browser=Firefox 1',
  'os=Linux',
  'os=Windows 10',
  'device=mobile',
  'language=de-DE',
]
const queries = [
  '',
  ...['day', 'hour', ...dimensions].map((by) => `?by=${by}`),
  '?by=page,country,day,hour,kind,browser,os,device,language,referrer,referrerGroup,organisation',
  ...zones.flatMap((tz) => [
    `?tz=${tz}`,
    `?tz=${tz}&by=day,hour,page`,
    `?tz=${tz}&by=hour&page=/0`,
    `?tz=${tz}&by=day&country=DE`,
  ]),
  ...filters.map((filter) => `?${filter}&by=day,hour,${dimensionOf(filter)}`),
  ...filters.map((filter) => `?${filter}&by=browser,page`),
  '?page=/0&country=DE',
  '?browser=Firefox 145&os=Linux&referrerGroup=search&by=day,device',
  '?device=desktop&language=de-DE&by=day,browser',
  '?page=/0&kind=business&by=hour,day,organisation',
  '?country=DE&referrer=www.google.com&organisation=64496&by=day',
  `?visitor=${someone}&by=day,page`,
  ...['exclude', 'include', 'only'].flatMap((bot) =>
    ['exclude', 'include', 'only'].map((own) => `?bot=${bot}&mine=${own}&by=day,hour,page,kind`),
  ),
  '?bot=only&page=/0&by=page',
  `?site=${site}&by=day,page`,
  '?site=A.example.com&by=day'.toLowerCase(),
  '?site=nobody.example&by=day,page',
  '?from=2026-11-14T10:00:00Z&to=2026-11-18T17:00:00Z&by=day,hour,page',
  '?from=2026-11-14T10:07:00Z&to=2026-11-18T17:05:00Z&by=day,hour,page',
  '?from=2026-11-14T10:07:00Z&to=2026-11-14T10:09:00Z&by=day,hour,page',
  '?from=2026-11-14T10:00:00Z&to=2026-11-18T17:00:00Z&page=/0&by=day,hour',
  '?from=2026-11-15&to=2026-11-15&tz=Asia/Shanghai&by=day,hour,page',
  '?from=2026-11-14&to=2026-11-17&tz=Asia/Kolkata&by=day',
  '?from=2026-11-19&to=2026-11-19&by=day,hour,page',
  '?from=2020-01-01&to=2020-01-31&by=day,page',
  '?from=2026-11-20&to=2027-01-31&by=day,page',
  '?from=2022-11-23&to=2026-11-22&by=kind',
]
function dimensionOf(filter: string): string {
  return filter.split('=')[0] as string
}

const states = ['not counted', 'counted', 'partly counted, partly reopened']

describe.each(states)('%s visits', (state) => {
  let shop: Awaited<ReturnType<typeof opened>>
  beforeAll(async () => {
    shop = await opened(...all)
    if (state !== 'not counted') await shop.count()
    if (!state.startsWith('partly')) return
    for (const day of ['2026-11-14', '2026-11-17', '2026-11-22']) await shop.rollups.markForRecount(site, day)
    shop.rollups.days.delete(`${site} 2026-11-15`)
    shop.rollups.days.delete('a.example.com 2026-11-13')
    shop.rollups.hours.delete('a.example.com 2026-11-13T10')
  })

  const every = { 'not counted': 5, counted: 1 }[state] ?? 2
  const turn = states.indexOf(state) // in small size each second query is asked, in one of the states
  const isAsked = (at: number) =>
    inFull(at % every === 0, at % (2 * states.length) === turn, at % (4 * states.length) === turn)
  const asked = queries.filter((_, at) => isAsked(at))
  test.each(asked)('GET /stats%s says what a plain count of them says', async (query) => {
    const answer = await shop.stats(`${query}${query === '' ? '?' : '&'}limit=500`)
    expect(toldBy(answer)).toEqual(expected(told, answer, query))
    expect(answer.freshness).toMatchObject({ asOf: now, exactVisitors: true, recounting: [] })
  })
})

describe('days and hours of which nothing can be known', () => {
  const daysOf = ({ by, known }: StatsAnswer) => [known, by.day?.map(({ value }) => value)]

  test.each([
    ['before the first visit', '?from=2026-11-10&to=2026-11-14', ['13', '14'], '2026-11-15T00:00:00.000Z'],
    ['after now', '?from=2026-11-21&to=2026-11-30', ['21', '22'], now],
    [
      'of a site that came later',
      '?site=late.example&from=2026-11-15&to=2026-11-30',
      ['20', '21', '22'],
      now,
    ],
    ['after now, of the last ones asked for', '?from=2026-11-22&to=2026-11-22', ['22'], now],
  ])('%s are not named', async (_, query, named, to) => {
    const late = visitAt('2026-11-20T10:00:00.000Z', { site: 'late.example' })
    const { count, stats } = await opened(...all, late)
    await count()
    const days = named.map((day) => `2026-11-${day}`)
    expect(daysOf(await stats(query))).toEqual([{ from: `${days[0]}T00:00:00.000Z`, to }, days])
  })

  test.each(['?site=nobody.example', '?from=2026-11-01&to=2026-11-12', '?from=2026-11-23&to=2026-11-30'])(
    '%s is of no such time, and names none',
    async (query) => {
      const { stats } = await opened(...all)
      expect(daysOf(await stats(query))).toEqual([null, []])
    },
  )

  test('the hours of today end with the one that it is', async () => {
    const { stats } = await opened(...all)
    const { by } = await stats('?from=2026-11-22&to=2026-11-22&by=hour')
    expect([by.hour?.length, by.hour?.at(-1)?.value]).toEqual([16, '2026-11-22T15:00Z'])
  })
})

describe('how an answer was made', () => {
  test('closed days are taken from rollups, and only the open one is read', async () => {
    const { count, stats } = await opened(...all)
    await count()
    const today = all.filter(({ time }) => time >= '2026-11-22').length
    const { from, to, tz, freshness } = await stats('?by=day,page')
    expect({ from, to, tz }).toEqual({
      from: '2026-10-24T00:00:00.000Z',
      to: '2026-11-23T00:00:00.000Z',
      tz: 'UTC',
    })
    expect(freshness).toEqual({
      asOf: now,
      complete: true,
      from: '2026-10-24T00:00:00.000Z',
      closedDays: 14,
      visitsRead: today,
      recounting: [],
      exactVisitors: true,
      wholeEngagement: true,
    })
    expect(await stats('?page=/0')).toMatchObject({ freshness: { closedDays: 14, visitsRead: today } })
    expect(await stats('?page=/0&country=DE')).toMatchObject({
      freshness: { closedDays: 0, visitsRead: all.length },
    })
    expect(await stats('?to=2026-11-20')).toMatchObject({ freshness: { closedDays: 14, visitsRead: 0 } })
  })

  test('a reopened day of more than 2,000 visits is taken as it was, and said', async () => {
    const visits = randomVisits({ seed: 1, count: 2001, days: ['2026-11-20'] })
    const { count, stats, rollups, store } = await opened(...visits)
    await count()
    await rollups.markForRecount(site, '2026-11-20')
    store.visits.pop()
    expect(await stats('?bot=include&mine=include')).toMatchObject({
      totals: { visits: 2001 },
      freshness: { closedDays: 1, visitsRead: 0, recounting: ['2026-11-20'] },
    })
    await count(() => new Date(Date.parse(now) + reopenedFor + 1))
    expect(await stats('?bot=include&mine=include')).toMatchObject({
      totals: { visits: 2000 },
      freshness: { closedDays: 1, visitsRead: 0, recounting: [] },
    })
  })

  test('a reopened day whose visits have expired is still told from its rollup', async () => {
    const { count, stats, rollups, store } = await opened(...all)
    await count()
    const before = await stats('?by=day,page')
    for (const name of [site, 'a.example.com']) await rollups.markForRecount(name, '2026-11-14')
    const kept = store.visits.filter(({ time }) => !time.startsWith('2026-11-14'))
    store.visits.splice(0, store.visits.length, ...kept)
    const { totals, by } = await stats('?by=day,page')
    expect({ totals, by }).toEqual({ totals: before.totals, by: before.by })
  })

  test('a part of a day whose visits have expired is told from its hours', async () => {
    const { count, stats, store } = await opened(...all)
    await count()
    store.visits.splice(0)
    const query = '?from=2026-11-14T10:00:00Z&to=2026-11-16&by=hour'
    const answer = await (await opened(...all)).stats(query)
    store.add(visitAt('2026-11-22T15:00:00Z', { site: 'a.example.com' })) // so that both sites are known
    store.add(visitAt('2026-11-22T15:00:00Z'))
    const { totals, by, freshness } = await stats(query)
    expect({ by, visits: totals.visits }).toEqual({ by: answer.by, visits: answer.totals.visits })
    expect(freshness).toMatchObject({ visitsRead: 0, exactVisitors: false })
  })
})

describe('pages that a rollup does not name', () => {
  const pages = (day: string, hour: string, count: number) =>
    Array.from({ length: count }, (_, at) =>
      visitAt(`${day}T${hour}:00:00.${String(at).padStart(3, '0')}Z`, {
        page: `/${String(at).padStart(3, '0')}`,
      }),
    )

  test('are read from the visits of that day', async () => {
    const { count, stats } = await opened(
      ...pages('2026-11-20', '10', 600),
      ...pages('2026-11-19', '10', 400),
    )
    await count()
    expect(await stats('?page=/001')).toMatchObject({
      totals: { visits: 2 },
      freshness: { closedDays: 2, visitsRead: 0 },
    })
    expect(await stats('?page=/399')).toMatchObject({ totals: { visits: 2 }, freshness: { closedDays: 2 } })
    expect(await stats('?page=/599&by=page,day')).toMatchObject({
      totals: { visits: 1 },
      by: { page: { values: [{ value: '/599', visits: 1, visitors: 0 }] } },
      freshness: { closedDays: 1, visitsRead: 600 },
    })
  })

  test('are counted once where the day between two closed ones is open', async () => {
    const { count, stats, rollups } = await opened(
      ...pages('2026-11-18', '10', 100),
      ...pages('2026-11-19', '10', 600),
      ...pages('2026-11-20', '10', 100),
    )
    await count()
    await rollups.markForRecount(site, '2026-11-19')
    expect(await stats('?page=/599&by=hour,day')).toMatchObject({
      totals: { visits: 1 },
      freshness: { closedDays: 2, visitsRead: 600 },
    })
  })

  test('are others in an answer, and so are those beyond its limit', async () => {
    const { count, stats } = await opened(...pages('2026-11-20', '10', 600))
    await count()
    const { by } = await stats('?by=page&limit=2')
    expect(by.page).toEqual({
      values: [
        { value: '/000', visits: 1, visitors: 0 },
        { value: '/001', visits: 1, visitors: 0 },
      ],
      others: { values: 598, visits: 598, visitors: 0 },
    })
  })
})

describe('titles of pages', () => {
  const at = (day: string, page: string, title: string | null, fields = {}) =>
    visitAt(`2026-11-${day}T10:00:00.000Z`, { page, title, country: 'DE', ...fields })
  const newer = Array.from({ length: 100 }, (_, second) =>
    visitAt(`2026-11-20T11:00:00.${100 + second}Z`, { page: '/new', title: 'New', country: 'FR' }),
  )
  const told = async (query: string, ...visits: ReturnType<typeof at>[]) => {
    const { count, stats } = await opened(...newer, ...visits)
    await count()
    const { by } = await stats(`?site=${site}&by=page${query}`)
    return Object.fromEntries(by.page?.values.map(({ value, title }) => [value, title]) ?? [])
  }
  const old = [at('14', '/old', 'Oldest'), at('15', '/old', 'Old'), at('16', '/old', null)]

  test('that no newest visit tells come from what a report has read, and cost nothing', async () => {
    expect(await told('', ...old)).toEqual({ '/new': 'New', '/old': undefined })
    expect(await told('&country=DE', ...old)).toEqual({ '/old': 'Old' })
    expect(
      await told('&country=DE&bot=include', ...old, at('17', '/old', 'Buy', { webdriver: true })),
    ).toEqual({ '/old': 'Old' })
    expect(await told('&country=DE', at('16', '/new', 'Former'))).toEqual({ '/new': 'New' })
  })
})

describe('pages of several spellings', () => {
  const endings = ['', '/', '/index.html', '/index.php']
  const spelled = all
    .filter((visit) => visit.site === site) // of two sites on one day it is not known which was last
    .map((visit, at) => ({ ...visit, page: visit.page + endings[(at * 7) % 4] }))
  const toldSpelled = spelled.map((visit) => described(visit, [mine]))
  /** As the version before counted: each spelling apart. */
  const apart = { trailingSlash: 'keep', index: [], query: [] } as const

  /** Of the visits that are counted: each page as its newest visit spelled it. */
  const expectedPages = (bot: string | null) => {
    const counted = toldSpelled.filter((one) => !one.mine && choice(bot, one.bot !== null))
    return pageCounts(counted)
  }
  const countedAt = (answer: StatsAnswer) =>
    new Map(answer.by.page?.values.map(({ value, ...count }) => [value, count]))

  test.each([
    ['not counted', null],
    ['not counted', 'only'],
    ['counted', null],
    ['counted', 'only'],
    ['partly counted', null],
  ])('are one row, named as they were spelled last: %s, bot=%s', async (state, bot) => {
    const { count, stats, rollups } = await opened(...spelled)
    if (state !== 'not counted') await count()
    if (state.startsWith('partly'))
      for (const day of ['2026-11-14', '2026-11-17']) rollups.days.delete(`${site} ${day}`)
    const answer = await stats(`?by=page&limit=500${bot === null ? '' : `&bot=${bot}`}`)
    expect(countedAt(answer)).toEqual(expectedPages(bot))
  })

  test('are one row where each spelling was counted apart before', async () => {
    const { rollups, store, stats } = await opened(...spelled)
    await rollUp({ store, rollups, networks, pages: apart, now: clock })
    expect(
      new Set([...rollups.days.values()].flatMap(({ by }) => by.page.people?.values ?? [])).size,
    ).toBeGreaterThan(100)
    const answer = await stats('?by=page&limit=500')
    const visitsOf = (counts: Map<unknown, { visits: number }>) =>
      new Map([...counts].map(([page, { visits }]) => [onePage(String(page)), visits]))
    expect(visitsOf(countedAt(answer))).toEqual(visitsOf(expectedPages(null)))
    expect(answer.freshness.closedDays).toBe(7)
  })

  test.each(['/0', '/0/', '/%30/index.html', '/0?utm_source=mail'])(
    'are all found by page=%s, from rollups old and new and from visits',
    async (asked) => {
      const page = encodeURIComponent(asked)
      const visits = toldSpelled.filter((one) => !one.mine && one.bot === null && onePage(one.page) === '/0')
      for (const pages of [apart, defaults.pages, null]) {
        const { rollups, store, stats } = await opened(...spelled)
        if (pages !== null) await rollUp({ store, rollups, networks, pages, now: clock })
        const { totals, by } = await stats(`?page=${page}&by=page,day`)
        expect([pages, totals.visits, by.page?.values.length]).toEqual([pages, visits.length, 1])
        expect((await stats(`?page=${page}&country=DE&by=kind`)).totals.visits).toBe(
          visits.filter(({ country }) => country === 'DE').length,
        )
      }
    },
  )

  test('stay apart where the owner says so', async () => {
    const store = memoryStore(...spelled)
    const rollups = memoryRollups(clock)
    const ask = book({ store, rollups, pages: apart })
    const stats = (query: string) => ask({ route: 'GET /stats', path: `/stats${query}`, headers: authorized })
    await rollUp({ store, rollups, networks, pages: apart, now: clock })
    const { json } = await stats('?by=page&limit=500&mine=include')
    const people = toldSpelled.filter(({ bot }) => bot === null)
    expect(countedAt(json as StatsAnswer)).toEqual(plainCounts(people, ({ page }) => page))
    const one = (await stats('?page=/0/&mine=include')).json as StatsAnswer
    expect(one.totals.visits).toBe(people.filter(({ page }) => page === '/0/').length)
  })
})

describe('the site’s own pages', () => {
  const other = 'a.example.com'
  const referrers = [site, `www.${site}`, site, other, 'www.google.com', null]
  const inside = all.map((visit, at) => ({ ...visit, referrer: referrers[(at * 5) % 6] ?? null }))
  const isOwn = ({ referrer, site }: { referrer: string | null; site: string }) =>
    referrer?.replace('www.', '') === site
  const people = inside
    .map((visit) => described(visit, [mine]))
    .filter(({ bot, mine }) => bot === null && !mine)
  const tableOf = (answer: StatsAnswer, name: 'referrer' | 'referrerGroup') =>
    new Map(answer.by[name]?.values.map(({ value, ...count }) => [value, count]))

  test.each<[string, string, (visit: (typeof people)[number]) => boolean]>([
    ['are left out', '', (visit) => !isOwn(visit)],
    ['are in where they are asked for', '&internal=include', () => true],
    ['may be alone', '&internal=only', isOwn],
    ['are left out of what is read', '&country=DE', (visit) => visit.country === 'DE' && !isOwn(visit)],
    ['are what a filter asks for', '&referrerGroup=internal', isOwn],
    [
      'are what a filter by host asks for',
      `&referrer=www.${site}`,
      ({ referrer }) => referrer === `www.${site}`,
    ],
  ])('%s: by=referrer,referrerGroup%s', async (_, query, passes) => {
    for (const isCounted of [false, true]) {
      const { count, stats } = await opened(...inside)
      if (isCounted) await count()
      const answer = await stats(`?by=referrer,referrerGroup&limit=500${query}`)
      const passing = people.filter(passes)
      expect(tableOf(answer, 'referrer')).toEqual(plainCounts(passing, ({ referrer }) => referrer))
      expect(tableOf(answer, 'referrerGroup')).toEqual(
        plainCounts(passing, ({ referrerGroup }) => referrerGroup),
      )
    }
  })

  test('count in everything else', async () => {
    const { count, stats } = await opened(...inside)
    await count()
    const [without, within] = [await stats('?by=day,page'), await stats('?by=day,page&internal=include')]
    expect(without).toEqual(within)
    expect(without.totals).toMatchObject(plainCount(people))
    expect((await stats('?referrerGroup=internal')).totals).toMatchObject(plainCount(people.filter(isOwn)))
  })

  test('are refused as something else than they can be', async () => {
    const { refused } = await opened()
    expect(await refused('?internal=yes')).toMatchObject({
      status: 400,
      json: { detail: 'internal must be exclude, include, only', field: 'internal' },
    })
  })
})

describe('a day that is not over', () => {
  const busy = randomVisits({ seed: 2, count: 4000, days: ['2026-11-22'], visitors: 300 }).filter(
    ({ time }) => time < now,
  )
  const open = busy.filter(({ time }) => time >= '2026-11-22T15').length
  const toldBusy = busy.map((visit) => described(visit, [mine]))

  test.each([
    ['?by=day,hour,page', open],
    ['?by=day,hour,page&bot=include', open],
    ['?page=/0&by=hour', open],
    ['?tz=America/New_York&by=day,hour&from=2026-11-20', open],
    ['?tz=Asia/Kolkata&by=page&from=2026-11-20', open],
    // midnight in St John's is at 03:30, so that hour is read
    [
      '?tz=America/St_Johns&by=day&from=2026-11-20',
      open + busy.filter(({ time }) => time.startsWith('2026-11-22T03')).length,
    ],
  ])('and is busy is put together from its closed hours: GET /stats%s', async (query, read) => {
    const { count, stats } = await opened(...busy)
    await count()
    const answer = await stats(`${query}&limit=500`)
    const [told, plain] = [toldBy(answer), expected(toldBusy, answer, query)]
    const visitsOf = ({ totals, by }: typeof told) => ({
      visits: totals.visits,
      bots: totals.bots,
      by: Object.entries(by).map(([name, rows]) => [
        name,
        Array.isArray(rows)
          ? rows.map(({ value, visits, bots }) => [value, visits, bots])
          : new Map(
              [...(rows as Map<string, { visits: number }>)].map(([value, { visits }]) => [value, visits]),
            ),
      ]),
    })
    expect(visitsOf(told)).toEqual(visitsOf(plain))
    expect(told.by.hour).toEqual(plain.by.hour) // in an hour nobody is counted twice
    expect(told.totals.visitors).toBeGreaterThan(plain.totals.visitors)
    expect(answer.freshness).toMatchObject({
      closedDays: 0,
      visitsRead: read,
      recounting: [],
      exactVisitors: false,
    })
  })

  test('and is busy and reopened is told as it was, and said', async () => {
    const { count, stats, rollups } = await opened(...busy)
    await count()
    await rollups.markForRecount(site, '2026-11-22')
    expect((await stats()).freshness).toMatchObject({ visitsRead: open, recounting: ['2026-11-22'] })
  })

  test('and has 2,000 visits in closed hours is read', async () => {
    const closed = busy.filter(({ time }) => time < '2026-11-22T15')
    const { count, stats } = await opened(...closed.slice(0, 2000))
    await count()
    expect((await stats()).freshness).toMatchObject({ visitsRead: 2000, exactVisitors: true })
    const one = await opened(...closed.slice(0, 2001))
    await one.count()
    expect((await one.stats()).freshness).toMatchObject({ visitsRead: 0, exactVisitors: false })
  })
})

describe('more visits than are read that rollups do not tell', () => {
  /** Bots' visits, a millisecond apart. */
  const many = (count: number, from: string, fields: Parameters<typeof visitAt>[1] = {}) =>
    Array.from({ length: count }, (_, at) =>
      visitAt(new Date(Date.parse(from) + at).toISOString(), { userAgent: null, ...fields }),
    )
  const all = 'bot=include'

  test.each([
    ['?page=/nowhere&country=DE', 50_000, 50_000, '2026-10-24T00:00:00.000Z'],
    ['?page=/nowhere&country=DE', 50_001, 50_000, '2026-11-20T00:00:00.001Z'],
    ['?page=/nowhere', 15_000, 15_000, '2026-10-24T00:00:00.000Z'],
    ['?page=/nowhere', 15_001, 15_000, '2026-11-20T00:00:00.001Z'],
  ])('GET /stats%s of %d reads %d, from %s on', async (query, count, visitsRead, from) => {
    const { stats } = await opened(...many(count, '2026-11-20'))
    expect(await stats(query)).toMatchObject({
      totals: { visits: 0 },
      freshness: { visitsRead, complete: visitsRead === count, from, asOf: now },
    })
  })

  test('are told in full once they have been counted', async () => {
    const { stats, count } = await opened(...many(50_001, '2026-11-20'))
    await count()
    expect(await stats(`?${all}`)).toMatchObject({
      totals: { visits: 50_001 },
      freshness: { closedDays: 1, visitsRead: 0, complete: true },
    })
  })

  describe('came in the running hour', () => {
    const [yesterday, morning] = [many(30, '2026-11-21T10:00Z'), many(500, '2026-11-22T08:00Z')]
    const flood = many(60_000, '2026-11-22T15:00Z')

    test('so the oldest of them are left out, and nothing that was counted before', async () => {
      const { stats, count } = await opened(...yesterday, ...morning, ...flood)
      await count()
      const { totals, by, freshness } = await stats(`?by=day,hour&from=2026-11-21&${all}`)
      expect([totals.visits, by.day?.map(({ visits }) => visits)]).toEqual([15_030, [30, 15_000]])
      expect(by.hour?.filter(({ visits }) => visits > 0).map(({ value, visits }) => [value, visits])).toEqual(
        [
          ['2026-11-21T10:00Z', 30],
          ['2026-11-22T08:00Z', 500],
          ['2026-11-22T15:00Z', 14_500],
        ],
      )
      expect(freshness).toEqual({
        asOf: now,
        complete: false,
        from: '2026-11-22T15:00:45.500Z',
        closedDays: 1,
        visitsRead: 15_000,
        recounting: [],
        exactVisitors: true,
        wholeEngagement: false,
      })
    })

    test('which leaves a day that is being counted again as it is', async () => {
      const { stats, count, rollups } = await opened(...yesterday, ...flood)
      await count()
      await rollups.markForRecount(site, '2026-11-21')
      const { by, freshness } = await stats(`?from=2026-11-21&${all}`)
      expect(by.day?.map(({ visits }) => visits)).toEqual([30, 14_970])
      expect(freshness).toMatchObject({
        complete: false,
        from: '2026-11-22T15:00:45.030Z',
        visitsRead: 15_000,
      })
    })

    test('of one site, so every other site is told in full', async () => {
      const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
      const { stats, store } = await opened(...flood)
      store.visits.push(...many(2500, '2026-11-22T15:00Z', { site: 'z.example.com', userAgent }))
      expect(await stats()).toMatchObject({
        totals: { visits: 2500, bots: 12_500 },
        freshness: { complete: false, from: '2026-11-22T15:00:47.500Z' },
      })
    })
  })

  test('or than can be read in time', async () => {
    let time = Date.parse(now)
    const slow = () => {
      time += 4000
      return new Date(time)
    }
    const ask = book({ store: memoryStore(...many(5000, '2026-11-22T15:00Z')), now: slow })
    const { status, json } = await ask({ route: 'GET /stats', path: `/stats?${all}`, headers: authorized })
    expect([status, json]).toMatchObject([200, { freshness: { complete: false } }])
    const { totals, freshness } = json as StatsAnswer
    expect([totals.visits % 1000, totals.visits < 5000]).toEqual([0, true])
    expect(freshness.visitsRead).toBe(totals.visits)
  })

  test('of many sites are read only where rollups do not tell them', async () => {
    const { stats, count, store } = await opened(...many(40_000, '2026-11-22T15:00Z'))
    for (let at = 10; at < 22; at++)
      store.visits.push(...many(2000, '2026-11-22T08:00Z', { site: `${at}.example.com` }))
    await count()
    expect(await stats(`?${all}`)).toMatchObject({
      totals: { visits: 29_000 },
      freshness: { complete: false, visitsRead: 15_000, exactVisitors: false },
    })
  })
})

test('a breakdown that is asked for twice, or in another case, is answered once', async () => {
  const { stats } = await opened()
  expect(Object.keys((await stats('?by=Page,%20page&from=2026-11-21')).by)).toEqual(['page'])
})

test.each([
  ['?bye=day', 'bye'],
  ['?by=', 'by'],
  ['?by=days', 'by'],
  ['?by=page,', 'by'],
  ['?by=visitor', 'by'],
  ['?tz=', 'tz'],
  ['?tz=Nowhere', 'tz'],
  ['?tz=%2B05:30', 'tz'],
  ['?limit=0', 'limit'],
  ['?limit=501', 'limit'],
  ['?limit=x', 'limit'],
  ['?from=2026-02-30', 'from'],
  ['?to=yesterday', 'to'],
  ['?from=2026-11-22&to=2026-11-21', 'from'],
  ['?from=2026-12-24', 'from'],
  ['?from=2021-11-21&to=2026-11-22', 'from'],
  ['?by=hour&from=2026-08-22&to=2026-11-22', 'from'],
  ['?by=hour&from=2026-08-22&to=2026-11-22&tz=America/New_York', 'from'],
  ['?bot=maybe', 'bot'],
  ['?mine=maybe', 'mine'],
  ['?kind=firm', 'kind'],
  ['?country=Germany', 'country'],
  ['?organisation=a%20bank', 'organisation'],
  ['?referrerGroup=friends', 'referrerGroup'],
  ['?device=phone', 'device'],
  ['?visitor=me', 'visitor'],
  ['?site=%20', 'site'],
  ['?cursor=x', 'cursor'],
])('GET /stats%s is refused, and the refusal names %s', async (query, field) => {
  const { refused } = await opened()
  expect(await refused(query)).toMatchObject({ status: 400, json: { status: 400, field } })
})

test.each([
  '?from=2021-11-22&to=2026-11-22',
  '?by=hour&from=2026-08-23&to=2026-11-22',
  '?by=hour&from=2026-08-23&to=2026-11-22&tz=America/New_York',
])('GET /stats%s is just short enough', async (query) => {
  const { stats } = await opened()
  expect(await stats(query)).toMatchObject({ totals: { visits: 0, visitors: 0, bots: 0 } })
})

test('without a token nobody is told', async () => {
  expect(await book()({ route: 'GET /stats' })).toMatchObject({ status: 401 })
})

test('organisations come with name and kind, as the owner has them', async () => {
  const { count, stats, store } = await opened(
    visitAt('2026-11-20T10:00:00Z', { asn: 64496 }),
    visitAt('2026-11-22T10:00:00Z', { asn: 65000 }),
    visitAt('2026-11-22T10:00:01Z'),
  )
  await count()
  await store.correct({
    subject: 65000,
    name: 'Acme',
    kind: null,
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  })
  expect((await stats('?by=organisation')).by.organisation?.values).toEqual([
    { value: null, visits: 1, visitors: 0 },
    {
      value: 'example-bank',
      name: 'Example Bank',
      kind: 'business',
      confidence: 'high',
      visits: 1,
      visitors: 0,
    },
    { value: 'acme', name: 'Acme', kind: 'unknown', confidence: 'low', visits: 1, visitors: 0 },
  ])
})

import type { StatsAnswer } from '../../../lambda/api/stats'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { defaults } from '../../../lambda/contract'
import { rollUp } from '../../../lambda/counting/roll-up'
import type { DescribedVisit } from '../../../lambda/domain/describe/described-visit'
import { authorized, book, now } from '../../support/book'
import { memoryRollups } from '../../support/memory/rollups'
import { described, memoryStore, networks } from '../../support/memory/visits'
import { plainCount, plainCounts } from '../../support/plain-count'
import { randomVisits } from '../../support/random-visits'

const clock = () => new Date(now)
const days = ['13', '14', '15', '20', '21', '22'].map((day) => `2026-11-${day}`)
const pages = [
  ...['/', '/cv', '/cv?lang=de', '/a,b', '/projects', '/projects/', '/projects/a', '/projects/a/b'],
  ...['/projects2/a', '/blog/2025/x', '/blog/2026/y', '/projects/a?p=2', '/none', '/projects/*'],
]
const agents: readonly (string | null)[] = [
  ...['143', '144', '145'].map(
    (version) => `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
  ),
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36',
  null,
]
const all = randomVisits({ seed: 5, count: 700, days, sites: ['you.github.io', 'a.example.com'] })
  .filter(({ time }) => time < now)
  .map((visit, at) => ({
    ...visit,
    page: pages[at % pages.length] as string,
    userAgent:
      visit.visitor === null
        ? null
        : (agents[Number.parseInt(visit.visitor.slice(0, 4), 16) % agents.length] ?? null),
  }))
const told = all.map((visit) => described(visit, []))
const people = told.filter(({ bot }) => bot === null)

type Passes = (visit: DescribedVisit) => boolean

/** A query, which visits it means, and whether rollups tell of them however many there are. */
const rows: readonly (readonly [query: string, passes: Passes, isRolled: boolean])[] = [
  ['country=DE,AT', ({ country }) => country === 'DE' || country === 'AT', true],
  ['country=de, at,DE', ({ country }) => country === 'DE' || country === 'AT', true],
  ['country=!DE', ({ country }) => country !== 'DE', true],
  ['country=!DE,!none', ({ country }) => country !== 'DE' && country !== null, true],
  ['country=none', ({ country }) => country === null, true],
  ['country=none,US', ({ country }) => country === null || country === 'US', true],
  ['country=!none', ({ country }) => country !== null, true],
  ['country=DE,!DE', () => false, true],
  ['kind=!business', ({ kind }) => kind !== 'business', true],
  ['kind=none', ({ kind }) => kind === null, true],
  ['organisation=64496,64497', ({ asn }) => asn === 64496 || asn === 64497, true],
  ['organisation=!64496', ({ asn }) => asn !== 64496, true],
  ['organisation=none', ({ asn }) => asn === null, true],
  ['organisation=nobody-by-this-name', () => false, true],
  ['browser=Firefox *', ({ browser }) => /^Firefox/.test(browser ?? ''), true],
  ['browser=!Firefox *', ({ browser }) => !/^Firefox/.test(browser ?? ''), true],
  ['browser=Firefox 143,Chrome *', ({ browser }) => /^(Firefox 143$|Chrome)/.test(browser ?? ''), true],
  ['browser=Firefox *,!Firefox 145', ({ browser }) => /^Firefox 14[34]/.test(browser ?? ''), true],
  ['browser=none', ({ browser }) => browser === null, true],
  ['os=Windows *', ({ os }) => /^Windows/.test(os ?? ''), true],
  ['os=Windows 7,Linux', ({ os }) => os === 'Windows 7' || os === 'Linux', true],
  ['device=!desktop', ({ device }) => device !== 'desktop', true],
  ['referrer=none', ({ referrer }) => referrer === null, true],
  ['referrerGroup=none', ({ referrerGroup }) => referrerGroup === null, true],
  ['referrerGroup=Search,news', ({ referrerGroup }) => /^(search|news)$/.test(referrerGroup ?? ''), false],
  ['referrer=!none', ({ referrer }) => referrer !== null, false],
  ['language=de-DE,en', ({ language }) => language === 'de-DE' || language === 'en', false],
  ['language=none', ({ language }) => language === null, true],
  ['page=/projects/*', ({ page }) => /^\/projects(\/|$)/.test(page), true],
  ['page=/%70rojects/*', ({ page }) => /^\/projects(\/|$)/.test(page), true],
  ['page=/blog/2026/*', ({ page }) => page === '/blog/2026/y', false],
  ['page=/projects/*,/cv', ({ page }) => /^\/(projects(\/|$)|cv)/.test(page), false],
  ['page=!/projects/*', ({ page }) => !/^\/projects(\/|$)/.test(page), false],
  [
    'page=/projects/*,!/projects/a',
    ({ page }) => /^\/projects(\/|$)/.test(page) && !/a(\?p=2)?$/.test(page),
    false,
  ],
  ['page=/*', () => true, false],
  ['page=/a,b', ({ page }) => page === '/a,b', true],
  ['page=/a,b,/none', ({ page }) => page === '/a,b' || page === '/none', false],
  ['page=/projects/\\*', ({ page }) => page === '/projects/*', true],
  ['page=/none', ({ page }) => page === '/none', true],
  [
    'country=!DE&browser=Firefox *',
    ({ country, browser }) => country !== 'DE' && /^Firefox/.test(browser ?? ''),
    false,
  ],
  [
    'page=/projects/*&country=DE,AT',
    ({ page, country }) => /^\/projects(\/|$)/.test(page) && /DE|AT/.test(country ?? ''),
    false,
  ],
]

const period = 'from=2026-11-01&to=2026-11-22'
const path = (route: string, query: string) => `${route}?${new URLSearchParams(`${query}&${period}`)}`

describe.each(['not counted', 'counted', 'partly counted'])('%s visits', (state) => {
  const store = memoryStore(...all)
  const rollups = memoryRollups(clock)
  const ask = book({ store, rollups })
  const get = async (route: string, query: string) => {
    const { status, json } = await ask({
      route: `GET ${route}`,
      path: path(route, query),
      headers: authorized,
    })
    expect({ query, status, json }).toMatchObject({ status: 200 })
    return json
  }

  beforeAll(async () => {
    if (state !== 'not counted') await rollUp({ store, rollups, networks, pages: defaults.pages, now: clock })
    if (state === 'partly counted') {
      rollups.days.delete('you.github.io 2026-11-15')
      await rollups.markForRecount('you.github.io', '2026-11-14')
    }
  })

  test.each(rows)('%s counts what a plain count says', async (query, passes, isRolled) => {
    const wanted = people.filter(passes)
    const answer = (await get('/stats', `${query}&by=day`)) as StatsAnswer
    const perDay = plainCounts(wanted, ({ time }) => time.slice(0, 10))
    const bots = told.filter((visit) => visit.bot !== null && passes(visit))
    expect(answer.totals).toMatchObject({ ...plainCount(wanted), bots: bots.length })
    expect(answer.by.day?.filter(({ visits }) => visits > 0).map(({ bots: _, ...day }) => day)).toEqual(
      [...perDay].toSorted().map(([value, counts]) => ({ value, ...counts })),
    )
    expect(answer.freshness).toMatchObject({ complete: true, exactVisitors: true })
    if (state === 'counted') expect(answer.freshness.closedDays > 0).toBe(isRolled)
  })

  const few = rows.filter(([query], at) => at % 3 === 0 && !/^(page|device)/.test(query))
  test.each(few)('%s counts by what it asks for, and by device', async (query, passes) => {
    const asked = query.split('=')[0] as 'country'
    const name = asked === ('organisation' as string) ? 'organisationKey' : asked
    const answer = (await get('/stats', `${query}&by=device,${asked}&internal=include`)) as StatsAnswer
    const by = [answer.by.device, answer.by[asked]].map((one) => one?.values ?? [])
    const counts = (['device', name] as const).map((one) =>
      plainCounts(people.filter(passes), (visit) => visit[one]),
    )
    expect(
      by.map((values) => new Map(values.map(({ value, visits, visitors }) => [value, { visits, visitors }]))),
    ).toEqual(counts)
  })
})

test.each(rows)('GET /visits?%s lists what a plain look finds', async (query, passes) => {
  const ask = book({ store: memoryStore(...all), rollups: memoryRollups(clock) })
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const more: string = cursor === null ? '' : `&cursor=${cursor}`
    const { json } = await ask({
      route: 'GET /visits',
      path: path('/visits', `${query}&limit=200${more}`),
      headers: authorized,
    })
    const page = json as { visits: VisitAnswer[]; cursor: string | null }
    ids.push(...page.visits.map(({ id }) => id))
    cursor = page.cursor
  } while (cursor !== null)
  const expected = people.filter(passes).toSorted((a, b) => (a.id < b.id ? 1 : -1))
  expect(ids.toSorted()).toEqual(expected.map(({ id }) => id).toSorted())
})

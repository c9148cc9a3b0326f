import type { AnswerOf } from '../../../lambda/api/routes'
import { defaults } from '../../../lambda/contract'
import { rollUp } from '../../../lambda/counting/roll-up'
import { authorized, book, now } from '../../support/book'
import { memoryRollups } from '../../support/memory/rollups'
import { described, memoryStore, networks, visitAt } from '../../support/memory/visits'
import { plainCount } from '../../support/plain-count'
import { randomVisits } from '../../support/random-visits'

const clock = () => new Date(now)
const sites = ['a.example.com', 'b.example.com', 'you.github.io']
const days = ['14', '15', '16', '18', '20', '22'].map((day) => `2026-11-${day}`)
const all = [
  ...randomVisits({ seed: 5, count: 400, days, sites }),
  visitAt('2026-11-14T23:30:00.000Z', { site: 'quiet.example', page: '/0' }),
].filter(({ time }) => time < now)
const told = all.map((visit) => described(visit, []))

/** A book of its own, in which the visits have been counted, or not, or some days of some sites. */
async function opened(state: string) {
  const store = memoryStore(...all)
  const rollups = memoryRollups(clock)
  const ask = book({ store, rollups })
  if (state !== 'not counted') await rollUp({ store, rollups, networks, pages: defaults.pages, now: clock })
  if (state.startsWith('partly')) {
    await rollups.markForRecount('a.example.com', '2026-11-16')
    for (const key of ['b.example.com 2026-11-15', 'quiet.example 2026-11-14']) rollups.days.delete(key)
  }
  return async (route: 'GET /stats' | 'GET /organisations', query: string) =>
    (await ask({ route, path: `${route.slice(4)}${query}`, headers: authorized })).json
}

const tests: readonly (readonly [string, (visit: (typeof told)[number]) => boolean])[] = [
  ['', () => true],
  ['&tz=Asia/Shanghai&from=2026-11-14&to=2026-11-22', () => true],
  ['&country=DE', ({ country }) => country === 'DE'],
  ['&page=/0', ({ page }) => page === '/0'],
  ['&kind=business&browser=Firefox 145', (one) => one.kind === 'business' && one.browser === 'Firefox 145'],
  ['&site=a.example.com', ({ site }) => site === 'a.example.com'],
]

const byVisits = (a: { visits: number }, b: { visits: number }) => b.visits - a.visits

describe.each(['not counted', 'counted', 'partly counted, partly reopened'])('%s visits', (state) => {
  const shop = opened(state)

  test.each(tests)(
    'sites, and pages with their sites, are what a plain count says of %s',
    async (filter, is) => {
      const { by, totals } = (await (
        await shop
      )('GET /stats', `?by=site,sitePage,page&limit=500${filter}`)) as AnswerOf<'GET /stats'>
      const counted = told.filter((one) => one.bot === null && is(one))
      const named = [...new Set(counted.map(({ site }) => site))]
      const ofSite = (name: string) => counted.filter(({ site }) => site === name)
      expect(by.site?.values).toEqual(by.site?.values.toSorted(byVisits))
      expect(by.sitePage?.values).toEqual(by.sitePage?.values.toSorted(byVisits))
      expect(new Map(by.site?.values.map(({ value, ...row }) => [value, row]))).toEqual(
        new Map(
          named.map((name) => [
            name,
            {
              ...plainCount(ofSite(name)),
              lastDay: ofSite(name)
                .map(({ time }) => time)
                .toSorted()
                .at(-1)
                ?.slice(0, 10),
            },
          ]),
        ),
      )
      const pages = new Map(
        named.flatMap((site) =>
          [...new Set(ofSite(site).map(({ page }) => page))].map((page) => [
            `${site} ${page}`,
            plainCount(ofSite(site).filter((one) => one.page === page)),
          ]),
        ),
      )
      expect(
        new Map(by.sitePage?.values.map(({ site, value, ...row }) => [`${site} ${value}`, row])),
      ).toEqual(pages)
      expect(by.site?.values.reduce((sum, { visits }) => sum + visits, 0)).toBe(totals.visits)
      expect(by.page?.values.find(({ value }) => value === '/0')?.visits).toBe(
        counted.filter(({ page }) => page === '/0').length,
      )
    },
  )

  test.each(['', '&kind=all', '&kind=isp,unknown'])(
    'each site has as many organisations%s as it has when it is asked for alone',
    async (kind) => {
      const list = async (query: string) =>
        (await (
          await shop
        )('GET /organisations', `?limit=1000${kind}${query}`)) as AnswerOf<'GET /organisations'>
      const { sites: counts } = await list('')
      const alone = await Promise.all(
        [...sites, 'quiet.example'].map(async (site) => ({
          site,
          organisations: (await list(`&site=${site}`)).organisations.length,
        })),
      )
      expect(counts).toEqual(alone.filter(({ organisations }) => organisations > 0))
      expect(counts.length).toBeGreaterThan(1)
    },
  )
})

test('what limit leaves out is in the sum of the others', async () => {
  const ask = await opened('counted')
  const asked = async (limit: number) =>
    ((await ask('GET /stats', `?by=site,sitePage&limit=${limit}`)) as AnswerOf<'GET /stats'>).by
  const [whole, cut] = [await asked(500), await asked(1)]
  for (const name of ['site', 'sitePage'] as const) {
    const rest = whole[name]?.values.slice(1) ?? []
    expect(cut[name]).toEqual({
      values: whole[name]?.values.slice(0, 1),
      others: {
        values: rest.length,
        visits: rest.reduce((sum, { visits }) => sum + visits, 0),
        visitors: rest.reduce((sum, { visitors }) => sum + visitors, 0),
      },
    })
  }
})

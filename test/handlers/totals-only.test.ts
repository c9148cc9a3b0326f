import type { StatsAnswer } from '../../lambda/api/stats'
import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { instantOf } from '../../lambda/domain/time/day'
import { zoneOf } from '../../lambda/domain/time/zone'
import type { Visit } from '../../lambda/domain/visit/visit'
import { hashOf } from '../../lambda/http/token-secret'
import { book } from '../support/book'
import { memoryRollups } from '../support/memory/rollups'
import { memoryStore, networks, visitAt } from '../support/memory/visits'
import { random, shuffled } from '../support/random'
import { inFull } from '../support/size'

const secret = 'vb_of-a-link-that-was-shared'
const minutes = 60_000
const hours = 60 * minutes
const days = 24 * hours

/** Everything that the holder of a shared link can ask, at any moment, of the visits that were made by then. */
function link({
  zone,
  visits,
  isCounted,
}: {
  zone: string | undefined
  visits: Visit[]
  isCounted: boolean
}) {
  const tokens = [{ name: 'link', sha256: hashOf(secret).toString('hex'), scope: 'stats' as const, zone }]
  const at = async (time: number) => {
    const now = () => new Date(time)
    const store = memoryStore(...visits.filter((visit) => Date.parse(visit.time) <= time))
    const rollups = memoryRollups(now)
    if (isCounted) await rollUp({ store, rollups, networks, pages: defaults.pages, now })
    const ask = book({ store, rollups, tokens, now })
    return (query: Record<string, string>) =>
      ask({
        route: 'GET /stats',
        path: `/stats?${new URLSearchParams(query)}`,
        headers: { Authorization: `Bearer ${secret}` },
      })
  }
  return { at }
}

/** One zone for every offset from UTC that there is. */
const everyZone = [
  ...new Map(
    ['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => [
      zoneOf(name).offsetAt(Date.parse('2026-11-18T12:00Z')),
      name,
    ]),
  ).values(),
]

const quietDay = '2026-11-18'
const from = instantOf(Date.parse(quietDay) - days).slice(0, 10)
const to = instantOf(Date.parse(quietDay) + days).slice(0, 10)
const afterwards = Date.parse('2026-11-25T12:00:00Z')

/** Eight visits of a day, alone in their hours, each by somebody else and on a page of its own. */
function singleVisits(seed: number): Visit[] {
  const next = random(seed)
  return Array.from({ length: 8 }, (_, at) =>
    visitAt(instantOf(Date.parse(quietDay) + at * 3 * hours + Math.floor(next() * hours)), {
      page: `/${at}`,
      visitor: String(at).padStart(24, '0'),
    }),
  )
}

/** How many came between two moments. */
interface Fact {
  readonly start: number
  readonly end: number
}

/** What an answer that was given at a moment says: of its whole period, and of each hour. */
function factsOf({ from, to, by }: StatsAnswer, now: number): Fact[] {
  const last = Math.min(Date.parse(to), now)
  const rows = (by.hour ?? []).map(({ value }) => Date.parse(value)).filter((start) => start < last)
  return [
    { start: Date.parse(from), end: last },
    ...rows.map((start, row) => ({ start, end: Math.min(rows[row + 1] ?? last, last) })),
  ]
}

/** Moments between which counts are known when those of some facts are taken from each other, group by group. */
function edgesOf(facts: readonly Fact[]): number[][] {
  const groups: Set<number>[] = []
  for (const { start, end } of facts) {
    const met = groups.filter((group) => group.has(start) || group.has(end))
    const joined = new Set([start, end, ...met.flatMap((group) => [...group])])
    groups.splice(0, groups.length, ...groups.filter((group) => !met.includes(group)), joined)
  }
  return groups.map((group) => [...group].toSorted((a, b) => a - b))
}

/** The stretch that a visit, alone in its hour, can be found in: from its beginning, and its length in minutes. */
function foundIn(visit: Visit, edges: readonly number[][]) {
  const time = Date.parse(visit.time)
  const start = Math.max(...edges.map((group) => group.findLast((edge) => edge <= time) ?? 0))
  const end = Math.min(...edges.map((group) => group.find((edge) => edge > time) ?? afterwards))
  return [instantOf(start), (end - start) / minutes]
}

const zones = ['Europe/Berlin', 'Asia/Kathmandu']

describe.each(inFull(zones, zones, zones.slice(1)))('the link of a book in %s', (zone) => {
  /** The hour that a visit was in, by the clock of the zone. */
  function hourOf({ time }: Visit) {
    const offset = zoneOf(zone).offsetAt(Date.parse(time)) * minutes
    return [instantOf(Math.floor((Date.parse(time) + offset) / hours) * hours - offset), 60]
  }
  const visits = singleVisits(7)

  test.each([
    [true, 'counted'],
    [false, 'not counted'],
  ])(
    'tells no visit closer than its hour, by every zone, taken from each other (%s: %s)',
    async (isCounted) => {
      const ask = await link({ zone, visits, isCounted }).at(afterwards)
      const facts: Fact[] = []
      for (const tz of [null, ...everyZone])
        for (const [first, last] of [
          [from, to],
          [from, quietDay],
          [quietDay, to],
          [quietDay, quietDay],
        ])
          for (const by of ['hour', 'day', 'page', 'hour,day']) {
            const { status, json } = await ask({
              from: first as string,
              to: last as string,
              ...(tz && { tz }),
              by,
            })
            expect([200, 403]).toContain(status)
            if (status === 200) facts.push(...factsOf(json as StatsAnswer, afterwards))
          }
      expect(everyZone.length).toBeGreaterThanOrEqual(37)
      expect(visits.map((visit) => foundIn(visit, edgesOf(facts)))).toEqual(visits.map(hourOf))
    },
  )

  test('tells no visit closer than its hour to who asks all day', async () => {
    const shared = link({ zone, visits, isCounted: true })
    const facts: Fact[] = []
    for (
      let now = Date.parse(quietDay);
      now < Date.parse(quietDay) + days + 2 * hours;
      now += 50 * minutes + 7000
    ) {
      const { json } = await (await shared.at(now))({ from, by: 'hour' })
      facts.push(...factsOf(json as StatsAnswer, now))
    }
    expect(visits.map((visit) => foundIn(visit, edgesOf(facts)))).toEqual(visits.map(hourOf))
  })
})

describe('two books that differ in the minutes of visits, in who read what on a day, and in pages read seldom', () => {
  const zone = 'Asia/Kathmandu'
  const offset = zoneOf(zone).offsetAt(Date.parse(quietDay)) * minutes
  const localDay = Date.parse(quietDay) - offset

  /** A week in which two pages are read often, then the quiet day; nobody comes twice. */
  function bookOf(seed: number, seldom: string): Visit[] {
    const next = random(seed)
    const visitIn = (start: number, page: string, visitor: number) =>
      visitAt(instantOf(start + Math.floor(next() * hours)), {
        page,
        visitor: String(visitor).padStart(24, '0'),
      })
    const before = Array.from({ length: 40 }, (_, at) =>
      visitIn(localDay - (at + 1) * 4 * hours, at % 3 ? '/' : '/cv', at),
    )
    const pages = shuffled(['/', '/', '/', '/cv', '/cv', ...[1, 2, 3].map((one) => `/${seldom}${one}`)], next)
    return [...before, ...pages.map((page, at) => visitIn(localDay + at * 3 * hours, page, 100 + at))]
  }
  const books = [bookOf(1, 'letter'), bookOf(2, 'offer')]

  const dayAt = (number: number) => instantOf(Date.parse(quietDay) + number * days).slice(0, 10)
  const firsts = [-8, -7, -1, 0].map(dayAt)
  const lasts = [-1, 0, 2].map(dayAt)
  const questions = firsts.flatMap((from) =>
    lasts.flatMap((to) => ['hour,day', 'page', 'page,day'].map((by) => ({ from, to, by }))),
  )
  const moments = Array.from({ length: 6 }, (_, at) => localDay + at * 340 * minutes).concat(afterwards)

  test.each([[true], [false]])(
    'answer alike, whatever is asked and when (counted: %s)',
    async (isCounted) => {
      for (const moment of inFull(moments, moments, moments.slice(-3))) {
        const asks = await Promise.all(books.map((visits) => link({ zone, visits, isCounted }).at(moment)))
        for (const question of questions) {
          const [one, other] = await Promise.all(asks.map((ask) => ask(question)))
          expect({ moment, question, got: one?.json }).toEqual({ moment, question, got: other?.json })
        }
      }
    },
  )

  test('and what is asked is answered: pages read often, and all else summed', async () => {
    const ask = await link({ zone, visits: books[0] as Visit[], isCounted: true }).at(localDay + 20 * hours)
    const { json } = await ask({ from: dayAt(-7), to: dayAt(0), by: 'page' })
    expect(json).toMatchObject({
      to: instantOf(localDay + 19 * hours),
      tz: zone,
      totals: { visits: 47 },
      by: {
        page: {
          values: [
            { value: '/', visits: 26 },
            { value: '/cv', visits: 14 },
          ],
          others: { values: 1, visits: 7 },
        },
      },
      freshness: { asOf: instantOf(localDay + 19 * hours) },
    })
  })

  test('and more visits than are read are told as such, from a whole hour on', async () => {
    const visits = Array.from({ length: 15_010 }, (_, at) =>
      visitAt(instantOf(localDay + 18 * hours + at), { visitor: String(at % 100).padStart(24, '0') }),
    )
    const ask = await link({ zone, visits, isCounted: false }).at(localDay + 20 * hours)
    const { status, json } = await ask({ from: dayAt(-7), to: dayAt(0), by: 'page,day' })
    expect([status, json]).toMatchObject([
      200,
      { totals: { visits: 15_000 }, freshness: { complete: false, from: instantOf(localDay + 19 * hours) } },
    ])
  })
})

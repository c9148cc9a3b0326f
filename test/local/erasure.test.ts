import type { StatsAnswer } from '../../lambda/api/stats'
import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { type Dimension, valueIn } from '../../lambda/domain/count/dimension'
import { type DescribedVisit, describer } from '../../lambda/domain/describe/described-visit'
import { isIndexed } from '../../lambda/domain/organisation/organisation'
import { type Day, dayLength, dayOf, hourLength, instantOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { queryRoutes } from '../../lambda/handlers/query/query-routes'
import { api } from '../../lambda/http/api'
import { finish } from '../../lambda/http/etag'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { reopeningRecordStore } from '../../lambda/store/items/reopening-record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { authorized, tokens } from '../support/book'
import { event } from '../support/http/event'
import { noMessages } from '../support/memory/outbox'
import { memoryRecipients } from '../support/memory/recipients'
import { memoryRefusals } from '../support/memory/refusals'
import { memoryTokens } from '../support/memory/tokens'
import { networks } from '../support/memory/visits'
import { plainCount, plainCounts } from '../support/plain-count'
import { randomVisits } from '../support/random-visits'
import { plainReadings, withReadings } from '../support/readings'

const first = Date.parse('2026-03-01T00:00:00Z')
const dayAt = (day: number): Day => dayOf(instantOf(first + day * dayLength))
const days = [0, 1, 2].map(dayAt)
const end = dayAt(2)

/** Looked at so often: hours. */
const step = 12

const dimensions: readonly Dimension[] = ['page', 'country', 'organisation', 'browser', 'language']

type Life = ReturnType<typeof lifeOf>

/** What happens so many hours after the first day begins. */
type Happening = readonly [hour: number, what: (life: Life) => Promise<void>]

let database: Database

/** A site whose clock is set by hand: with all that was recorded and erased, so that a plain count says what reports must say. */
function lifeOf({ retention, seed }: { retention: number; seed: number }) {
  let time = first
  let retentionDays = retention
  const site = `life-${seed}.example`
  const now = () => new Date(time)
  const parts = { ...database, now }
  const [store, rollups] = [dynamoQueryStore(parts), dynamoRollupStore(parts)]
  const query = api(
    queryRoutes({
      ...{ store, rollups, tokens, networks, now, pages: defaults.pages, sites: [site], isDeployed: true },
      ...{
        recipients: memoryRecipients(),
        refusals: memoryRefusals(),
        tokenStore: memoryTokens(),
        fuses: { fuse: async () => null },
        monthlyVisits: null,
        todaysVisitor: async () => null,
        networkTable: null,
        dashboard: () => '',
        version: '',
        script: '',
        engagement: true,
        zone: null,
      },
      ...noMessages,
    }),
    finish,
  )
  const there: Visit[] = []
  const expiries = new Map<string, number>()
  const ask = async <T>(path: string, method = 'GET'): Promise<T> => {
    const route = `${method} ${path.split('?')[0]?.replace(/^\/visits\/.*/, '/visits/{id}')}`
    const id = /^\/visits\/([^?]+)/.exec(path)?.[1]
    const answer = await query(event({ route, path, headers: authorized, ...(id && { params: { id } }) }))
    if ((answer.statusCode ?? 500) >= 300) throw new Error(`${route}: ${answer.statusCode} ${answer.body}`)
    const body = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8').toString()
    return (body === '' ? null : JSON.parse(body)) as T
  }
  return {
    site,
    now,
    set: (hour: number) => {
      time = first + hour * hourLength
    },
    keepFor: (given: number) => {
      retentionDays = given
    },
    async record(visits: readonly Visit[]) {
      const visitStore = dynamoRecordStore({
        ...{ table: database.items, retentionDays, now },
        isIndexed: (id) => isIndexed(networks.network(id) ?? { kind: 'isp' }),
      })
      const recording = reopeningRecordStore({ store: visitStore, rollups, now })
      for (const visit of visits) {
        await recording.add(visit)
        there.push(visit)
        const stored = Math.max(Date.parse(dayOf(visit.time)), Date.parse(dayOf(instantOf(time))))
        expiries.set(visit.id, stored + (1 + retentionDays) * dayLength)
      }
    },
    count: () => rollUp({ store, rollups, networks, pages: defaults.pages, now }, { site }),
    there: () => there as readonly Visit[],
    kept: () => there.filter(({ id }) => (expiries.get(id) ?? 0) > time),
    forget: (gone: readonly Visit[]) => {
      for (const visit of gone) there.splice(there.indexOf(visit), 1)
    },
    ask,
  }
}

const describeVisit = describer({ networks, corrections: [] })
const people = (visits: readonly Visit[]): DescribedVisit[] =>
  visits.map(describeVisit).filter(({ bot }) => bot === null)

/** What reports, organisations and lists say, and what a plain count of what was not erased says. */
async function compare({ site, ask, there, kept, now }: Life): Promise<void> {
  const period = `from=${dayAt(0)}&to=${end}`
  const all = `site=${site}&${period}`
  const [stats, organisations, list] = await Promise.all([
    ask<StatsAnswer>(`/stats?${all}&by=day,hour,section,link,${dimensions}&limit=500&internal=include`),
    ask<{
      organisations: { key: string; visits: number; visitors: number; firstSeen: string; lastSeen: string }[]
    }>(`/organisations?${all}&kind=all&limit=100`),
    ask<{ visits: { id: string }[] }>(`/visits?${all}&bot=include&limit=500`),
  ])
  const counted = people(there())
  const when = now().toISOString()
  expect([when, { visits: stats.totals.visits, visitors: stats.totals.visitors }]).toEqual([
    when,
    plainCount(counted),
  ])
  for (const dimension of dimensions) {
    const named = Object.fromEntries(
      (stats.by[dimension]?.values ?? []).map(({ value, visits, visitors }) => [value, { visits, visitors }]),
    )
    const plain = plainCounts(counted, (visit) =>
      dimension === 'organisation' ? visit.organisationKey : valueIn(dimension, visit),
    )
    expect([when, dimension, named]).toEqual([when, dimension, Object.fromEntries(plain)])
  }
  compareReadings(when, stats, counted)
  const came = counted.filter(({ organisationKey }) => organisationKey !== null)
  for (const { key, visits, visitors, firstSeen, lastSeen } of organisations.organisations) {
    const its = came.filter((visit) => visit.organisationKey === key)
    const times = its.map(({ time }) => time).toSorted()
    expect([when, key, { visits, visitors }, firstSeen, lastSeen]).toEqual([
      ...[when, key, plainCount(its), times[0], times.at(-1)],
    ])
  }
  expect(organisations.organisations.length).toBe(
    new Set(came.map(({ organisationKey }) => organisationKey)).size,
  )
  expect([when, list.visits.map(({ id }) => id).toSorted()]).toEqual([
    when,
    kept()
      .map(({ id }) => id)
      .toSorted(),
  ])
}

/** What reports say was read, and what a plain count of it says. */
function compareReadings(
  when: string,
  { totals, by }: StatsAnswer,
  counted: readonly DescribedVisit[],
): void {
  const { visits, median, sections, links } = plainReadings(counted)
  const named = (rows: readonly { value: string | null }[] = []) =>
    new Map(rows.map(({ value, ...count }) => [value, count]))
  const told = totals.engagement
  expect([when, told?.visits, told?.medianSeconds]).toEqual([when, visits, median])
  expect([when, named(by.section?.values), named(by.link?.values)]).toEqual([when, sections, links])
}

const byId =
  (pick: (visit: Visit) => boolean, most = 3) =>
  async ({ site, ask, kept, forget }: Life) => {
    const wanted = kept().filter(pick)
    const gone = [...new Set([...people(wanted), ...wanted].map(({ id }) => id))].slice(0, most)
    expect(gone.length).toBeGreaterThan(0)
    for (const id of gone) await ask(`/visits/${id}?site=${site}`, 'DELETE')
    forget(wanted.filter(({ id }) => gone.includes(id)))
  }

const byFilter =
  (query: string, pick: (visit: Visit) => boolean) =>
  async ({ site, ask, kept, forget }: Life) => {
    const gone = kept().filter(pick)
    expect(gone.length).toBeGreaterThan(0)
    const { erased } = await ask<{ erased: number }>(`/visits?site=${site}&${query}`, 'DELETE')
    expect(erased).toBe(gone.length)
    forget(gone)
  }

/** Visits that an import puts into an old day. */
const imported =
  (seed: number, day: Day, count = 12) =>
  async ({ site, record }: Life) =>
    record(
      withReadings(randomVisits({ seed, count, days: [day], sites: [site], visitors: 6 }), seed).map(
        asOwn(seed),
      ),
    )

/** With ids and visitors that no other seed has. */
const asOwn = (seed: number) => (visit: Visit) => ({
  ...visit,
  id: visit.id.slice(0, -12) + seed.toString(16).padStart(4, '0') + visit.id.slice(-8),
  visitor: visit.visitor && seed.toString(16).padStart(4, '0') + visit.visitor.slice(4),
})

const onDay = (day: number) => (visit: Visit) => dayOf(visit.time) === dayAt(day)
const ofImport = (seed: number) => (visit: Visit) =>
  visit.id.slice(-12, -8) === seed.toString(16).padStart(4, '0')

/** What happens, told by the hours at which the first day closes and its visits expire. */
const rows: readonly [string, (retention: number) => readonly Happening[]][] = [
  ['nothing is erased', () => []],
  ['some are erased by id on their own day', () => [[20, byId(onDay(0))]]],
  ['some are erased by id on the next day', () => [[30, byId(onDay(0))]]],
  [
    'some are erased by id in the last minutes of their last day',
    (retention) => [[24 * (retention + 1) - 0.1, byId(onDay(0))]],
  ],
  [
    'an organisation is erased in the last minutes of the first day’s visits',
    (retention) => [[24 * (retention + 1) - 0.2, byFilter('organisation=64496', ({ asn }) => asn === 64496)]],
  ],
  [
    'a log is imported into the first day, and erased from when the rest of the day has expired',
    (retention) => [
      [40, imported(900 + retention, dayAt(0))],
      [24 * (retention + 1) + 3, byId(ofImport(900 + retention), 4)],
      [24 * (retention + 1) + 9, byId(ofImport(900 + retention), 4)],
    ],
  ],
  [
    'retention is changed while the first day lasts',
    (retention) => [
      [10, async ({ keepFor }) => keepFor(retention === 1 ? 30 : 1)],
      [30, byId(onDay(1))],
    ],
  ],
]

/** Hours to look at: all until a day after the last visit, and all around the expiry of each day. */
function hoursOf(retention: number, happenings: readonly Happening[]): number[] {
  const around = [24, 48, 72, 31 * 24, 24 * (retention + 1), 24 * (retention + 3)]
  const last = Math.max(...around) + 30
  const hours = Array.from({ length: last / step }, (_, at) => (at + 1) * step).filter(
    (hour) => hour <= 96 || around.some((one) => Math.abs(hour - one) <= 12),
  )
  return [...new Set([...hours, ...happenings.map(([hour]) => hour)])].toSorted((a, b) => a - b)
}

describe('what was erased is told by nothing, and what was counted stays, at every hour', () => {
  const { folder, remove } = temporaryFolder()
  beforeAll(async () => {
    database = await openDatabase(folder)
  }, 60_000)
  afterAll(async () => {
    await database.close()
    remove()
  })

  let seed = 100
  const retention = 30
  test.each(rows)(
    '%s',
    async (_, happeningsOf) => {
      seed += 1
      const life = lifeOf({ retention, seed })
      const random = randomVisits({ seed, count: 60, days, sites: [life.site], visitors: 12 })
      const coming = withReadings(random, seed)
        .map(asOwn(seed))
        .toSorted((a, b) => (a.time < b.time ? -1 : 1))
      const happenings = [...happeningsOf(retention)]
      for (const hour of hoursOf(retention, happenings)) {
        life.set(hour)
        const now = life.now().toISOString()
        while ((coming[0]?.time ?? now) < now) {
          const next = coming.shift() as Visit
          life.set((Date.parse(next.time) - first) / hourLength)
          await life.record([next])
        }
        life.set(hour)
        while ((happenings[0]?.[0] ?? hour + 1) <= hour) {
          await happenings.shift()?.[1](life)
          await compare(life)
        }
        life.set(hour + 0.21) // counting begins a while after the hour's end
        await life.count()
        await compare(life)
      }
      expect(happenings).toEqual([])
    },
    180_000,
  )
})

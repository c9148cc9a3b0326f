import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import type { StatsAnswer } from '../../lambda/api/stats'
import type { VisitAnswer } from '../../lambda/api/visits'
import { defaults } from '../../lambda/contract'
import { type RollUpOptions, type RollUpParts, reopenedFor, rollUp } from '../../lambda/counting/roll-up'
import { addedUp, type Breakdown, noOthers } from '../../lambda/domain/count/breakdown'
import { type Dimension, dimensions } from '../../lambda/domain/count/dimension'
import { knownNetworks } from '../../lambda/domain/describe/known-network'
import { networkIdIn } from '../../lambda/domain/organisation/network-id'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { rollupPartition } from '../../lambda/store/keys'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { visitbookHere } from '../bin/visitbook'
import { rollupItems } from '../store/rollup-items'
import { pageCounts } from '../support/one-page'
import { plainCount, plainCounts } from '../support/plain-count'
import { random, shuffled } from '../support/random'
import { describeWithRealLog, pageViewsByAwk, realLogViews } from '../support/real-log'
import { type Book, openBook } from './book'

const site = 'semicomplete.com'
const everyDay = { site, from: '0000-01-01', to: '9999-12-31' }

/** A visit as it is listed, and whether it is among the owner’s own. */
type Listed = VisitAnswer & { readonly mine: boolean }

describeWithRealLog('the rollups of a real log', () => {
  let book: Book
  let parts: RollUpParts
  /** The clock of the runs: a while later each time, so that what is reopened may be settled. */
  let later = 0
  beforeAll(async () => {
    book = await openBook({ sites: [site] })
    const now = () => new Date(Date.now() + later)
    const table = { ...book.database, now }
    const networks = openNetworks(networkTableFile())
    parts = {
      store: dynamoQueryStore(table),
      rollups: dynamoRollupStore(table),
      networks,
      pages: defaults.pages,
      now,
    }
    await importInHalves()
  }, 180_000)
  afterAll(() => book.close())

  const count = (options: RollUpOptions = {}, given = parts) => {
    later += 2 * reopenedFor
    return rollUp(given, options)
  }
  const items = () => rollupItems(book.database, site)
  const reopened = async () => [...(await parts.rollups.recountMarks(everyDay)).keys()]

  /**
   * In random order, in two halves, each twice, with a run in between. Identical lines stay beside each other, in
   * which case each is a visit: an import remembers the last 600 seconds of a log.
   */
  async function importInHalves(): Promise<void> {
    const lines = pageViewsByAwk('$0')
    const different = shuffled([...new Set(lines)], random(42))
    for (const number of [0, 1]) {
      const file = join(book.folder, `half-${number}.log`)
      const half = different.filter((_, at) => at % 2 === number)
      writeFileSync(
        file,
        half.flatMap((line) => lines.filter((one) => one === line).map((one) => `${one}\n`)).join(''),
        'latin1',
      )
      for (const again of [false, true]) {
        const ran = await visitbookHere([
          'import',
          'access-log',
          file,
          '--site',
          site,
          '--data',
          book.folder,
          '--json',
        ])
        const { recorded, alreadyThere } = JSON.parse(ran.stdout)
        expect(again ? recorded : alreadyThere).toBe(0)
        expect(recorded + alreadyThere).toBeGreaterThan(900)
      }
      if (number === 0) expect((await count()).visits).toBeGreaterThan(500)
    }
  }

  async function listed(of = ''): Promise<Listed[]> {
    const visits: Listed[] = []
    for (const mine of ['exclude', 'only']) {
      let cursor: string | null = null
      do {
        const more: string = cursor === null ? '' : `&cursor=${cursor}`
        const { json } = await book.ask(
          `GET /visits?site=${site}&bot=include&mine=${mine}&limit=500${of}${more}`,
          { documented: false },
        )
        for (const visit of json.visits) visits.push({ ...visit, mine: mine === 'only' })
        cursor = json.cursor
      } while (cursor !== null)
    }
    return visits
  }

  const stats = async (query: string): Promise<StatsAnswer> =>
    (await book.ask(`GET /stats?site=${site}&${query}`)).json

  const dayOf = ({ time }: Listed) => time.slice(0, 10)
  const hourOf = ({ time }: Listed) => time.slice(0, 13)
  const visitClassOf = ({ mine, bot }: Listed) =>
    mine ? (bot === null ? 'mine' : 'mineBots') : bot === null ? 'people' : 'bots'
  function valueIn(visit: Listed, dimension: string): string | null {
    if (dimension === 'organisation') return visit.organisationKey
    if (dimension !== 'folder') return visit[dimension as 'page']
    const [, first = ''] = visit.page.split(/[/?]/)
    return `/${/^index\./.test(first) ? '' : first}`
  }

  /** Every count there is, as `grain span class dimension value`, by hand. */
  function countedByHand(visits: readonly Listed[]): Map<string, unknown> {
    const all = new Map<string, unknown>()
    for (const [grain, spanOf] of [
      ['day', dayOf],
      ['hour', hourOf],
    ] as const) {
      const place = (visit: Listed) => `${grain} ${spanOf(visit)} ${visitClassOf(visit)}`
      for (const [name, found] of plainCounts(visits, place)) all.set(`${name} total`, found)
      for (const dimension of dimensions)
        for (const [name, found] of plainCounts(
          visits,
          (one) => `${place(one)} ${dimension} ${valueIn(one, dimension)}`,
        ))
          if (dimension !== 'page') all.set(name, found)
      for (const name of new Set(visits.map(place)))
        for (const [page, found] of pageCounts(visits.filter((one) => place(one) === name)))
          all.set(`${name} page ${page}`, found)
    }
    return all
  }

  /** The same, as the rollups have it. */
  async function counted(): Promise<Map<string, unknown>> {
    const all = new Map<string, unknown>()
    const known = knownNetworks({ networks: parts.networks, corrections: await parts.store.corrections() })
    /** Rollups have networks, of which an organisation may have several. No visitor came through two of them. */
    const merged = (dimension: Dimension, values: Breakdown['values']) =>
      dimension === 'organisation' ? addedUp([{ values, others: noOthers }], keyOf).values : values
    const keyOf = (id: string) => known(networkIdIn(id)).key
    const nameOf = (dimension: Dimension, value: string | null) =>
      dimension === 'organisation' && value !== null ? keyOf(value) : value
    for (const grain of ['day', 'hour'] as const) {
      for (const [span, totals] of await parts.rollups.totals({ ...everyDay, grain }))
        for (const [visitClass, found] of Object.entries(totals))
          all.set(`${grain} ${span} ${visitClass} total`, found)
      for (const dimension of dimensions)
        for (const [span, found] of await parts.rollups.breakdowns(dimension, { ...everyDay, grain }))
          for (const [visitClass, { values, others }] of Object.entries(found) as [string, Breakdown][]) {
            expect(others).toEqual({ values: 0, visits: 0, visitors: 0 })
            for (const { value, ...rest } of merged(dimension, values))
              all.set(`${grain} ${span} ${visitClass} ${dimension} ${nameOf(dimension, value)}`, rest)
          }
    }
    return all
  }

  const sorted = (counts: Map<string, unknown>) => [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1))

  async function deleteRollups(): Promise<void> {
    const { client, tableName } = book.database
    const keys = (await items()).map(
      (item) => Object.fromEntries(JSON.parse(item)) as { pk: string; sk: string },
    )
    expect(keys.every(({ pk }) => pk === rollupPartition(site))).toBe(true)
    for (let at = 0; at < keys.length; at += 25)
      await client.send(
        new BatchWriteCommand({
          RequestItems: {
            [tableName]: keys
              .slice(at, at + 25)
              .map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } })),
          },
        }),
      )
    expect(await items()).toEqual([])
  }

  test('equal a plain count of the listed visits, in every dimension, hour, day and class', async () => {
    const { json } = await book.ask(`GET /visits?site=${site}&limit=500`)
    const asn = mostOf((json.visits as Listed[]).map((visit) => visit.asn).filter((one) => one !== null))
    await book.ask(`PATCH /organisations/${asn}`, { body: { mine: true } })
    await count()
    expect(await reopened()).toEqual([])

    const visits = await listed()
    expect(visits).toHaveLength(realLogViews)
    expect(new Set(visits.map(visitClassOf)).size).toBeGreaterThanOrEqual(3)
    const byHand = countedByHand(visits)
    expect(byHand.size).toBeGreaterThan(5000)
    expect(sorted(await counted())).toEqual(sorted(byHand))
  }, 180_000)

  test('are the same bytes when counted again, by two runs at once, and after all are deleted', async () => {
    const first = await items()
    expect(first.length).toBeGreaterThan(500)
    const anew = { days: { from: '2015-01-01', to: '2015-12-31' } }
    expect(await count()).toEqual({ days: 0, visits: 0, left: 0, failing: [], unarchived: [] })
    expect(await count(anew)).toMatchObject({ visits: realLogViews, left: 0 })
    expect(await items()).toEqual(first)
    await deleteRollups()
    await Promise.all([count(), count()])
    expect(await items()).toEqual(first)
    await deleteRollups()
    await count({ mayGoOn: atMost(1) })
    await count({ site })
    expect(await items()).toEqual(first)
  }, 180_000)

  const somePeople = async (day = '2015-05-18') =>
    (await listed(`&from=${day}&to=${day}`)).filter(({ mine, bot }) => !mine && bot === null) as [
      Listed,
      ...Listed[],
    ]

  /** What is told of a day, which must be what the list has. */
  async function expectRight(day: string): Promise<Required<StatsAnswer['freshness']>> {
    const { totals, by, freshness } = await stats(`from=${day}&to=${day}&by=day,hour,page,kind&limit=500`)
    const visits = (await listed(`&from=${day}&to=${day}`)).filter((one) => !one.mine)
    const people = visits.filter(({ bot }) => bot === null)
    const { engagement, ...counts } = totals
    expect(counts).toEqual({ ...plainCount(people), bots: visits.length - people.length })
    expect(engagement?.visits).toBe(0) // a log tells of none
    for (const dimension of ['page', 'kind'] as const) {
      const rows = by[dimension]?.values.map(
        ({ value, visits, visitors }) => [value, { visits, visitors }] as const,
      )
      const plain = dimension === 'page' ? pageCounts(people) : plainCounts(people, ({ kind }) => kind)
      expect(new Map(rows)).toEqual(plain)
    }
    const hours = by.hour
      ?.filter((one) => one.visits > 0)
      .map(({ value, visits, visitors }) => [value, { visits, visitors }] as const)
    expect(new Map(hours)).toEqual(plainCounts(people, (one) => `${hourOf(one)}:00Z`))
    const { visitsRead = -1 } = freshness
    return { ...freshness, visitsRead }
  }

  test('forget a visit that is erased: its day is told from the visits at once, and then counted again', async () => {
    const [visit] = await somePeople()
    const day = dayOf(visit)
    expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })

    expect(await book.ask(`DELETE /visits/${visit.id}?site=${site}`)).toMatchObject({ status: 204 })
    expect(await reopened()).toEqual([day])
    const { closedDays, visitsRead } = await expectRight(day)
    expect([closedDays, (visitsRead ?? 0) > 100]).toEqual([0, true])

    expect(await count()).toMatchObject({ days: 1 })
    expect(await reopened()).toEqual([])
    expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })
    const after = await items()
    await deleteRollups()
    await count()
    expect(await items()).toEqual(after)
  }, 180_000)

  test('forget a visitor who is erased', async () => {
    const [{ visitor }] = (await somePeople()).filter((one) => one.visitor !== null) as [Listed]
    const day = '2015-05-18'
    const { json } = await book.ask(`DELETE /visits?site=${site}&visitor=${visitor}`)
    expect(json.erased).toBeGreaterThan(0)
    expect(await reopened()).toEqual([day])
    await expectRight(day)
    await count()
    expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })
  }, 180_000)

  /** The network that was there on the most days. */
  const onMostDays = (visits: readonly Listed[]) =>
    mostOf([...new Map(visits.map((one) => [`${dayOf(one)} ${one.asn}`, one.asn])).values()])

  let corrected: [asn: number | null, days: Set<string>] | null = null
  test.each([
    ['kind', { kind: 'government' }],
    ['own', { mine: true }],
    ['no longer own', { mine: false }],
  ])(
    'follow the owner’s word on a network: %s',
    async (_, body) => {
      const visits = await listed()
      const [asn, days] = corrected ?? [
        onMostDays(visits.filter((one) => one.kind === 'isp' && !one.mine)),
        new Set(),
      ]
      for (const visit of visits) if (visit.asn === asn) days.add(dayOf(visit))
      corrected = [asn, days]
      expect(days.size).toBeGreaterThan(1)
      await book.ask(`PATCH /organisations/${asn}`, { body })
      expect(new Set(await reopened())).toEqual(days)
      const [day] = [...days] as [string]
      await expectRight(day)
      expect(await count()).toMatchObject({ days: days.size })
      expect(await reopened()).toEqual([])
      for (const day of days) expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })
    },
    30_000,
  )

  test('stay reopened where a visit is erased while a run counts its day', async () => {
    const [visit] = await somePeople()
    const day = dayOf(visit)
    const store: RollUpParts['store'] = {
      ...parts.store,
      async *visitsOf(range) {
        yield* parts.store.visitsOf(range) // all are read, the last one too
        await book.ask(`DELETE /visits/${visit.id}?site=${site}`)
      },
    }
    await count({ days: { from: day, to: day } }, { ...parts, store })
    expect(await reopened()).toEqual([day])
    expect(await parts.store.visit(site, visit.id)).toBeNull()
    await expectRight(day)
    await count()
    expect(await reopened()).toEqual([])
    expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })
  }, 180_000)

  test('stay reopened where the run was under way when the day was reopened again', async () => {
    const [visit] = await somePeople()
    const day = dayOf(visit)
    await parts.rollups.markForRecount(site, day)
    const store: RollUpParts['store'] = {
      ...parts.store,
      async *visitsOf(range) {
        yield* parts.store.visitsOf(range)
        await book.ask(`DELETE /visits/${visit.id}?site=${site}`)
      },
    }
    await count({}, { ...parts, store }) // it knows of the first time alone
    expect(await reopened()).toEqual([day])
    await count()
    expect(await reopened()).toEqual([])
    expect(await expectRight(day)).toMatchObject({ closedDays: 1, visitsRead: 0 })
  }, 180_000)
})

/** The one that is there most often. */
function mostOf<T>(things: readonly T[]): T {
  const counts = new Map<T, number>()
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1)
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] as T
}

/** Says yes so many times. */
function atMost(times: number): () => boolean {
  let left = times
  return () => left-- > 0
}

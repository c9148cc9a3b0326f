import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { type Day, dayLength, dayOf, instantOf } from '../../lambda/domain/time/day'
import { parsePeriod } from '../../lambda/domain/time/period'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import type { VisitSource } from '../../lambda/store/items/day-marker'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dayKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { networks } from '../support/memory/visits'
import { allOf, enginesBySize, temporaryFolder, visitAt } from './fixtures'

const noon = Date.parse('2026-11-22T12:00:00Z')
const daysAgo = (days: number): number => noon - days * dayLength
const dayAgo = (days: number): Day => dayOf(instantOf(daysAgo(days)))
const always = parsePeriod({})
const asn = 64_496

describe.each(enginesBySize)('a retention that was lowered, on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let sites = 0

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  }, 60_000)
  afterAll(async () => {
    await database.close()
    remove()
  })

  /** A site of its own, whose visits are kept for a year as they are put. */
  function book() {
    const site = `kept-${++sites}.example`
    const put = async (days: number, source: VisitSource, at = daysAgo(days)) => {
      const record = dynamoRecordStore({
        ...{ table: database.items, retentionDays: 365, now: () => new Date(at) },
        ...{ source, isIndexed: () => true },
      })
      const visit = visitAt(instantOf(daysAgo(days)), { site, asn })
      await record.add(visit)
      return visit
    }
    const query = (retentionDays?: number) =>
      dynamoQueryStore({ ...database, now: () => new Date(noon), retentionDays })
    const listed = async (retentionDays?: number) => {
      const range = { site, period: always, before: null, atOnce: 50 }
      const visits = await allOf(query(retentionDays).visitsOf(range))
      return visits.map(({ time }) => dayOf(time))
    }
    return {
      ...{ site, query, listed },
      beacon: (days: number) => put(days, 'beacons'),
      imported: (days: number) => put(days, 'imports', noon),
    }
  }

  test.each([
    [undefined, [0, 29, 30, 31, 200]],
    [365, [0, 29, 30, 31, 200]],
    [30, [0, 29, 30]],
    [1, [0]],
  ])('kept for %j days, visits of %j days ago are listed', async (retentionDays, expected) => {
    const { site, query, listed, beacon } = book()
    for (const days of [0, 29, 30, 31, 200]) await beacon(days)
    expect(await listed(retentionDays)).toEqual(expected.map(dayAgo))
    const range = { site, network: asn, period: always, before: null, atOnce: 50 }
    const ofNetwork = await allOf(query(retentionDays).visitsOfNetwork(range))
    expect(ofNetwork.map(({ time }) => dayOf(time))).toEqual(expected.map(dayAgo))
  })

  test('an older visit is not found by its id, and no day or site tells of it', async () => {
    const { site, query, beacon } = book()
    const [old, recent] = [await beacon(31), await beacon(30)]
    const store = query(30)
    expect(await store.visit(site, old.id)).toBeNull()
    expect(await store.visit(site, recent.id)).toEqual(recent)
    expect(await store.daysOf(site, '2000-01-01', '2099-12-31')).toMatchObject([
      { day: dayAgo(30), expiry: Date.parse('2026-11-23T00:00:00Z') / 1000 },
    ])
    const told = (await store.sites()).find((one) => one.site === site)
    expect(told).toEqual({ site, firstDay: dayAgo(30), lastDay: dayAgo(30) })
  })

  test('a site all of whose visits are older has no days', async () => {
    const { site, query, beacon } = book()
    await beacon(31)
    const told = (await query(30).sites()).find((one) => one.site === site)
    expect(told).toEqual({ site, firstDay: null, lastDay: null })
  })

  test('imported visits are kept as their import said, also on a day of other visits', async () => {
    const { site, query, listed, beacon, imported } = book()
    const [mixed, alone] = [await imported(100), await imported(200)]
    await beacon(100)
    expect(await listed(30)).toEqual([100, 200].map(dayAgo))
    expect(await query(30).visit(site, mixed.id)).toEqual(mixed)
    expect(await query(30).visit(site, alone.id)).toEqual(alone)
  })

  test('a day of imports only may be counted again, one that lost visits of beacons may not', async () => {
    const { site, query, beacon, imported } = book()
    await imported(200)
    await imported(100)
    await beacon(100)
    const days = await query(30).daysOf(site, '2000-01-01', '2099-12-31')
    expect(days.map(({ day, expiry }) => [day, expiry * 1000 > noon])).toEqual([
      [dayAgo(100), false],
      [dayAgo(200), true],
    ])
  })

  test('what an earlier version imported is still listed', async () => {
    const { site, listed, beacon } = book()
    const ttl = (noon + 300 * dayLength) / 1000
    await database.items.put({ ...dayKey(site, dayAgo(100)), ttl, first: ttl }, unconditional)
    const record = dynamoRecordStore({
      table: database.items,
      retentionDays: 365,
      now: () => new Date(noon),
    })
    await beacon(0)
    await record.add(visitAt(instantOf(daysAgo(100)), { site, assets: false }))
    expect(await listed(30)).toEqual([0, 100].map(dayAgo))
  })

  test('an import erased from an old day stays erased', async () => {
    const { site, query, listed, imported } = book()
    const { id } = await imported(100)
    expect(await query(30).erase(site, id)).toBe(true)
    expect(await query(30).visit(site, id)).toBeNull()
    expect(await listed(30)).toEqual([])
  })

  test('rollups that were counted before stay, even when their day is marked for recounting', async () => {
    const { site, query, beacon } = book()
    await beacon(100)
    const rollups = dynamoRollupStore({ ...database, now: () => new Date(noon) })
    const count = async (retentionDays: number, clock = noon) => {
      const now = () => new Date(clock)
      await rollUp({ store: query(retentionDays), rollups, networks, pages: defaults.pages, now }, { site })
      const day = dayAgo(100)
      const totals = await rollups.totals({ site, grain: 'day', from: day, to: day })
      return totals.get(day)
    }
    const before = await count(365)
    expect(before).toMatchObject({ people: { visits: 1 } })
    await rollups.markForRecount(site, dayAgo(100))
    expect(await count(30)).toEqual(before)
    expect(await count(30, noon + 3_600_000)).toEqual(before)
  })
})

const unconditional = { expression: 'attribute_not_exists(pk)' }

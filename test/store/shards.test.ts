import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { MixedShards } from '../../lambda/domain/errors'
import type { NetworkId } from '../../lambda/domain/organisation/network-id'
import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { parsePeriod } from '../../lambda/domain/time/period'
import type { SittingPage, SittingPlace } from '../../lambda/domain/visit/sitting-page'
import type { Visit } from '../../lambda/domain/visit/visit'
import { noNetworks } from '../../lambda/network/networks'
import { type SearchParts, search, searchSittings } from '../../lambda/reports/visit-search'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { markerIn, markerItem, withVisit } from '../../lambda/store/items/day-marker'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { toItem } from '../../lambda/store/items/visit-item'
import { dayKey, shardOf, siteKey, visitsPartition } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { memoryRecipients } from '../support/memory/recipients'
import { memoryRollups } from '../support/memory/rollups'
import { plainSittings } from '../support/plain-sittings'
import { random } from '../support/random'
import { inFull } from '../support/size'
import { allOf, enginesBySize, temporaryFolder, visitAt } from './fixtures'

const now = () => new Date('2025-11-23T16:00:00Z')
const always = parsePeriod({})
const expiry = Date.parse('2026-11-23') / 1000

describe.each(enginesBySize)('a site with several shards on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let sites = 0

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
    shared = await raised()
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  function book() {
    const { client, tableName, items: table } = database
    const site = `site-${++sites}.example`
    const query = dynamoQueryStore({ client, tableName, now })
    const numbers = random(sites)
    const hex = () =>
      Math.floor(numbers() * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
    const isIndexed = (asn: NetworkId) => asn === 64496
    return {
      site,
      query,
      /** A function that was deployed with so many shards. */
      record: (shards: number) =>
        dynamoRecordStore({ table, retentionDays: 365, now, isIndexed, shardsOf: () => shards }),
      /** With an id whose end is random, as browsers make it; every fourth without a visitor. */
      at: (time: string, fields: Partial<Visit> = {}) => {
        const visitor = numbers() < 0.25 ? null : hex() + hex() + hex()
        const visit = visitAt(time, { site, asn: 64498, visitor, ...fields })
        return { ...visit, id: visit.id.slice(0, -8) + hex() }
      },
      /** As visits were put before: by the end of their id. */
      putById: async (visit: Visit, shards: number) => {
        const day = visit.time.slice(0, 10)
        const shard = Number.parseInt(visit.id.slice(-8), 16) % shards
        await table.put(siteKey(site))
        const marker = await table.get(dayKey(site, day))
        await table.put(
          markerItem(dayKey(site, day), withVisit(marker && markerIn(marker), { expiry, shards }))[0],
        )
        const item = toItem(visit, { expiry, indexed: false })
        await table.put({ ...item, pk: visitsPartition(site, day, shard) })
      },
      list: (atOnce = 50) => allOf(query.visitsOf({ site, period: always, before: null, atOnce })),
      inShard: async (day: string, shard: number) => {
        const { Items } = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': visitsPartition(site, day, shard) },
          }),
        )
        return Items?.length
      },
    }
  }

  /** 120 visits on two days, of which the second is spread over 1, then 3, then 4 shards. */
  async function raised() {
    const shop = book()
    const visits: Visit[] = []
    for (const [shards, day, hour] of [
      [1, '2025-11-21', 10],
      [1, '2025-11-22', 8],
      [3, '2025-11-22', 9],
      [4, '2025-11-22', 10],
      [1, '2025-11-22', 11], // a function that still runs with the setting of before
    ] as const) {
      const record = shop.record(shards)
      const some = Array.from({ length: 24 }, (_, at) =>
        shop.at(`${day}T${String(hour).padStart(2, '0')}:${String(at * 2).padStart(2, '0')}:00.000Z`),
      )
      await Promise.all(some.map((visit) => record.add(visit)))
      visits.push(...some)
    }
    const newestFirst = visits.toSorted((a, b) => (`${a.time}#${a.id}` > `${b.time}#${b.id}` ? -1 : 1))
    return { ...shop, visits: newestFirst }
  }

  /** One for all tests that only read it. */
  let shared: Awaited<ReturnType<typeof raised>>

  test('has its visits in each of them', async () => {
    const { inShard } = shared
    const counts = await Promise.all([0, 1, 2, 3, 4].map((shard) => inShard('2025-11-22', shard)))
    expect(counts.map((count) => (count ?? 0) > 0)).toEqual([true, true, true, true, false])
    expect(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(96)
    expect(await inShard('2025-11-21', 0)).toBe(24)
  })

  test('lists them newest first, each once, however many are read at once', async () => {
    const { list, visits } = shared
    for (const atOnce of [1, 2, 7, 1000]) expect(await list(atOnce)).toEqual(visits)
  })

  test.each(inFull([1, 7, 50], [7, 50]))(
    'lists them in pages of %d, from cursor to cursor',
    async (limit) => {
      const { query: store, visits, site } = shared
      const filter = parseVisitFilter({ site, from: '2025-11-01', to: '2025-11-30' })
      const ids: string[] = []
      let before: string | null = null
      do {
        const page: Awaited<ReturnType<typeof search>> = await search(
          { store, recipients: memoryRecipients(), networks: noNetworks, pages: defaults.pages },
          { filter, before, limit },
        )
        expect(page.visits.length).toBeLessThanOrEqual(limit)
        ids.push(...page.visits.map(({ id }) => id))
        before = page.next
      } while (before !== null)
      expect(ids).toEqual(visits.map(({ id }) => id))
    },
  )

  test('lists a part of a day', async () => {
    const { query, site, visits } = shared
    const period = parsePeriod({ from: '2025-11-22T09:10:00Z', to: '2025-11-22T10:20:00Z' })
    const found = await allOf(query.visitsOf({ site, period, before: null, atOnce: 5 }))
    expect(found).toEqual(visits.filter(({ time }) => time >= period.start && time < period.end))
    expect(found).toHaveLength(29)
  })

  test('finds every one by its id, and erases it, and no other', async () => {
    const { query, site, visits, list } = await raised()
    for (const visit of visits) expect(await query.visit(site, visit.id)).toEqual(visit)
    const gone = visits.filter((_, at) => at % 3 === 0)
    for (const { id } of gone) expect(await query.erase(site, id)).toBe(true)
    for (const { id } of gone)
      expect([await query.visit(site, id), await query.erase(site, id)]).toEqual([null, false])
    expect(await list()).toEqual(visits.filter((_, at) => at % 3 !== 0))
  })

  test('reads a delivery once that was repeated after its shards were raised', async () => {
    const { at, record, site, query, list, inShard } = book()
    const visits = Array.from({ length: 40 }, (_, minute) =>
      at(`2025-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`, { asn: 64496 }),
    )
    const newest = visits.toReversed()
    for (const visit of visits) await record(1).add(visit)
    for (const visit of visits) await record(4).add({ ...visit, page: '/again' })
    const moved = visits.filter((visit) => shardOf(visit, 4) !== 0)
    expect(moved.length).toBeGreaterThan(20)
    const counts = await Promise.all([0, 1, 2, 3].map((shard) => inShard('2025-11-22', shard)))
    expect(counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(40 + moved.length)

    const ids = (some: readonly Visit[]) => some.map(({ id }) => id)
    expect(ids(await list())).toEqual(ids(newest))
    expect(ids(await list(1))).toEqual(ids(newest))
    const third = newest[2] as Visit
    const range = { site, period: always, before: `${third.time}#${third.id}`, atOnce: 3 }
    expect(ids(await allOf(query.visitsOf(range)))).toEqual(ids(newest.slice(3)))
    expect(ids(await allOf(query.visitsOfNetwork({ ...range, network: 64496, before: null })))).toEqual(
      ids(newest),
    )
    expect(ids(await allOf(query.visitsOfNetwork({ ...range, network: 64496 })))).toEqual(
      ids(newest.slice(3)),
    )

    const [twice] = moved as [Visit]
    expect(await query.visit(site, twice.id)).toMatchObject({ id: twice.id })
    expect(await query.erase(site, twice.id)).toBe(true)
    expect(await query.visit(site, twice.id)).toBeNull()
    expect(ids(await list())).toEqual(ids(newest.filter((one) => one !== twice)))
  })

  test('has all visits of a visitor in one', async () => {
    const { at, record, inShard } = book()
    const visitor = '00112233445566778899aabb'
    for (let minute = 10; minute < 30; minute++)
      await record(4).add(at(`2025-11-22T10:${minute}:00.000Z`, { visitor }))
    expect(await Promise.all([0, 1, 2, 3].map((shard) => inShard('2025-11-22', shard)))).toEqual([
      0, 0, 0, 20,
    ])
  })

  test('lists, finds and erases what was put by its id, beside what is put by its visitor', async () => {
    const { at, record, putById, query, site, list } = book()
    const visits = Array.from({ length: 24 }, (_, minute) =>
      at(`2025-11-22T10:${String(minute).padStart(2, '0')}:00.000Z`),
    )
    for (const [nth, visit] of visits.entries())
      await (nth % 2 === 0 ? putById(visit, 3) : record(4).add(visit))
    const newest = visits.toReversed()
    expect(await list()).toEqual(newest)
    for (const visit of visits) expect(await query.visit(site, visit.id)).toEqual(visit)
    for (const { id } of visits.slice(0, 12)) expect(await query.erase(site, id)).toBe(true)
    expect(await list()).toEqual(newest.slice(0, 12))
  })

  describe('sittings', () => {
    const day = '2025-10-05'
    const first = Date.parse(`${day}T21:00:00Z`)

    /** Visits of a few visitors in five hours, around midnight and a raising of shards; some are repeated, some erased. */
    async function sat(raisedTo: number) {
      const shop = book()
      const next = random(raisedTo)
      for (let minute = 0; minute < 300; minute += 1 + Math.floor(next() * 4)) {
        const visitor = `${'abcdef'[Math.floor(next() ** 2 * 6)]}${raisedTo}`.repeat(12)
        const visit = shop.at(new Date(first + minute * 60_000).toISOString(), { visitor })
        await shop.record(minute < 120 ? 1 : raisedTo).add(visit)
        if (minute % 3 === 0)
          await shop.record(raisedTo).add({ ...visit, visitor: `0${raisedTo}`.repeat(12) })
        if (minute % 7 === 0) await shop.query.erase(shop.site, visit.id)
      }
      return { ...shop, visits: await shop.list() }
    }

    async function sittingsOf(store: SearchParts['store'], site: string | null, limit: number) {
      const filter = { ...parseVisitFilter({ from: day, to: '2025-10-06' }), site }
      const all: string[][] = []
      let after: SittingPlace | null = null
      do {
        const { sittings, next }: SittingPage<Visit> = await searchSittings(
          { store, recipients: memoryRecipients(), networks: noNetworks, pages: defaults.pages },
          { filter, after, limit },
        )
        all.push(...sittings.map(({ views }) => views.map(({ id }) => id)))
        after = next
      } while (after !== null)
      return all
    }

    test('are those of a plain count, on each site and on both, whatever the pages', async () => {
      const shops = [await sat(1), await sat(3)] as const
      const both = shops.flatMap(({ visits }) => visits)
      const [{ query }] = shops
      for (const limit of [2, 7]) {
        for (const { site, visits } of shops)
          expect(await sittingsOf(query, site, limit)).toEqual(plainSittings(visits))
        expect(await sittingsOf(query, null, limit)).toEqual(plainSittings(both))
      }
    })
  })

  describe.each<[string, number, Partial<Visit>]>([
    ['by the same rule', 4, {}],
    ['from another network', 4, { visitor: 'ffeeddccbbaa998877665544' }],
    ['after its shards were raised', 7, {}],
    ['from another network after its shards were raised', 7, { visitor: 'ffeeddccbbaa998877665544' }],
  ])('where a message is repeated %s', (_, raisedTo, changed) => {
    const minutes = Array.from({ length: 20 }, (_, at) => `2025-11-22T10:${String(at + 10)}:00.000Z`)

    test('has it once', async () => {
      const { at, record, putById, list } = book()
      const visits = minutes.map((time) => at(time))
      for (const [nth, visit] of visits.entries())
        await (nth % 2 === 0 ? record(4).add(visit) : putById(visit, 4))
      for (const visit of visits) await record(raisedTo).add({ ...visit, ...changed })
      expect((await list()).map(({ id }) => id)).toEqual(visits.map(({ id }) => id).toReversed())
    })

    test('does not have it again once it was erased', async () => {
      const { at, record, putById, query, site, list } = book()
      const visits = minutes.map((time) => at(time))
      for (const [nth, visit] of visits.entries())
        await (nth % 2 === 0 ? record(4).add(visit) : putById(visit, 4))
      for (const { id } of visits) expect(await query.erase(site, id)).toBe(true)
      for (const visit of visits) await record(raisedTo).add({ ...visit, ...changed })
      expect(await list()).toEqual([])
      for (const { id } of visits) expect(await query.visit(site, id)).toBeNull()
    })
  })

  describe('read one by one', () => {
    const range = { period: always, before: null, atOnce: 50 }
    const minutes = Array.from({ length: 40 }, (_, at) => `2025-11-22T10:${10 + at}:00Z`)

    test.each(['partition', 'day'] as const)('has each visit in one of them, from the %s', async (from) => {
      const { at, record, query, site, list } = book()
      for (const time of minutes) await record(4).add(at(time))
      const each = await Promise.all(
        [0, 1, 2, 3].map((number) =>
          allOf(query.visitsOf({ site, ...range, shard: { number, of: 4, from } })),
        ),
      )
      for (const [number, found] of each.entries())
        expect(found.map((visit) => shardOf(visit, 4))).toEqual(found.map(() => number))
      expect(each.every(({ length }) => length > 0)).toBe(true)
      expect(
        each
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual((await list()).map(({ id }) => id).toSorted())
    })

    test('tells an erased visit, and one of another shard', async () => {
      const { at, record, query, site } = book()
      const visits = minutes.map((time) => at(time))
      for (const visit of visits.slice(0, 20)) await record(4).add(visit)
      const erased: string[] = []
      const shard = (number: number, of: number) =>
        ({ number, of, from: 'partition', onErased: (place: string) => erased.push(place) }) as const
      const [gone] = visits as [Visit]
      await query.erase(site, gone.id)
      for (const number of [0, 1, 2, 3])
        await allOf(query.visitsOf({ site, ...range, shard: shard(number, 4) }))
      expect(erased).toEqual(new Array(4).fill(`${gone.time}#${gone.id}`))
      for (const visit of visits.slice(20)) await record(5).add(visit)
      await expect(allOf(query.visitsOf({ site, ...range, shard: shard(0, 5) }))).rejects.toThrow(MixedShards)
    })
  })

  test('is counted as if it had one', async () => {
    const { query: store, site, visits, record } = await raised()
    for (const visit of visits) await record(4).add(visit) // all deliveries repeated
    const rollups = memoryRollups(now)
    await rollUp({ store, rollups, networks: noNetworks, pages: defaults.pages, now }, { site })
    const totals = await rollups.totals({ site, grain: 'day', from: '0000', to: '9999' })
    expect([...totals].map(([day, found]) => [day, found.people?.visits])).toEqual([
      ['2025-11-21', 24],
      ['2025-11-22', 96],
    ])
    const hours = await rollups.totals({ site, grain: 'hour', from: '2025-11-22T00', to: '2025-11-22T23' })
    expect([...hours].map(([hour, found]) => [hour.slice(11), found.people?.visits])).toEqual([
      ['08', 24],
      ['09', 24],
      ['10', 24],
      ['11', 24],
    ])
  })
})

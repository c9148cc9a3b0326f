import { GetCommand } from '@aws-sdk/lib-dynamodb'
import { instantOf } from '../../lambda/domain/time/day'
import { parsePeriod } from '../../lambda/domain/time/period'
import { parseDelivery } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { visitKeys } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { allOf, engines, temporaryFolder } from './fixtures'

const minute = 60_000
const noon = Date.parse('2025-11-22T12:00:00.000Z')
const midnight = Date.parse('2025-11-23T00:00:00.000Z')

describe.each(engines)('a message that is delivered again, on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let sites = 0

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  /** A service on a site of its own, whose functions are new for each delivery. */
  function service(shards = 1) {
    const { client, tableName, items } = database
    const site = `repeated-${++sites}.example`
    const query = dynamoQueryStore({ client, tableName, now: () => new Date(noon) })
    return {
      site,
      query,
      /** Delivers a message whose clock says `sentAt` at `now`. */
      async deliver(id: string, now: number, page = '/cv') {
        const random = crypto.getRandomValues(new Uint8Array(10))
        const arrival = { host: site, sites: [site], now: new Date(now), random, userAgent: 'Mozilla' }
        const { visit, untimelyId } = parseDelivery({ id, page }, arrival)
        const clock = () => new Date(now)
        const store = dynamoRecordStore({
          table: items,
          retentionDays: 365,
          now: clock,
          shardsOf: () => shards,
        })
        return store.add(visit, untimelyId)
      },
      list: () => allOf(query.visitsOf({ site, period: parsePeriod({}), before: null, atOnce: 50 })),
    }
  }

  const idAt = (time: number) => makeVisitId(time, crypto.getRandomValues(new Uint8Array(10)))

  test.each([
    ['right', 0, noon],
    ['four minutes slow', -4 * minute, noon],
    ['six minutes slow', -6 * minute, noon],
    ['six minutes fast', 6 * minute, noon],
    ['a day slow', -1440 * minute, noon],
    ['six minutes slow, across midnight', -6 * minute, midnight - 500],
    ['six minutes fast, across midnight', 6 * minute, midnight - 500],
    ['of 1970', -noon, noon],
    ['of the year 10889', 2 ** 48 - 1 - noon, noon],
  ])('makes one visit at the time of the first: a clock that is %s', async (_, offset, now) => {
    const { deliver, list } = service()
    const id = idAt(now + offset)
    const first = await deliver(id, now)
    const [visit] = await list()
    const again = [
      await deliver(id, now + 1000),
      await deliver(id, now + 3000),
      await deliver(id, now + 60 * minute),
    ]
    expect([first, ...again]).toEqual([true, false, false, false])
    expect(await list()).toEqual([visit])
    const believed = Math.abs(offset) <= 5 * minute
    expect(visit?.time).toBe(instantOf(believed ? now + offset : now))
  })

  test.each([1, 4])('of twenty at once with a wrong clock one is the first, on %d shards', async (shards) => {
    const { deliver, list } = service(shards)
    const id = idAt(noon - 10 * minute)
    const added = await Promise.all(Array.from({ length: 20 }, (_, at) => deliver(id, noon + at)))
    expect(added.filter(Boolean)).toEqual([true])
    expect(await list()).toHaveLength(1)
  })

  test('a clock that was believed at first, and no longer is, makes no second visit', async () => {
    for (const shards of [1, 4]) {
      const { deliver, list } = service(shards)
      const id = idAt(noon - 4.9 * minute)
      expect([await deliver(id, noon), await deliver(id, noon + minute)]).toEqual([true, false])
      expect(await list()).toHaveLength(1)
    }
  })

  test('two messages with one wrong clock are two visits', async () => {
    const { deliver, list } = service()
    await deliver(idAt(noon - 10 * minute), noon)
    await deliver(idAt(noon - 10 * minute), noon)
    expect(await list()).toHaveLength(2)
  })

  test('a function that ended between the two puts is made up for', async () => {
    const { site, deliver, list } = service()
    const { items } = database
    const id = idAt(noon - 10 * minute)
    const random = new Uint8Array(10)
    const arrival = { host: site, sites: [site], now: new Date(noon), random, userAgent: 'Mozilla' }
    const { visit, untimelyId } = parseDelivery({ id, page: '/cv' }, arrival)
    const dies = {
      ...items,
      put: (...put: Parameters<typeof items.put>) =>
        put[0].sk.startsWith('VISIT#') ? Promise.reject(new Error('the function ends')) : items.put(...put),
    }
    const store = dynamoRecordStore({ table: dies, retentionDays: 365, now: () => new Date(noon) })
    await expect(store.add(visit, untimelyId)).rejects.toThrow('the function ends')
    expect(await list()).toEqual([])
    expect([await deliver(id, noon + 1000), await deliver(id, noon + 2000)]).toEqual([true, false])
    expect((await list()).map(({ time }) => time)).toEqual([instantOf(noon)])
  })

  describe.each([1, 4])('after its visit was erased, on %d shards', (shards) => {
    test.each([
      ['right', 0],
      ['four minutes fast', 4 * minute],
      ['six minutes slow', -6 * minute],
      ['a day fast', 1440 * minute],
    ])('stays erased: a clock that is %s', async (_, offset) => {
      const { site, query, deliver, list } = service(shards)
      const id = idAt(noon + offset)
      await deliver(id, noon)
      const [visit] = await list()
      expect(await query.erase(site, visit?.id as string)).toBe(true)
      expect(await deliver(id, noon + 1000)).toBe(false)
      expect(await deliver(id, noon + 60 * minute)).toBe(false)
      expect(await list()).toEqual([])
      expect(await query.visit(site, visit?.id as string)).toBeNull()
      expect(await query.erase(site, visit?.id as string)).toBe(false)
    })
  })

  test('of an erased visit its key is left until it would have expired, and nothing else', async () => {
    const { site, query, deliver } = service()
    const { client, tableName } = database
    const id = idAt(noon)
    await deliver(id, noon)
    await query.erase(site, id)
    const [Key] = visitKeys(site, id, 1)
    const { Item } = await client.send(new GetCommand({ TableName: tableName, Key }))
    expect(Item).toEqual({ ...Key, ttl: midnight / 1000 + 365 * 86_400, erased: true })
  })
})

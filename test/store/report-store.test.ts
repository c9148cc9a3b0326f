import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { instantOf } from '../../lambda/domain/time/day'
import type { Engagement } from '../../lambda/domain/visit/engagement'
import type { Visit } from '../../lambda/domain/visit/visit'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dynamoReportStore } from '../../lambda/store/items/report-store'
import type { VisitItem } from '../../lambda/store/items/visit-item'
import { deliveryKey, lateKey, rollupPartition, shardOf, visitKey } from '../../lambda/store/keys'
import type { Dynamo } from '../../lambda/store/light/client'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import { type Database, dynamoAt, openDatabase } from '../../local/engine/database'
import { random, shuffled } from '../support/random'
import { inFull } from '../support/size'
import { engines, fullVisit, sizeOfItem, temporaryFolder, visitAt } from './fixtures'

const hour = 3_600_000
const noon = Date.parse('2025-11-22T12:00:00.000Z')
const names = ['abcdef1234567890123456ab', 'abcdef1234567890123456ac', null]

const read = (seconds: number, fields: Partial<Engagement> = {}): Engagement => ({
  ...{ seconds, reach: 60, acted: seconds > 3 },
  sections: [{ name: 'intro', seconds }],
  links: seconds % 2 === 0 ? ['/cv.pdf'] : [],
  ...fields,
})

interface Capacity {
  readonly CapacityUnits?: number
  readonly Table?: { readonly CapacityUnits: number }
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, { readonly CapacityUnits: number }>>
}

describe.each(engines)('what was read, on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let dynamo: Dynamo
  let sites = 0
  const calls: string[] = []

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
    dynamo = dynamoAt(database)
  })
  afterAll(async () => {
    dynamo.close()
    await database.close()
    remove()
  })

  /** A service on a site of its own, whose clock stands at `now`. */
  function service(shards = 1, site = `reports-${++sites}.example`, now = noon) {
    const { client, tableName } = database
    const request: Dynamo['request'] = (operation, input) => {
      calls.push(operation)
      return dynamo.request(operation, input)
    }
    const table = dynamoItemTable({ dynamo: { request }, tableName })
    const parts = { table, retentionDays: 365, now: () => new Date(now), shardsOf: () => shards }
    const reports = dynamoReportStore(parts)
    return {
      ...{ site, store: dynamoRecordStore(parts), reports },
      query: dynamoQueryStore({ client, tableName, now: parts.now }),
      at: (time: number, as = shards) => service(as, site, time),
      tell: (visit: Pick<Visit, 'id' | 'visitor'>, engagement: Engagement) =>
        reports.report({ site, id: visit.id, engagement }, async () => visit.visitor),
      async item(visit: Pick<Visit, 'id' | 'visitor'>, of = shards): Promise<VisitItem | undefined> {
        const Key = visitKey(site, visit.id, shardOf(visit, of))
        const { Item } = await client.send(new GetCommand({ TableName: tableName, Key }))
        return Item as VisitItem | undefined
      },
      async marks(): Promise<unknown[]> {
        const { Items } = await client.send(
          new QueryCommand({
            TableName: tableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': rollupPartition(site) },
          }),
        )
        return Items ?? []
      },
    }
  }

  const recorded = async (
    { site, store }: Pick<ReturnType<typeof service>, 'site' | 'store'>,
    fields: Partial<Visit> = {},
    time = noon,
  ) => {
    const visit = visitAt(instantOf(time), { ...fields, site })
    await store.add(visit)
    return visit
  }

  test('is added to the visit by one call, and comes back with it', async () => {
    const book = service()
    const visit = await recorded(book)
    const before = await book.item(visit)
    calls.length = 0
    expect(await book.tell(visit, read(12))).toBe(true)
    expect(calls).toEqual(['UpdateItem'])
    expect(await book.item(visit)).toEqual({
      ...before,
      ...{ es: 12, er: 60, ea: true, en: '12 intro', el: '/cv.pdf' },
    })
    expect(await book.query.visit(book.site, visit.id)).toEqual({ ...visit, engagement: read(12) })
  })

  /** dynalite counts nothing for indexes; the visit itself has two units there, the report two more. */
  test.each([
    [false, 2],
    [true, engine === 'dynoxide' ? 4 : 2],
  ])(
    'a visit and its report take two write units, four where the index has it: %s',
    async (indexed, units) => {
      let taken = 0
      const request: Dynamo['request'] = async (operation, input) => {
        const answer = await dynamo.request(operation, { ...input, ReturnConsumedCapacity: 'INDEXES' })
        const isVisit = JSON.stringify(input).includes('VISIT#')
        const {
          Table,
          GlobalSecondaryIndexes = {},
          CapacityUnits = 0,
        } = (answer.ConsumedCapacity ?? {}) as Capacity
        const indexes = Object.values(GlobalSecondaryIndexes).map((one) => one.CapacityUnits)
        if (isVisit)
          taken += [Table?.CapacityUnits ?? CapacityUnits, ...indexes].reduce((sum, one) => sum + one, 0)
        return answer
      }
      const table = dynamoItemTable({ dynamo: { request }, tableName: database.tableName })
      const parts = { table, retentionDays: 365, now: () => new Date(noon), isIndexed: () => indexed }
      const visit = visitAt(instantOf(noon), { site: `units-${indexed}.example` })
      await dynamoRecordStore(parts).add(visit)
      await dynamoReportStore(parts).report({ ...visit, engagement: read(12) }, async () => null)
      expect(taken).toBe(units)
    },
  )

  test('of more seconds replaces all of one with fewer; any other changes nothing', async () => {
    const book = service()
    const visit = await recorded(book)
    for (const [seconds, kept] of [
      [4, 4],
      [3, 4],
      [4, 4],
      [7, 7],
      [0, 7],
      [6, 7],
    ] as const) {
      expect(await book.tell(visit, read(seconds))).toBe(true)
      expect((await book.query.visit(book.site, visit.id))?.engagement).toEqual(read(kept))
    }
  })

  test('of no second at all is kept where there is none yet', async () => {
    const book = service()
    const visit = await recorded(book)
    await book.tell(visit, read(0))
    expect((await book.query.visit(book.site, visit.id))?.engagement).toEqual(read(0))
  })

  test('is the same item in any order and however often it is sent', async () => {
    const next = random(16)
    const all = [0, 1, 5, 8, 13, 60, 61].map((seconds) => read(seconds))
    for (let round = 0; round < inFull(20, 4); round++) {
      const book = service()
      const visit = await recorded(book)
      const sent = shuffled([...all, ...all], next)
      await Promise.all(sent.map((one) => book.tell(visit, one)))
      expect((await book.query.visit(book.site, visit.id))?.engagement).toEqual(read(61))
    }
  })

  test('a thousand times makes one item of one write unit', async () => {
    const book = service()
    const visit = await recorded(book)
    for (let seconds = 0; seconds < inFull(1000, 100); seconds++)
      await book.tell(visit, read(seconds % 50, { links: [`/${seconds}`] }))
    const item = await book.item(visit)
    expect(item).toMatchObject({ es: 49, en: '49 intro', el: '/49' })
    expect(sizeOfItem(item ?? {})).toBeLessThanOrEqual(1024)
    expect(await book.marks()).toEqual([])
  })

  test('of a visit that is not there makes none', async () => {
    const book = service()
    const visit = visitAt(instantOf(noon), { site: book.site })
    expect(await book.tell(visit, read(5))).toBe(false)
    expect(await book.item(visit)).toBeUndefined()
  })

  test.each([1, 3])('does not bring an erased visit back; shards: %i', async (shards) => {
    const book = service(shards)
    const visit = await recorded(book)
    await book.tell(visit, read(5))
    expect(await book.query.erase(book.site, visit.id)).toBe(true)
    const erased = await book.item(visit)
    for (const seconds of [1, 9]) expect(await book.tell(visit, read(seconds))).toBe(false)
    expect(await book.item(visit)).toEqual(erased)
    expect(await book.query.visit(book.site, visit.id)).toBeNull()
    expect(await book.reports.isThere([book.site], visit.id)).toBe(true)
  })

  test('finds the shard of its visitor by one call', async () => {
    const book = service(4)
    for (const visitor of names) {
      const visit = await recorded(book, { visitor })
      calls.length = 0
      expect(await book.tell(visit, read(5))).toBe(true)
      expect(calls).toEqual(['UpdateItem'])
      expect(await book.item(visit)).toMatchObject({ es: 5 })
    }
  })

  test.each([
    [1, 4],
    [2, 3],
    [2, 7],
  ])('finds a visit that was put before %i shards became %i', async (before, after) => {
    const book = service(before)
    for (const visitor of names) {
      const visit = await recorded(book, { visitor })
      expect(await book.at(noon, after).tell({ id: visit.id, visitor: 'f'.repeat(24) }, read(5))).toBe(true)
      expect(await book.item(visit, before)).toMatchObject({ es: 5 })
    }
  })

  test('finds a visit of a shard that is no more, by the marker of its day, which is read once', async () => {
    const book = service(4)
    const visits = await Promise.all(
      Array.from({ length: 8 }, (_, at) => recorded(book, { visitor: `${at}`.padStart(24, '0') })),
    )
    const lowered = book.at(noon, 2)
    const found = await Promise.all(visits.map((visit) => lowered.tell(visit, read(5))))
    expect(found).toEqual(visits.map(() => true))
    for (const visit of visits) expect(await book.item(visit)).toMatchObject({ es: 5 })
    calls.length = 0
    const gone = visitAt(instantOf(noon), { site: book.site })
    expect(await lowered.tell(gone, read(5))).toBe(false)
    expect(calls.toSorted()).toEqual([...Array(4).fill('GetItem'), 'UpdateItem'])
  })

  test('a visit that is not there is looked for in the day’s shards of before once for a day', async () => {
    const book = service()
    await recorded(book)
    const gone = () => visitAt(instantOf(noon), { site: book.site })
    calls.length = 0
    for (const visit of [gone(), gone(), gone()]) expect(await book.tell(visit, read(5))).toBe(false)
    expect(calls.filter((call) => call === 'GetItem')).toHaveLength(4)
  })

  test.each(['a', 'ß', '漢', '😀'])(
    'gives way in an item full of %s, which stays one write unit',
    async (one) => {
      const book = service()
      const visit = await recorded(book, { ...fullVisit(one, book.site), ...idOf(noon) })
      const before = await book.query.visit(book.site, visit.id)
      const long = read(70, {
        sections: Array.from({ length: 20 }, (_, at) => ({ name: `${at}${one}`, seconds: at })),
      })
      expect(await book.tell(visit, long)).toBe(true)
      expect(sizeOfItem((await book.item(visit)) ?? {})).toBeLessThanOrEqual(1024)
      const after = await book.query.visit(book.site, visit.id)
      expect({ ...after, engagement: null }).toEqual(before)
    },
  )

  test('gives way in part where an item has room for a part', async () => {
    const book = service()
    const visit = await recorded(book, { page: `/${'a'.repeat(255)}`, userAgent: 'a'.repeat(200) })
    const sections = Array.from({ length: 20 }, (_, at) => ({
      name: `section ${'é'.repeat(15)}`,
      seconds: at,
    }))
    await book.tell(visit, read(70, { sections, links: [] }))
    const kept = (await book.query.visit(book.site, visit.id))?.engagement
    expect(kept).toMatchObject({ seconds: 70, reach: 60, sections: sections.slice(0, kept?.sections.length) })
    expect(kept?.sections.length).toBeGreaterThan(1)
    expect(kept?.sections.length).toBeLessThan(9)
    const size = sizeOfItem((await book.item(visit)) ?? {})
    expect(size).toBeLessThanOrEqual(1024)
    expect(size).toBeGreaterThan(950)
  })

  const idOf = (time: number) => ({
    id: makeVisitId(time, crypto.getRandomValues(new Uint8Array(10))),
    time: instantOf(time),
  })

  test('of a message with a wrong clock leads to the visit that it became', async () => {
    const book = service()
    const untimelyId = makeVisitId(noon - 9 * hour, crypto.getRandomValues(new Uint8Array(10)))
    const visit = visitAt(instantOf(noon), { site: book.site })
    await book.store.add(visit, untimelyId)
    expect(await book.reports.firstVisitOf(book.site, untimelyId)).toBe(visit.id)
    expect(await book.reports.firstVisitOf(book.site, visit.id)).toBeNull()
    expect(deliveryKey(book.site, untimelyId).pk).toContain(untimelyId)
  })

  const day = '2025-11-22'
  const end = Date.parse('2025-11-23T00:00:00.000Z')

  test.each([
    ['not while the day is open', end + 9 * 60_000, 0],
    ['once it is closed', end + 10 * 60_000, 1],
  ])('marks its day as late, %s', async (_, now, marks) => {
    const book = service()
    const visit = await recorded(book)
    const then = book.at(now)
    for (const seconds of [3, 5, 4]) expect(await then.tell(visit, read(seconds))).toBe(true)
    expect(await book.marks()).toEqual(
      Array(marks).fill({
        ...lateKey(book.site, day),
        ttl: (Date.parse('2025-11-24') + 365 * 24 * hour) / 1000,
      }),
    )
    expect((await book.query.visit(book.site, visit.id))?.engagement).toEqual(read(5))
  })

  test('marks a day once for each running function, and not for a visit that is not there', async () => {
    const book = service()
    const visits = [await recorded(book), await recorded(book)] as const
    const late = book.at(end + hour)
    const gone = visitAt(instantOf(noon), { site: book.site })
    expect(await late.tell(gone, read(1))).toBe(false)
    expect(await book.marks()).toEqual([])
    calls.length = 0
    for (const visit of visits) for (const seconds of [1, 2]) await late.tell(visit, read(seconds))
    expect(calls.filter((call) => call === 'PutItem')).toHaveLength(1)
    await book.at(end + 2 * hour).tell(visits[0], read(9))
    expect(await book.marks()).toHaveLength(1)
  })

  test('is of another site where one of the first ten partitions has it', async () => {
    const book = service()
    const visit = await recorded(book)
    const others = Array.from({ length: 12 }, (_, at) => `other-${at}.example`)
    calls.length = 0
    expect(await book.reports.isThere([...others.slice(0, 9), book.site], visit.id)).toBe(true)
    expect(await book.reports.isThere([...others.slice(0, 10), book.site], visit.id)).toBe(false)
    expect(calls).toHaveLength(20)
  })
})

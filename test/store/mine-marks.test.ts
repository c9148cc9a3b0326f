import { parsePeriod } from '../../lambda/domain/time/period'
import type { MineMark } from '../../lambda/domain/visit/mine-mark'
import type { Visit } from '../../lambda/domain/visit/visit'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { allOf, engines, temporaryFolder, visitAt } from './fixtures'

const always = parsePeriod({})
const day = '2025-11-22'
const visitor = 'abcdef1234567890123456ab'

describe.each(engines)('marks of the owner’s own visits on %s', (engine) => {
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

  function opened({ shards = 1, retentionDays = 365 } = {}) {
    const site = `site-${++sites}.example`
    let time = Date.parse(`${day}T16:00:00Z`)
    const now = () => new Date(time)
    const query = dynamoQueryStore({ ...database, now, retentionDays })
    const record = dynamoRecordStore({
      ...{ table: database.items, retentionDays, now },
      shardsOf: () => shards,
      isIndexed: () => true,
    })
    const range = { site, period: always, before: null, atOnce: 50 }
    return {
      ...{ site, query, range },
      pass: (milliseconds: number) => {
        time += milliseconds
      },
      async record(...visits: Visit[]) {
        for (const visit of visits) await record.add(visit)
      },
      at: (moment: string, fields: Partial<Visit> = {}) => visitAt(moment, { site, visitor, ...fields }),
      mark: (fields: Partial<MineMark> = {}) =>
        query.putMineMark({ ...{ site, day, subject: visitor, mine: true }, ...fields }),
      mines: async (visits: AsyncIterable<Visit>) => (await allOf(visits)).map(({ mine }) => mine),
    }
  }

  test.each([1, 4])('are on visits however they are read, with %d shards', async (shards) => {
    const { site, query, range, record, at, mark, mines } = opened({ shards })
    const visit = at(`${day}T12:00:00Z`)
    await record(visit, at('2025-10-31T23:59:59Z'), at(`${day}T11:00:00Z`, { visitor: 'b'.repeat(24) }))
    await mark()
    expect(await mines(query.visitsOf(range))).toEqual([true, null, null])
    expect(await mines(query.visitsOfNetwork({ ...range, network: 64496 }))).toEqual([true, null, null])
    expect(await query.visit(site, visit.id)).toEqual({ ...visit, mine: true })
    const period = parsePeriod({ from: day, to: day })
    for (const from of shards === 1 ? [] : (['partition', 'day'] as const)) {
      const numbers = Array.from({ length: shards }, (_, number) => ({ number, of: shards, from }))
      const all = await Promise.all(
        numbers.map((shard) => allOf(query.visitsOf({ ...range, period, shard }))),
      )
      expect(all.flat().flatMap(({ mine, id }) => (mine ? [id] : []))).toEqual([visit.id])
    }
  })

  test('say no against the setting, and the last one holds', async () => {
    const { query, range, record, at, mark, mines } = opened()
    await record(at(`${day}T12:00:00Z`, { mine: true }))
    expect(await mines(query.visitsOf(range))).toEqual([true])
    await mark({ mine: false })
    expect(await mines(query.visitsOf(range))).toEqual([false])
    await query.addMineMark({ site: range.site, day, subject: visitor, mine: true })
    expect(await mines(query.visitsOf(range))).toEqual([false])
    await mark()
    expect(await mines(query.visitsOf(range))).toEqual([true])
  })

  test('of the first and the last moment of a month are that month’s', async () => {
    const { query, range, record, at, mark, mines } = opened()
    await record(at('2025-10-01T00:00:00Z'), at('2025-10-31T23:59:59.999Z'), at('2025-11-01T00:00:00Z'))
    for (const one of ['2025-10-01', '2025-10-31']) await mark({ day: one })
    expect(await mines(query.visitsOf(range))).toEqual([null, true, true])
  })

  test.each(['#', '~'.repeat(900), '2025-11-32', '\u{10ffff}', 'SITE#x#MINE'])(
    'are about a visitor of any name: %j',
    async (name) => {
      const { query, range, record, at, mark, mines } = opened()
      await record(at(`${day}T12:00:00Z`, { visitor: name }), at(`${day}T11:00:00Z`))
      await mark({ subject: name })
      expect(await mines(query.visitsOf(range))).toEqual([true, null])
      expect(await query.mineMark({ site: range.site, day, subject: name })).toBe(true)
    },
  )

  test('stay as long as the day’s visits, and go with a site', async () => {
    const { site, query, range, record, at, mark, mines, pass } = opened({ retentionDays: 3 })
    await record(at(`${day}T12:00:00Z`))
    await mark()
    pass(3 * 86_400_000)
    expect(await mines(query.visitsOf(range))).toEqual([true])
    await query.removeSite(site, () => true)
    expect(await query.mineMark({ site, day, subject: visitor })).toBeNull()
  })
})

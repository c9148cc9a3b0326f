import type { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import type { ItemTable } from '../../lambda/store/item-table'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { daysPartition, siteKey } from '../../lambda/store/keys'
import { clientOf, type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder, visitAt } from './fixtures'

const dayLength = 86_400_000
const noon = Date.parse('2026-11-22T12:00:00Z')

describe.each(engines)('the first and last day of a site on %s', (engine) => {
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

  /** A site of its own. @param clock milliseconds since 1970 */
  function site() {
    const name = `days-${++sites}.example`
    const functionAt = (clock: number, table: ItemTable = database.items) => {
      const store = dynamoRecordStore({ table, retentionDays: 30, now: () => new Date(clock) })
      return (day: string) => store.add(visitAt(`${day}T11:00:00Z`, { site: name }))
    }
    return {
      name,
      functionAt,
      /** What `sites` tells of it, and for how many reads of days. */
      async told(clock = noon) {
        const client = clientOf(database)
        let reads = 0
        client.middlewareStack.add(
          (next) => (args) => {
            const { ExpressionAttributeValues } = args.input as Partial<QueryCommand['input']>
            if (ExpressionAttributeValues?.[':pk'] === daysPartition(name)) reads += 1
            return next(args)
          },
          { step: 'initialize' },
        )
        const store = dynamoQueryStore({ client, tableName: database.tableName, now: () => new Date(clock) })
        const { firstDay, lastDay } = (await store.sites()).find((one) => one.site === name) ?? {}
        return { firstDay, lastDay, reads, noteSiteDays: store.noteSiteDays }
      },
    }
  }

  test.each([
    [['2026-11-22'], '2026-11-22', '2026-11-22'],
    [['2026-11-20', '2026-11-21', '2026-11-22'], '2026-11-20', '2026-11-22'],
    [['2026-11-22', '2026-11-20', '2026-11-21'], '2026-11-20', '2026-11-22'],
  ])('after visits on %j its own item says %s and %s', async (days, firstDay, lastDay) => {
    const { functionAt, told } = site()
    const record = functionAt(noon)
    for (const day of days) await record(day)
    expect(await told()).toMatchObject({ firstDay, lastDay, reads: 0 })
  })

  test('no day is lost when eight functions note days at once', async () => {
    const { functionAt, told } = site()
    const days = Array.from({ length: 8 }, (_, at) => `2026-11-1${at}`)
    await Promise.all(days.map((day) => functionAt(noon)(day)))
    expect(await told()).toMatchObject({ firstDay: '2026-11-10', lastDay: '2026-11-17', reads: 0 })
  })

  test('the item of an earlier version says nothing: the table is asked until the rollup has noted it', async () => {
    const { name, functionAt, told } = site()
    for (const day of ['2026-11-20', '2026-11-21']) await functionAt(noon)(day)
    await database.items.put(siteKey(name)) // as it was put then
    const { noteSiteDays, ...asked } = await told()
    expect(asked).toEqual({ firstDay: '2026-11-20', lastDay: '2026-11-21', reads: 2 })
    await functionAt(noon)('2026-11-22') // knows neither: this day may be a log's, and others later
    expect(await told()).toMatchObject({ firstDay: '2026-11-20', lastDay: '2026-11-22', reads: 2 })
    await noteSiteDays()
    expect(await told()).toMatchObject({ firstDay: '2026-11-20', lastDay: '2026-11-22', reads: 0 })
  })

  test('a first day whose visits have expired is the first no more', async () => {
    const { functionAt, told } = site()
    await functionAt(noon - 20 * dayLength)('2026-11-02')
    await functionAt(noon)('2026-11-22')
    const late = noon + 13 * dayLength
    const { noteSiteDays, ...asked } = await told(late)
    expect(asked).toEqual({ firstDay: '2026-11-22', lastDay: '2026-11-22', reads: 1 }) // the expired one is in the same read
    await noteSiteDays()
    expect(await told(late)).toMatchObject({ firstDay: '2026-11-22', lastDay: '2026-11-22', reads: 0 })
    expect(await told(noon + 60 * dayLength)).toMatchObject({ firstDay: null, lastDay: null })
  })

  test('a function that has marked a day looks again after ten minutes, and at nothing before', async () => {
    const { name } = site()
    const calls: string[] = []
    const table: ItemTable = {
      get: (key) => {
        calls.push(`get ${key.pk.split('#').at(-1)}`)
        return database.items.get(key)
      },
      put: (item, condition) => {
        calls.push(`put ${item.pk.includes('#DAY#') ? 'VISIT' : item.pk.split('#').at(-1)}`)
        return database.items.put(item, condition)
      },
    }
    let time = noon
    const store = dynamoRecordStore({ table, retentionDays: 30, now: () => new Date(time) })
    const add = () => store.add(visitAt('2026-11-22T11:00:00Z', { site: name }))
    await add()
    const marks = ['get DAYS', 'get SITES', 'put SITES', 'put DAYS', 'get SITES']
    expect(calls.splice(0)).toEqual([...marks, 'put VISIT'])
    time += 599_999
    await add()
    expect(calls.splice(0)).toEqual(['put VISIT'])
    time += 1
    await add()
    expect(calls.splice(0)).toEqual(['get DAYS', 'put VISIT'])
  })
})

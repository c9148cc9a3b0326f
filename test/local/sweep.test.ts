import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { sweep } from '../../local/sweep'
import { engines, temporaryFolder, visitAt } from '../store/fixtures'

describe.each(engines)('what has expired on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  /** What is in the table of some days. */
  async function daysThere(): Promise<string[]> {
    const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }))
    const days = Items.flatMap((item) => /\d{4}-\d\d-\d\d/.exec(`${item.pk} ${item.sk}`) ?? [])
    return [...new Set(days)].toSorted()
  }

  test('is deleted, visits, marks of erased ones and days, and nothing else is', async () => {
    const site = 'ada.example'
    for (const day of ['2026-11-01', '2026-11-10', '2026-11-22']) {
      const then = () => new Date(`${day}T12:00:00Z`)
      const record = dynamoRecordStore({ table: database.items, retentionDays: 3, now: then })
      const visits = [visitAt(`${day}T11:00:00Z`, { site }), visitAt(`${day}T11:30:00Z`, { site })]
      for (const visit of visits) await record.add(visit)
      await dynamoQueryStore({ ...database, now: then }).erase(site, visits[0]?.id ?? '')
    }
    const now = () => new Date('2026-11-22T13:00:00Z')
    expect(await daysThere()).toEqual(['2026-11-01', '2026-11-10', '2026-11-22'])
    expect(await sweep(database, now)).toBe(6) // of two days: a visit, an erased one’s mark, and the day’s own marker
    expect(await daysThere()).toEqual(['2026-11-22'])
    expect(await sweep(database, now)).toBe(0)
  })
})

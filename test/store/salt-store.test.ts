import { GetCommand } from '@aws-sdk/lib-dynamodb'
import type { ItemTable } from '../../lambda/store/item-table'
import { dynamoImportSaltStore, dynamoSaltStore } from '../../lambda/store/items/salt-store'
import { todaysSaltKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder } from './fixtures'

describe.each(engines)('salts on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  const running = () => dynamoSaltStore(database.items)
  const importing = () => dynamoImportSaltStore(database.items)
  const hex = (salt: Uint8Array) => Buffer.from(salt).toString('hex')
  const stored = async () => {
    const get = new GetCommand({ TableName: database.tableName, Key: todaysSaltKey })
    return (await database.client.send(get)).Item
  }

  test('functions that start at once agree on one salt of 32 bytes', async () => {
    const salts = await Promise.all(Array.from({ length: 10 }, () => running().saltOf('2025-11-21')))
    expect(new Set(salts.map(hex)).size).toBe(1)
    expect(salts[0]).toHaveLength(32)
  })

  test('a new day overwrites the salt of the day before in place', async () => {
    const [one, other] = [running(), running()]
    const [before, alsoBefore] = [await one.saltOf('2025-11-21'), await other.saltOf('2025-11-21')]
    expect(hex(alsoBefore)).toBe(hex(before))
    const salts = await Promise.all([one.saltOf('2025-11-22'), other.saltOf('2025-11-22')])
    expect(new Set(salts.map(hex)).size).toBe(1)
    expect(hex(salts[0])).not.toBe(hex(before))
    const item = await stored()
    expect(item).toEqual({ ...todaysSaltKey, day: '2025-11-22', salt: expect.anything() })
    expect(hex(item?.salt)).toBe(hex(salts[0]))
  })

  test('a function whose clock is behind midnight takes the newer salt, and takes none back', async () => {
    const newest = await running().saltOf('2025-11-23')
    expect(hex(await running().saltOf('2025-11-22'))).toBe(hex(newest))
    expect((await stored())?.day).toBe('2025-11-23')
  })

  test('the salt of imported logs lasts, and differs from day to day', async () => {
    const [first, again, racing] = await Promise.all(
      [importing(), importing(), importing()].map((salts) => salts.saltOf('2019-01-01')),
    )
    expect(new Set([first, again, racing].map((salt) => hex(salt as Uint8Array))).size).toBe(1)
    const later = importing()
    expect(hex(await later.saltOf('2019-01-01'))).toBe(hex(first as Uint8Array))
    expect(hex(await later.saltOf('2019-01-02'))).not.toBe(hex(first as Uint8Array))
    expect((await stored())?.day).toBe('2025-11-23')
  })

  test('visits that come at once share one reading', async () => {
    let reads = 0
    const { items } = database
    const salts = dynamoSaltStore({ ...items, get: (key) => items.get(key).finally(() => reads++) })
    const days = Array.from({ length: 9 }, () => '2025-11-23')
    expect(new Set((await Promise.all(days.map(salts.saltOf))).map(hex)).size).toBe(1)
    expect(reads).toBe(1)
  })

  test('an import goes on after its salt could not be read once', async () => {
    let failures = 1
    const { items } = database
    const get: ItemTable['get'] = async (key) => {
      if (failures-- > 0) throw new Error('the test says no')
      return items.get(key)
    }
    const salts = dynamoImportSaltStore({ ...items, get })
    await expect(salts.saltOf('2019-01-01')).rejects.toThrow('the test says no')
    expect(await salts.saltOf('2019-01-01')).toHaveLength(32)
  })
})

import type { ItemTable } from '../../lambda/store/item-table'
import { dynamoWildcardStore } from '../../lambda/store/items/wildcard-store'
import { siteKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { engines, temporaryFolder } from './fixtures'

const noon = Date.parse('2026-11-22T12:00:00Z')
const minute = 60_000

describe.each(engines)('sites below a wildcard on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let wildcards = 0

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  /** A wildcard of its own, and functions that have just started. */
  function wildcard(sitesBelowWildcard: number) {
    const name = `*.wild-${++wildcards}.example`
    const calls = { get: 0, put: 0 }
    const table: ItemTable = {
      get: (key) => {
        calls.get += 1
        return database.items.get(key)
      },
      put: (...put) => {
        calls.put += 1
        return database.items.put(...put)
      },
    }
    const hostAt = (number: number) => `${number}${name.slice(1)}`
    return {
      name,
      calls,
      hostAt,
      started: (clock = () => noon) => {
        const now = () => new Date(clock())
        const store = dynamoWildcardStore({ table, sitesBelowWildcard, now })
        return { siteOf: (number: number) => store.siteOf(hostAt(number), name) }
      },
    }
  }

  test('the first hosts are sites of their own, the rest belong to the wildcard', async () => {
    const { name, hostAt, started } = wildcard(3)
    const { siteOf } = started()
    const sites = []
    for (const number of [1, 2, 2, 3, 4, 5, 1]) sites.push(await siteOf(number))
    expect(sites).toEqual([hostAt(1), hostAt(2), hostAt(2), hostAt(3), name, name, hostAt(1)])
  })

  test('where none may be, all belong to the wildcard', async () => {
    const { name, started } = wildcard(0)
    expect(await started().siteOf(1)).toBe(name)
  })

  test('eight functions that see forty hosts at once make five sites of them, and agree on which', async () => {
    const { name, hostAt, started } = wildcard(5)
    const functions = Array.from({ length: 8 }, () => started())
    const numbers = Array.from({ length: 40 }, (_, at) => at)
    const told = await Promise.all(
      functions.map(async ({ siteOf }, shift) => {
        const sites = new Map<number, string>()
        for (const at of numbers) {
          const number = (at + 5 * shift) % numbers.length
          sites.set(number, await siteOf(number))
        }
        return numbers.map((number) => sites.get(number))
      }),
    )
    const own = numbers.filter((number) => told[0]?.[number] !== name)
    expect(own).toHaveLength(5)
    for (const sites of told)
      expect(sites).toEqual(numbers.map((number) => (own.includes(number) ? hostAt(number) : name)))
  })

  test('a function that starts anew knows the sites there are', async () => {
    const { name, hostAt, started } = wildcard(2)
    const before = started()
    for (const number of [1, 2]) await before.siteOf(number)
    const { siteOf } = started()
    expect([await siteOf(3), await siteOf(2), await siteOf(1)]).toEqual([name, hostAt(2), hostAt(1)])
  })

  test('a site of before there was a bound keeps its name, however many there are', async () => {
    const { name, hostAt, started } = wildcard(1)
    await database.items.put(siteKey(hostAt(7)))
    const { siteOf } = started()
    expect([await siteOf(1), await siteOf(7), await siteOf(2)]).toEqual([hostAt(1), hostAt(7), name])
  })

  test('a forged host below a full wildcard costs one read, and one that is known costs nothing', async () => {
    const { calls, started } = wildcard(1)
    const { siteOf } = started()
    for (const number of [1, 2]) await siteOf(number)
    Object.assign(calls, { get: 0, put: 0 })
    for (const number of [3, 4, 5, 3, 4, 5, 1]) await siteOf(number)
    expect(calls).toEqual({ get: 3, put: 0 })
  })

  test('a place that the owner has freed is taken ten minutes later', async () => {
    const { name, hostAt, started } = wildcard(1)
    let time = noon
    const { siteOf } = started(() => time)
    expect([await siteOf(1), await siteOf(2)]).toEqual([hostAt(1), name])
    await database.items.put({ pk: 'WILDCARDS', sk: name, hosts: '' })
    expect(await siteOf(2)).toBe(name)
    time += 10 * minute
    expect([await siteOf(2), await siteOf(1)]).toEqual([hostAt(2), name])
  })
})

import type { RefusalRecord } from '../../lambda/domain/refusal/refusal-record'
import { refusalDays } from '../../lambda/domain/refusal/refusal-record'
import { dayLength } from '../../lambda/domain/time/day'
import { parsePeriod } from '../../lambda/domain/time/period'
import { dynamoRefusalQueryStore } from '../../lambda/store/dynamo/refusal-query-store'
import type { Item, ItemTable } from '../../lambda/store/item-table'
import { toItem } from '../../lambda/store/items/refusal-item'
import { dynamoRefusalRecordStore } from '../../lambda/store/items/refusal-record-store'
import { writeUnitBytes } from '../../lambda/store/items/visit-item'
import { type Database, openDatabase } from '../../local/engine/database'
import { refusalAt } from '../support/memory/refusals'
import { allOf, enginesBySize, sizeOfItem, temporaryFolder } from './fixtures'

const always = parsePeriod({})
const now = () => new Date('2026-11-22T16:00:00Z')

describe.each(enginesBySize)('the store of refusals on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database

  beforeEach(async () => {
    database = await openDatabase(folder, engine)
  })
  afterEach(async () => {
    await database.close()
    remove()
  })

  function opened(clock = now) {
    const { client, tableName } = database
    const puts: Item[] = []
    const items: ItemTable = {
      async put(item) {
        puts.push(item)
        return database.items.put(item)
      },
      get: () => Promise.reject(new Error('nothing is read to keep a refusal')),
    }
    const query = dynamoRefusalQueryStore({ client, tableName, now: clock })
    return {
      puts,
      record: dynamoRefusalRecordStore(items, now),
      list: (period = always) => allOf(query.refusalsOf(period)),
    }
  }

  const times = [
    '2026-11-22T15:00:00.001Z',
    '2026-11-22T15:00:00.000Z',
    '2026-11-22T00:00:00.000Z',
    '2026-11-21T23:59:59.999Z',
    '2026-11-01T12:00:00.000Z',
    '2026-10-31T12:00:00.000Z',
  ]

  test('a page that was stored percent-encoded is read as it is spelled now', async () => {
    const { list } = opened()
    const refusal = refusalAt('2026-11-22T15:00:00Z', { page: '/caf%C3%A9' })
    await database.items.put(toItem(refusal, { id: 'a', expiry: now().getTime() / 1000 + 1 }))
    expect(await list()).toEqual([{ ...refusal, page: '/café' }])
  })

  test('refusals are listed newest first, across days and months, as they were kept', async () => {
    const { record, list } = opened()
    const all: RefusalRecord[] = times.map((time, at) =>
      refusalAt(time, {
        host: `host-${at}.example`,
        listable: at % 2 === 0,
        site: at % 2 === 0 ? 'you.github.io' : null,
        page: at % 3 === 0 ? '/cv.html' : null,
        field: at === 1 ? 'page' : null,
        ...(at === 1 && { reason: 'malformed', host: '' }),
      }),
    )
    for (const one of all.toReversed()) await record.add(one)
    expect(await list()).toEqual(all)
  })

  test.each<[string, string, number, number]>([
    ['2026-11-22T15:00:00.000Z', '2026-11-22T15:00:00.001Z', 1, 2],
    ['2026-11-22T15:00:00.001Z', '2026-11-22T15:00:00.002Z', 0, 1],
    ['2026-11-22', '2026-11-22', 0, 3],
    ['2026-11-21', '2026-11-21', 3, 4],
    ['2026-10-31', '2026-11-01', 4, 6],
    ['2026-01-01', '2026-10-01', 6, 6],
    ['2027-01-01', '2027-12-31', 6, 6],
  ])('from %s to %s', async (from, to, first, end) => {
    const { record, list } = opened()
    for (const time of times) await record.add(refusalAt(time))
    const listed = await list(parsePeriod({ from, to }))
    expect(listed.map(({ time }) => time)).toEqual(times.slice(first, end))
  })

  test('refusals of one millisecond are all kept', async () => {
    const { record, list } = opened()
    await Promise.all(Array.from({ length: 20 }, () => record.add(refusalAt('2026-11-22T15:00:00Z'))))
    expect(await list()).toHaveLength(20)
  })

  test('more of a day than one read has are all listed', async () => {
    const { record, list } = opened()
    const second = (at: number) => new Date(Date.parse('2026-11-22T00:00:00Z') + at * 1000).toISOString()
    for (let start = 0; start < 1010; start += 101) {
      const times = Array.from({ length: 101 }, (_, at) => second(start + at))
      await Promise.all(times.map((time) => record.add(refusalAt(time))))
    }
    const listed = (await list()).map(({ time }) => time)
    expect(listed).toEqual(Array.from({ length: 1010 }, (_, at) => second(1009 - at)))
  })

  test('a refusal expires after 30 days, from the very second on', async () => {
    let clock = now()
    const { record, list } = opened(() => clock)
    const one = refusalAt('2026-11-22T15:59:59.999Z')
    await record.add(one)
    clock = new Date(now().getTime() + 30 * dayLength - 1)
    expect(await list()).toEqual([one])
    clock = new Date(now().getTime() + 30 * dayLength)
    expect(await list()).toEqual([])
  })

  test('it is one item, of its day, with nothing that says who sent it', async () => {
    const { record, puts } = opened()
    await record.add(refusalAt('2026-11-22T15:00:00Z', { page: '/cv.html' }))
    expect(puts).toEqual([
      {
        pk: 'REFUSALS#2026-11-22',
        sk: expect.stringMatching(/^2026-11-22T15:00:00\.000Z#[0-9a-f]{12}$/),
        ttl: now().getTime() / 1000 + refusalDays * 86_400,
        reason: 'origin not listed',
        host: 'www.example.org',
        listable: true,
        page: '/cv.html',
        route: 'POST /visits',
        detail: 'origin host "www.example.org" is not listed in the setting sites',
      },
    ])
  })
})

test.each(['a', 'é', '漢', '💼'])(
  'with every field at its bound, made of %s, it is one write unit',
  (character) => {
    const filled = (bytes: number) => character.repeat(Math.floor(bytes / Buffer.byteLength(character)))
    const longest = refusalAt('2026-11-22T15:00:00Z', {
      reason: 'no origin and no referer',
      host: 'h'.repeat(259),
      site: 's'.repeat(100),
      page: filled(100),
      field: filled(100),
      detail: filled(200),
    })
    const item = toItem(longest, { id: '0'.repeat(12), expiry: 1_795_362_350 })
    expect(sizeOfItem(item as Record<string, string | number | boolean>)).toBeLessThanOrEqual(writeUnitBytes)
  },
)

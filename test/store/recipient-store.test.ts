import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Recipient } from '../../lambda/domain/recipient/recipient'
import { parsePeriod } from '../../lambda/domain/time/period'
import type { Visit } from '../../lambda/domain/visit/visit'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecipientStore } from '../../lambda/store/dynamo/recipient-store'
import type { Item, ItemTable } from '../../lambda/store/item-table'
import { fetchesADay } from '../../lambda/store/items/fetch-item'
import { dynamoLinkStore } from '../../lambda/store/items/link-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { allOf, engines, sizeOfItem, temporaryFolder, visitAt } from './fixtures'

const now = () => new Date('2026-11-22T12:00:00Z')
const retentionDays = 30
const [jane, joe] = ['7k2m9qxw4c', '8k2m9qxw4c']
const recipient = (fields: Partial<Recipient> = {}): Recipient => ({
  code: jane,
  name: 'Acme, Jane Doe',
  page: 'https://you.github.io/cv',
  created: '2026-11-20T12:00:00.000Z',
  withdrawn: null,
  muted: false,
  ...fields,
})

describe.each(engines)('recipients on %s', (engine) => {
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

  /** A service with a site of its own. */
  function service({ shards = 1, time = now } = {}) {
    const site = `recipients-${++sites}.example`
    const puts: Item[] = []
    const table: ItemTable = {
      ...database.items,
      put(item, condition) {
        puts.push(item)
        return database.items.put(item, condition)
      },
    }
    const parts = { ...database, retentionDays, now: time }
    const query = dynamoQueryStore(parts)
    const period = parsePeriod({})
    return {
      ...{ site, puts, query },
      recipients: dynamoRecipientStore(parts),
      links: dynamoLinkStore({ table, retentionDays, now }),
      visits: dynamoRecordStore({ table, retentionDays, now: time, shardsOf: () => shards }),
      visit: (day: string, fields: Partial<Visit> = {}) => visitAt(`${day}T11:00:00Z`, { site, ...fields }),
      listed: (code: string, more: object = {}) =>
        allOf(query.visitsOfRecipient({ site, recipient: code, period, before: null, atOnce: 2, ...more })),
      fetches: (code: string, more: object = {}) =>
        dynamoRecipientStore(parts).fetchesOf({ site, code, period, most: 1000, ...more }),
    }
  }

  /** All items of the table that have a text in them. */
  async function itemsWith(text: string): Promise<string[]> {
    const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }))
    return Items.map((item) => JSON.stringify(item)).filter((item) => item.includes(text))
  }

  test('are kept as they were made, once each, changed and removed', async () => {
    const { recipients, links } = service()
    const other = recipient({ code: joe, name: 'Joe', withdrawn: '2026-11-21T12:00:00.000Z' })
    expect(await recipients.replaceRecipient(recipient())).toBe(false)
    expect(await recipients.addRecipient(recipient())).toBe(true)
    expect(await recipients.addRecipient(recipient({ name: 'another' }))).toBe(false)
    expect(await recipients.addRecipient(other)).toBe(true)
    expect(await recipients.recipients()).toEqual([recipient(), other])
    expect([await recipients.recipient(joe), await links.recipient(joe)]).toEqual([other, other])
    expect(await links.recipient('zzzzzzzzzz')).toBeNull()
    expect(
      await recipients.replaceRecipient({ ...other, name: 'Joseph', withdrawn: null, muted: true }),
    ).toBe(true)
    expect(await recipients.recipient(joe)).toEqual({
      ...other,
      name: 'Joseph',
      withdrawn: null,
      muted: true,
    })
    for (const code of [jane, joe]) expect(await recipients.removeRecipient(code, [])).toBe(true)
    expect(await recipients.removeRecipient(jane, [])).toBe(false)
    expect(await recipients.recipients()).toEqual([])
  })

  test('a visit by a link costs one put more, of one write unit; any other costs none', async () => {
    const { visits, visit, puts } = service()
    await visits.add(visit('2026-11-22')) // with the marks of day and site
    puts.length = 0
    await visits.add(visit('2026-11-22'))
    expect(puts).toHaveLength(1)
    await visits.add(visit('2026-11-22', { recipient: jane, scanned: true }))
    expect(puts).toHaveLength(3)
    expect(puts.map((item) => sizeOfItem(item as never)).every((size) => size < 1024)).toBe(true)
  })

  test.each([1, 4])('are listed by their own links, newest first, in %d shards', async (shards) => {
    const { visits, visit, listed } = service({ shards })
    const tagged = ['2026-11-20', '2026-11-21', '2026-11-22'].map((day) =>
      visit(day, { recipient: jane, visitor: `0123456789abcdef0123456${day.slice(-1)}` }),
    )
    for (const one of [...tagged, visit('2026-11-22'), visit('2026-11-22', { recipient: joe })])
      expect(await visits.add(one)).toBe(true)
    const newest = tagged.toReversed()
    expect(await listed(jane)).toEqual(newest)
    expect(await listed(jane, { before: `${newest[0]?.time}#${newest[0]?.id}` })).toEqual(newest.slice(1))
    expect(await listed(jane, { period: parsePeriod({ to: '2026-11-21' }) })).toEqual(newest.slice(1))
    expect(await listed(jane, { period: parsePeriod({ from: '2026-11-22' }) })).toEqual(newest.slice(0, 1))
    expect(await listed('zzzzzzzzzz')).toEqual([])
  })

  test('a message that is delivered again is listed once', async () => {
    const { visits, visit, listed } = service()
    const one = visit('2026-11-22', { recipient: jane })
    expect([await visits.add(one), await visits.add(one)]).toEqual([true, false])
    expect(await listed(jane)).toEqual([one])
  })

  test('an erased visit is not listed, its pointer goes, and no delivery brings it back', async () => {
    const { visits, visit, listed, query, site } = service()
    const [one, other] = [visit('2026-11-22', { recipient: jane }), visit('2026-11-21', { recipient: jane })]
    for (const each of [one, other]) await visits.add(each)
    expect(await query.erase(site, one.id)).toBe(true)
    expect((await itemsWith(`${site}#RECIPIENT#`)).length).toBe(1)
    expect(await listed(jane)).toEqual([other])
    expect(await visits.add(one)).toBe(false)
    expect(await listed(jane)).toEqual([other])
    expect(await query.visit(site, one.id)).toBeNull()
  })

  test('a visit that has expired, or that the setting keeps no longer, is not listed', async () => {
    const { visits, visit, listed } = service({ time: () => new Date('2026-12-21T12:00:00Z') })
    const [old, kept] = [visit('2026-11-20', { recipient: jane }), visit('2026-12-20', { recipient: jane })]
    for (const each of [old, kept]) await visits.add(each)
    expect(await listed(jane)).toEqual([kept])
  })

  test('who asked for a page’s link is kept once a browser and day, so often a day at most, and expires', async () => {
    const { links, visit, fetches, puts } = service()
    const fetch = (day: string, visitor: string) =>
      visit(day, { recipient: jane, visitor, ip: '203.0.113.0/24', asn: 64500, fetched: true })
    const hash = (at: number) => at.toString(16).padStart(24, '0')
    const first = fetch('2026-11-22', hash(7))
    await links.addFetch(first)
    await links.addFetch({ ...fetch('2026-11-22', hash(7)), time: '2026-11-22T11:30:00.000Z' })
    expect(await fetches(jane)).toEqual([{ ...first, visitor: null, ip: null }])
    for (let at = 0; at < 200; at++) await links.addFetch(fetch('2026-11-22', hash(at)))
    expect(await fetches(jane)).toHaveLength(fetchesADay)
    expect(await fetches(jane, { most: 10 })).toHaveLength(10)
    await links.addFetch(fetch('2026-11-20', hash(1)))
    expect(await fetches(jane, { period: parsePeriod({ to: '2026-11-21' }) })).toHaveLength(1)
    expect(new Set(puts.filter(({ sk }) => sk.includes('11-22')).map(({ ttl }) => ttl))).toEqual(
      new Set([Date.parse('2026-12-23T00:00:00Z') / 1000]),
    )
    await links.addFetch(visit('2026-11-19', { recipient: null }))
    expect((await itemsWith('FETCH#2026-11-19')).length).toBe(0)
  })

  test('a removed recipient takes along who asked for its link, and leaves its visits', async () => {
    const { recipients, links, visits, visit, fetches, listed, site } = service()
    await recipients.addRecipient(recipient({ page: `https://${site}/cv` }))
    const one = visit('2026-11-22', { recipient: jane })
    await visits.add(one)
    await links.addFetch(visit('2026-11-22', { recipient: jane }))
    await links.addFetch(visit('2026-11-22', { recipient: joe }))
    expect(await recipients.removeRecipient(jane, [site, 'other.example'])).toBe(true)
    expect([await fetches(jane), await listed(jane)]).toEqual([[], [one]])
    expect(await fetches(joe)).toHaveLength(1)
  })

  test('a removed site takes along its pointers, also of codes that nobody made, its recipients and their fetches', async () => {
    const [gone, kept] = [service({ shards: 3 }), service()]
    for (const { site, recipients, visits, links, visit } of [gone, kept]) {
      const code = site === gone.site ? jane : joe
      await recipients.addRecipient(recipient({ code, page: `https://${site}/cv` }))
      for (let at = 0; at < 30; at++)
        await visits.add(visit('2026-11-22', { recipient: at % 2 === 0 ? code : `z00000000${at % 8}` }))
      await links.addFetch(visit('2026-11-22', { recipient: code }))
    }
    const before = await itemsWith(kept.site)
    expect(await gone.query.removeSite(gone.site, () => true)).toMatchObject({ visits: 30, complete: true })
    expect(await itemsWith(gone.site)).toEqual([])
    expect((await itemsWith(kept.site)).length).toBe(before.length)
    expect((await kept.recipients.recipients()).map(({ code }) => code)).toEqual([joe])
    await kept.recipients.removeRecipient(joe, [kept.site])
  })

  test('thousands of made-up codes are read by nobody who asks for one that somebody made', async () => {
    const { visits, visit, listed, query, site } = service()
    const one = visit('2026-11-22', { recipient: jane })
    await visits.add(one)
    for (let at = 0; at < 300; at++) {
      const many = Array.from({ length: 10 }, (_, next) =>
        visits.add(visit('2026-11-22', { recipient: `y${String(at * 10 + next).padStart(9, '0')}` })),
      )
      await Promise.all(many)
    }
    const reads: number[] = []
    const { client } = database
    const counted = Object.create(client, {
      send: {
        value: async (command: { input: object }) => {
          Object.assign(command.input, { ReturnConsumedCapacity: 'TOTAL' })
          const answer = await client.send(command as never)
          reads.push(
            (answer as { ConsumedCapacity?: { CapacityUnits?: number } }).ConsumedCapacity?.CapacityUnits ??
              0,
          )
          return answer
        },
      },
    })
    const store = dynamoQueryStore({ ...database, client: counted, now })
    const range = { site, recipient: jane, period: parsePeriod({}), before: null, atOnce: 50 }
    expect(await allOf(store.visitsOfRecipient(range))).toEqual([one])
    expect(reads).toHaveLength(3) // its list, its visit, and what the owner said of that month's visits
    expect(reads.reduce((sum, units) => sum + units, 0)).toBeLessThanOrEqual(2)
    expect(await listed(jane)).toEqual([one])
    expect(await query.visit(site, one.id)).toEqual(one)
  })
})

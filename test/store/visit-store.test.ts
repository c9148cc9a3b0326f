import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import { isInShare, visitorShares } from '../../lambda/domain/count/visitor-share'
import { AllowanceSpent } from '../../lambda/domain/errors'
import type { NetworkId } from '../../lambda/domain/organisation/network-id'
import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { type Period, parsePeriod } from '../../lambda/domain/time/period'
import type { Position } from '../../lambda/domain/visit/listing'
import type { Visit } from '../../lambda/domain/visit/visit'
import { noNetworks } from '../../lambda/network/networks'
import { searchSittings } from '../../lambda/reports/visit-search'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { markerOutlives } from '../../lambda/store/items/day-marker'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dayKey, daysPartition } from '../../lambda/store/keys'
import type { Dynamo } from '../../lambda/store/light/client'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import type { VisitRange } from '../../lambda/store/visit-store'
import { clientOf, type Database, dynamoAt, openDatabase } from '../../local/engine/database'
import { memoryRecipients } from '../support/memory/recipients'
import { allOf, engines, fullVisit, temporaryFolder, visitAt } from './fixtures'

const always = parsePeriod({})
const now = () => new Date('2025-11-22T16:00:00Z')
/** The end of that day, in milliseconds since 1970. */
const midnight = Date.parse('2025-11-23T00:00:00Z')
const dayLength = 86_400_000

describe.each(engines)('the store of visits on %s', (engine) => {
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

  /** The two stores on a site of their own. */
  function book({ clock = now, retentionDays = 365, client = database.client, table = database.items } = {}) {
    const { tableName } = database
    const site = `site-${++sites}.example`
    const query = dynamoQueryStore({ client, tableName, now: clock })
    return {
      site,
      query,
      record: dynamoRecordStore({ table, retentionDays, now: clock }),
      at: (time: string, fields: Partial<Visit> = {}) => visitAt(time, { site, ...fields }),
      list: (range: Partial<VisitRange> = {}) =>
        allOf(query.visitsOf({ site, period: always, before: null, atOnce: 50, ...range })),
    }
  }

  describe('recording', () => {
    test('a visit that is added twice is there once, and only the first time says so', async () => {
      const { record, at, list } = book()
      const visit = at('2025-11-22T15:00:00Z')
      expect(await record.add(visit)).toBe(true)
      expect(await record.add({ ...visit, page: '/changed' })).toBe(false)
      expect(await list()).toEqual([visit])
    })

    test('of twenty deliveries at once one is the first', async () => {
      const { record, at, list } = book()
      const visit = at('2025-11-22T15:00:00Z')
      const added = await Promise.all(Array.from({ length: 20 }, () => record.add(visit)))
      expect(added.filter(Boolean)).toEqual([true])
      expect(await list()).toEqual([visit])
    })

    test('the day and the site are marked before the visit is put, and once', async () => {
      const { table, sent } = spied(database)
      const { record, at } = book({ table })
      await record.add(at('2025-11-22T15:00:00Z'))
      await record.add(at('2025-11-22T15:00:01Z'))
      await record.add(at('2025-11-23T00:00:00Z'))
      const mark = ['SITES', 'DAYS']
      expect(sent()).toEqual([...mark, 'VISIT', 'VISIT', ...mark, 'VISIT'])
    })

    test('visits that come at once wait for one mark', async () => {
      const { table, sent } = spied(database)
      const { record, at } = book({ table })
      await Promise.all(Array.from({ length: 8 }, (_, hour) => record.add(at(`2025-11-22T0${hour}:00:00Z`))))
      expect(sent()).toEqual(['SITES', 'DAYS', ...Array(8).fill('VISIT')])
    })

    test('a visit is not put when its day could not be marked', async () => {
      const { table, fail } = spied(database)
      const { record, at, list } = book({ table })
      fail('DAYS')
      await expect(record.add(at('2025-11-22T15:00:00Z'))).rejects.toThrow('the test says no')
      fail(null)
      expect(await list()).toEqual([])
      await record.add(at('2025-11-22T15:00:00Z')) // and is marked the next time
      expect(await list()).toHaveLength(1)
    })

    test('a day is marked for two days longer than its visits, and again when they are kept longer or shorter', async () => {
      const { site, record, at } = book({ retentionDays: 30 })
      const daysMarked = async () => {
        const { Items } = await database.client.send(
          new QueryCommand({
            TableName: database.tableName,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': daysPartition(site) },
          }),
        )
        const days = (seconds: number) => (seconds * 1000 - midnight) / dayLength
        return Items?.map(({ sk, first, ttl }) => [sk, days(first), days(ttl)])
      }
      const kept = (retentionDays: number) =>
        dynamoRecordStore({ table: database.items, retentionDays, now }).add(at('2025-11-22T15:00:00Z'))

      await record.add(at('2025-11-22T14:00:00Z'))
      expect(await daysMarked()).toEqual([['2025-11-22', 30, 32]])
      await kept(365)
      expect(await daysMarked()).toEqual([['2025-11-22', 30, 367]])
      await kept(7)
      expect(await daysMarked()).toEqual([['2025-11-22', 7, 367]])
    })

    test('a day begins to expire with the visit that expires first, whenever it was recorded', async () => {
      const { site, record, at, query } = book({ retentionDays: 30 })
      const expiry = async () =>
        (await query.daysOf(site, '2025-11-20', '2025-11-22')).map((one) => [
          one.day,
          (one.expiry * 1000 - midnight) / dayLength,
        ])
      await record.add(at('2025-11-22T14:00:00Z'))
      await record.add(at('2025-11-20T14:00:00Z'))
      expect(await expiry()).toEqual([
        ['2025-11-22', 30],
        ['2025-11-20', 30],
      ])
      const later = () => new Date(now().getTime() + 5 * dayLength)
      await dynamoRecordStore({ table: database.items, retentionDays: 365, now: later }).add(
        at('2025-11-20T15:00:00Z'),
      )
      expect(await expiry()).toEqual([
        ['2025-11-22', 30],
        ['2025-11-20', 30],
      ])
    })

    test('a day says whether all of its visits of a domain are in the index, which a marker of before does not', async () => {
      const { site, record, at, query } = book()
      const marker = { ...dayKey(site, '2025-11-21'), ttl: midnight / 1000 + 9e7, first: midnight / 1000 }
      await database.items.put(marker, { expression: 'attribute_not_exists(pk)' })
      for (const day of ['2025-11-21', '2025-11-22']) await record.add(at(`${day}T12:00:00Z`))
      const days = await query.daysOf(site, '2025-11-20', '2025-11-22')
      expect(days.map(({ day, hasDomains }) => [day, hasDomains])).toEqual([
        ['2025-11-22', true],
        ['2025-11-21', false],
      ])
    })

    test('a marker of a version that knew no first expiry is taken at its word, and kept', async () => {
      const { site, record, at, query } = book({ retentionDays: 30 })
      const ttl = midnight / 1000 + 12 * 86_400
      await database.items.put({ ...dayKey(site, '2025-11-22'), ttl })
      const expiry = async () => (await query.daysOf(site, '2025-11-22', '2025-11-22'))[0]?.expiry
      expect(await expiry()).toBe(ttl - markerOutlives)
      await record.add(at('2025-11-22T14:00:00Z'))
      expect(await expiry()).toBe(ttl - markerOutlives)
    })
  })

  describe('listing', () => {
    const times = [
      '2025-11-22T15:00:00.001Z',
      '2025-11-22T15:00:00.000Z',
      '2025-11-22T00:00:00.000Z',
      '2025-11-21T23:59:59.999Z',
      '2025-11-01T12:00:00.000Z',
      '2025-10-31T12:00:00.000Z',
      '2025-02-28T12:00:00.000Z',
      '2024-02-29T12:00:00.000Z',
    ] as const
    const timesOf = (visits: readonly Visit[]) => visits.map(({ time }) => time)

    let all: Visit[]
    let list: ReturnType<typeof book>['list']
    beforeAll(async () => {
      const { record, at, list: listing } = book()
      list = listing
      all = times.map((time) => at(time))
      for (const visit of all.toReversed()) await record.add(visit)
    })

    test('newest first, across days, months and years', async () => {
      expect(await list()).toEqual(all)
    })

    test.each([1, 2, 3, 7])(
      '%i shares of the visitors hold every visit once, and nobody in two',
      async (count) => {
        const { record, at, list } = book()
        const names = ['0', '00000001', '3fffffff', '55555555', '80000000', 'aaaaaaab', 'ffffffff', 'Zoë', '']
        for (const [n, name] of names.entries())
          await record.add(at(`2025-11-22T15:00:0${n}Z`, { visitor: name === '' ? null : name }))
        const all = await list()
        const shares = await Promise.all(visitorShares(count).map((share) => list({ share, atOnce: 2 })))
        expect(
          shares
            .flat()
            .map(({ visitor }) => visitor ?? '')
            .toSorted(),
        ).toEqual(names.toSorted())
        expect(shares).toEqual(
          visitorShares(count).map((share) => all.filter(({ visitor }) => isInShare(visitor, share))),
        )
      },
    )

    test.each([1, 2, 3, 5, 7, 8, 9])('reads of %i visits cover each exactly once', async (atOnce) => {
      expect(timesOf(await list({ atOnce }))).toEqual(times)
    })

    test('from every place on come the visits before it', async () => {
      const after = (visit: Visit) => list({ before: `${visit.time}#${visit.id}`, atOnce: 2 })
      const rests = await Promise.all(all.map(after))
      expect(rests.map(timesOf)).toEqual(times.map((_, at) => times.slice(at + 1)))
    })

    test.each<[string, string, number, number]>([
      ['2025-11-22T15:00:00.000Z', '2025-11-22T15:00:00.001Z', 1, 2],
      ['2025-11-22T15:00:00.001Z', '2025-11-22T15:00:00.002Z', 0, 1],
      ['2025-11-22', '2025-11-22', 0, 3],
      ['2025-11-21', '2025-11-21', 3, 4],
      ['2025-10-31', '2025-11-01', 4, 6],
      ['2024-02-29', '2024-02-29', 7, 8],
      ['2025-11-02', '2025-11-20', 4, 4],
      ['2026-01-01', '2026-12-31', 0, 0],
    ])('from %s to %s', async (from, to, first, end) => {
      expect(timesOf(await list({ period: parsePeriod({ from, to }) }))).toEqual(times.slice(first, end))
    })

    test('a place before the period leaves nothing, and one after it everything', async () => {
      const period = parsePeriod({ from: '2025-11-21', to: '2025-11-22' })
      expect(await list({ period, before: '2025-11-20T00:00:00.000Z#x' })).toEqual([])
      expect(await list({ period, before: '2025-11-21T00:00:00.000Z#' })).toEqual([])
      expect(timesOf(await list({ period, before: '2026-01-01T00:00:00.000Z#x' }))).toEqual(times.slice(0, 4))
    })

    test('visits of one millisecond are told apart by their ids', async () => {
      const { record, at, list } = book()
      const visits = Array.from({ length: 5 }, () => at('2025-11-22T15:00:00.000Z'))
      await Promise.all(visits.map((visit) => record.add(visit)))
      expect(await list({ atOnce: 2 })).toEqual(visits.toReversed())
      const third = visits[2] as Visit
      expect(await list({ before: `${third.time}#${third.id}` })).toEqual(visits.slice(0, 2).toReversed())
    })

    test('a site whose name begins like another is another', async () => {
      const { site, record, at, query } = book()
      await record.add(at('2025-11-22T15:00:00Z', { site: `${site}:8080` }))
      expect(await allOf(query.visitsOf({ site, period: always, before: null, atOnce: 9 }))).toEqual([])
    })
  })

  describe('visits of some visitors', () => {
    const visitorOf = (number: number) => number.toString(16).padStart(24, '0')
    let dense: Awaited<ReturnType<typeof crowded>>

    /** 120 visits in forty minutes, of as many visitors; only the third of the newest came before, 25 minutes earlier. */
    async function crowded() {
      const { client, reads } = counting(database)
      const { site, at, query, record } = book({ client })
      const timeOf = (second: number) =>
        new Date(Date.parse('2025-11-22T15:40:00Z') - second * 1000).toISOString()
      const visits = Array.from({ length: 120 }, (_, nth) =>
        at(timeOf(nth * 20), { visitor: visitorOf(nth) }),
      )
      visits.splice(75, 1, at(timeOf(1500), { visitor: visitorOf(2) }))
      await Promise.all(visits.map((visit) => record.add(visit)))
      return { site, query, visits, reads }
    }

    beforeAll(async () => {
      dense = await crowded()
    })

    test('arrive without those of others: a page of sittings reads what it shows, and each mark once', async () => {
      const { site, query: store, visits, reads } = dense
      const before = reads()
      const { sittings } = await searchSittings(
        { store, recipients: memoryRecipients(), networks: noNetworks, pages: defaults.pages },
        { filter: { ...parseVisitFilter({}), site }, after: null, limit: 5 },
      )
      const expected = visits.slice(0, 5).map((visit, nth) => (nth === 2 ? [visit, visits[75]] : [visit]))
      expect(sittings.map(({ views }) => views.map(({ id }) => id))).toEqual(
        expected.map((views) => views.map((visit) => visit?.id)),
      )
      const { queries, scanned, arrived } = reads()
      expect({
        queries: queries - before.queries, // corrections, days, marks, the newest 10, theirs in half an hour and on
        scanned: scanned - before.scanned,
        arrived: arrived - before.arrived,
      }).toEqual({ queries: 6, scanned: 123, arrived: 12 })
    })

    test('are looked for among as many as are allowed', async () => {
      const { site, query, visits } = dense
      const look = (left: number, visitors: readonly string[]) =>
        allOf(
          query.visitsOf({ site, period: always, before: null, atOnce: 10, visitors, allowance: { left } }),
        )
      await expect(look(30, ['nobody'])).rejects.toThrow(AllowanceSpent)
      expect(await look(130, [visitorOf(2), 'nobody'])).toEqual([visits[2], visits[75]])
    })
  })

  describe('visits of one organisation', () => {
    const isIndexed = (asn: NetworkId) => Number(asn) < 64498

    test('come newest first from the index, and no other visit is read', async () => {
      const { client, reads } = counting(database)
      const { site, at, query } = book({ client })
      const record = dynamoRecordStore({ table: database.items, retentionDays: 365, now, isIndexed })
      const ours: Visit[] = []
      for (const [day, asn] of [
        ['2025-11-20', 64496],
        ['2025-11-21', 64497],
        ['2025-11-21', 64496],
        ['2025-11-22', 64498],
        ['2025-11-22', 64496],
        ['2025-11-22', null],
      ] as const) {
        const visit = at(`${day}T12:00:00Z`, { asn })
        await record.add(visit)
        if (asn === 64496) ours.unshift(visit)
      }
      await record.add(at('2025-11-22T13:00:00Z', { asn: 64496, site: `other.${site}` }))
      const of = (asn: number, range: { period?: Period; before?: Position | null; atOnce?: number } = {}) =>
        allOf(
          query.visitsOfNetwork({ site, network: asn, period: always, before: null, atOnce: 50, ...range }),
        )

      expect(await of(64496)).toEqual(ours)
      expect(reads()).toEqual({ queries: 2, scanned: 3, arrived: 3 }) // the other one is for the month's marks, of which there are none
      expect(await of(64496, { atOnce: 1 })).toEqual(ours)
      expect(await of(64498)).toEqual([]) // its kind is not in the index
      const [newest, middle] = ours as [Visit, Visit]
      expect(await of(64496, { before: `${newest.time}#${newest.id}` })).toEqual(ours.slice(1))
      const day = { period: parsePeriod({ from: '2025-11-21', to: '2025-11-21' }) }
      expect(await of(64496, day)).toEqual([middle])
      expect(await of(64496, { ...day, before: '2025-11-20T00:00:00.000Z#x' })).toEqual([])
    })

    test('of a domain come by the domain, whatever network carried them, and not by that', async () => {
      const { site, at, query } = book()
      const record = dynamoRecordStore({
        table: database.items,
        retentionDays: 365,
        now,
        isIndexed: () => true,
      })
      const [one, two] = [64496, 64497].map((asn, hour) =>
        at(`2025-11-21T1${hour}:00:00Z`, { asn, reverseDomain: 'firm.example' }),
      ) as [Visit, Visit]
      for (const visit of [one, two, at('2025-11-21T12:00:00Z', { asn: 64496 })]) await record.add(visit)
      const of = (network: NetworkId) =>
        allOf(query.visitsOfNetwork({ site, network, period: always, before: null, atOnce: 50 }))
      expect(await of('firm.example')).toEqual([two, one])
      expect((await of(64496)).map(({ time }) => time)).toEqual(['2025-11-21T12:00:00.000Z'])
      expect(await of(64497)).toEqual([])
    })

    test('are erased from the index too, and expire there', async () => {
      let clock = now()
      const { site, at, query } = book({ clock: () => clock })
      const record = dynamoRecordStore({ table: database.items, retentionDays: 1, now, isIndexed })
      const [gone, kept] = [at('2025-11-22T15:00:00Z'), at('2025-11-22T14:00:00Z')]
      await record.add(gone)
      await record.add(kept)
      await query.erase(site, gone.id)
      const of = () =>
        allOf(query.visitsOfNetwork({ site, network: 64496, period: always, before: null, atOnce: 9 }))
      expect(await of()).toEqual([kept])
      clock = new Date(midnight + dayLength)
      expect(await of()).toEqual([])
    })
  })

  test('a correction is there until it is taken back, and the last one holds', async () => {
    const { query } = book()
    const correction = {
      subject: 4_294_967_295,
      name: 'Example AG',
      kind: 'business',
      domain: null,
      mine: false,
      muted: false,
      star: false,
      note: null,
    } as const
    const other = { ...correction, subject: 7, name: null, mine: true, muted: true, star: false, note: null }
    expect(await query.corrections()).toEqual([])
    await query.correct({ ...correction, kind: 'isp' })
    await query.correct(other)
    await query.correct(correction)
    expect(await query.corrections()).toEqual(expect.arrayContaining([correction, other]))
    expect(await query.corrections()).toHaveLength(2)
    expect(await query.removeCorrection(correction.subject)).toBe(true)
    expect(await query.removeCorrection(correction.subject)).toBe(false)
    expect(await query.corrections()).toEqual([other])
    await query.removeCorrection(other.subject)
  })

  describe('expired visits, which DynamoDB may delete days late', () => {
    test('are neither listed nor found, from midnight on', async () => {
      let clock = now()
      const { site, record, at, list, query } = book({ clock: () => clock, retentionDays: 1 })
      const visit = at('2025-11-22T15:59:00.000Z')
      await record.add(visit)
      clock = new Date(midnight + dayLength - 1)
      expect([await list(), await query.visit(site, visit.id)]).toEqual([[visit], visit])
      clock = new Date(midnight + dayLength)
      expect([await list(), await query.visit(site, visit.id)]).toEqual([[], null])
    })

    test('do not hide those behind them', async () => {
      const { record, at, list, site } = book()
      const kept = at('2025-11-20T15:00:00Z')
      await record.add(kept)
      const brief = dynamoRecordStore({ table: database.items, retentionDays: -1, now })
      for (const hour of [10, 11, 12]) await brief.add(visitAt(`2025-11-22T${hour}:00:00Z`, { site }))
      expect(await list({ atOnce: 2 })).toEqual([kept])
    })

    test('take their days with them, once the days’ own time is over', async () => {
      const { record, at, query, site } = book()
      await dynamoRecordStore({ table: database.items, retentionDays: -3, now }).add(
        visitAt('2025-11-19T00:00:00Z', { site }),
      )
      await record.add(at('2025-11-20T15:00:00Z'))
      await dynamoRecordStore({ table: database.items, retentionDays: -3, now }).add(
        visitAt('2025-11-21T00:00:00Z', { site }),
      )
      const known = (await query.sites()).find((one) => one.site === site)
      expect(known).toEqual({ site, firstDay: '2025-11-20', lastDay: '2025-11-20' })
    })
  })

  describe('one visit', () => {
    test('is found by site and id, and nowhere else', async () => {
      const { site, record, at, query } = book()
      const visit = at('2025-11-22T15:00:00.123Z')
      await record.add(visit)
      expect(await query.visit(site, visit.id)).toEqual(visit)
      expect(await query.visit('other.example', visit.id)).toBeNull()
      expect(await query.visit(site, at('2025-11-22T15:00:00.123Z').id)).toBeNull()
      expect(await query.visit(site, 'ffffffff-ffff-7fff-bfff-ffffffffffff')).toBeNull()
    })

    test('is erased once, and alone', async () => {
      const { site, record, at, query, list } = book()
      const [gone, kept] = [at('2025-11-22T15:00:00Z'), at('2025-11-22T15:00:00Z')]
      await record.add(gone)
      await record.add(kept)
      expect(await query.erase(site, gone.id)).toBe(true)
      expect(await query.erase(site, gone.id)).toBe(false)
      expect(await query.visit(site, gone.id)).toBeNull()
      expect(await list()).toEqual([kept])
    })
  })

  test('sites are listed by name, with their first and last day', async () => {
    const { site, record, at, query } = book()
    const [a, b] = [`a.${site}`, `b.${site}`]
    for (const [name, day] of [
      [b, '2025-11-22'],
      [a, '2024-12-31'],
      [b, '2025-01-01'],
      [b, '2025-06-01'],
    ] as const)
      await record.add(at(`${day}T12:00:00Z`, { site: name }))
    expect((await query.sites()).filter((known) => known.site.endsWith(`.${site}`))).toEqual([
      { site: a, firstDay: '2024-12-31', lastDay: '2024-12-31' },
      { site: b, firstDay: '2025-01-01', lastDay: '2025-11-22' },
    ])
  })

  test.each<[string, (site: string) => Partial<Visit>]>([
    ['a typical visit', () => ({})],
    ['every field at its bound, in ASCII', (site) => ({ ...fullVisit('a', site.padStart(259, 'w.')) })],
    [
      'every field at its bound, two bytes a character',
      (site) => ({ ...fullVisit('é', site.padStart(259, 'w.')) }),
    ],
    [
      'every field at its bound, three bytes a character',
      (site) => ({ ...fullVisit('漢', site.padStart(259, 'w.')) }),
    ],
    [
      'every field at its bound, four bytes a character',
      (site) => ({ ...fullVisit('💼', site.padStart(259, 'w.')) }),
    ],
  ])('%s costs one write unit', async (_, fields) => {
    const { table, units } = spied(database)
    const { site, record, at } = book({ table })
    const { id, time } = at('2025-11-22T15:00:00Z')
    expect(await record.add(at('2025-11-22T15:00:00Z', { ...fields(site), id, time }))).toBe(true)
    expect(units()).toBe(1)
  })
})

/** A table that notes what is put, and what the engine says that it cost. */
function spied(database: Database) {
  const dynamo = dynamoAt(database)
  const puts: { kind: string; units: number }[] = []
  let failing: string | null = null
  const request: Dynamo['request'] = async (operation, input) => {
    if (operation === 'GetItem') return dynamo.request(operation, input)
    const { Item } = input as { Item: { pk: { S: string }; sk: { S: string } } }
    const put = { kind: kindOf({ pk: Item.pk.S, sk: Item.sk.S }), units: Number.NaN }
    if (put.kind === failing) throw new Error('the test says no')
    puts.push(put)
    const answer = await dynamo.request(operation, { ...input, ReturnConsumedCapacity: 'TOTAL' })
    put.units = (answer.ConsumedCapacity as { CapacityUnits: number }).CapacityUnits
    return answer
  }
  return {
    table: dynamoItemTable({ dynamo: { request }, tableName: database.tableName }),
    fail: (kind: string | null) => {
      failing = kind
    },
    sent: () => puts.map(({ kind }) => kind),
    units: () => puts.find(({ kind }) => kind === 'VISIT')?.units,
  }
}

/** A client that notes how much was read. */
function counting(database: Database) {
  const client: DynamoDBDocumentClient = clientOf(database)
  const scans: number[] = []
  let arrived = 0
  client.middlewareStack.add(
    (next) => async (args) => {
      const answer = await next(args)
      const { ScannedCount, Count = 0 } = answer.output as { ScannedCount?: number; Count?: number }
      if (ScannedCount !== undefined) scans.push(ScannedCount)
      arrived += Count
      return answer
    },
    { step: 'initialize' },
  )
  const reads = () => ({
    queries: scans.length,
    scanned: scans.reduce((sum, one) => sum + one, 0),
    arrived,
  })
  return { client, reads }
}

const kindOf = ({ pk, sk }: { pk: string; sk: string }) =>
  sk.startsWith('VISIT#') ? 'VISIT' : (pk.split('#').at(-1) as string)

import { BatchWriteCommand, type DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import { dimensions } from '../../lambda/domain/count/dimension'
import { failedAgain } from '../../lambda/domain/rollup/day-failure'
import { dayCounter, type HourRollup, hourCounter } from '../../lambda/domain/rollup/rollup'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { lateKey } from '../../lambda/store/keys'
import { clientOf, type Database, openDatabase } from '../../local/engine/database'
import { described } from '../support/memory/visits'
import { random, shuffled } from '../support/random'
import { randomVisits } from '../support/random-visits'
import { engines, temporaryFolder } from './fixtures'
import { rollupItems } from './rollup-items'

const day = '2026-11-22'
const mine = {
  subject: 64497,
  name: null,
  domain: null,
  kind: null,
  mine: true,
  muted: false,
  star: false,
  note: null,
}
const visits = randomVisits({ seed: 5, count: 300, days: [day] }).map((one) => described(one, [mine]))

const dayRollup = (some = visits) => {
  const counting = dayCounter(defaults.pages)
  for (const visit of some) counting.add(visit)
  return counting.rollup()
}
const hourRollup = (hour: string, some = visits): HourRollup => {
  const counting = hourCounter(defaults.pages)
  for (const visit of some.filter(({ time }) => time.startsWith(hour))) counting.add(visit)
  return counting.rollup()
}

describe.each(engines)('the store of rollups on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  let sites = 0
  let clock = new Date('2026-11-23T00:15:00Z')

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  function book(client: DynamoDBDocumentClient = database.client) {
    const { tableName } = database
    const site = `site-${++sites}.example`
    const store = dynamoRollupStore({ client, tableName, now: () => clock })
    return { site, store, items: () => rollupItems(database, site) }
  }

  test('a day that could not be counted is kept with its reason, until it has been', async () => {
    const { site, store } = book()
    const failure = failedAgain(null, 'out of time', clock)
    await store.putFailure(site, day, failure)
    const days = { site, from: '2026-11-01', to: day }
    expect(await store.failures(days)).toEqual(new Map([[day, failure]]))
    expect(await store.failures({ ...days, to: '2026-11-21' })).toEqual(new Map())
    expect(await store.recountMarks(days)).toEqual(new Map())
    await store.putFailure(site, day, null)
    expect(await store.failures(days)).toEqual(new Map())
  })

  test('a day that was reported on late is found, until its mark is cleared', async () => {
    const { site, store } = book()
    const days = { site, from: '2026-11-01', to: day }
    await database.client.send(new PutCommand({ TableName: database.tableName, Item: lateKey(site, day) }))
    expect(await store.lateDays(days)).toEqual(new Set([day]))
    expect(await store.lateDays({ ...days, to: '2026-11-21' })).toEqual(new Set())
    expect(await store.recountMarks(days)).toEqual(new Map())
    await store.clearLateMark(site, day)
    expect(await store.lateDays(days)).toEqual(new Set())
  })

  test('the first day that was counted is found, of its site alone', async () => {
    const { site, store } = book()
    expect(await store.firstDay(site)).toBeNull()
    await store.putHour(site, '2026-11-01T10', hourRollup('2026-11-01T10'))
    expect(await store.firstDay(site)).toBeNull()
    for (const one of ['2026-11-20', '2026-11-03', day]) await store.putDay(site, one, dayRollup())
    await store.putDay(`${site}.example`, '2026-10-01', dayRollup())
    expect(await store.firstDay(site)).toBe('2026-11-03')
  })

  test('a day is read as it was put, in all its parts', async () => {
    const { site, store } = book()
    const rollup = dayRollup()
    await store.putDay(site, day, rollup)
    const days = { site, from: day, to: day }
    expect(await store.totals({ ...days, grain: 'day' })).toEqual(new Map([[day, rollup.totals]]))
    for (const one of dimensions)
      expect(await store.breakdowns(one, { ...days, grain: 'day' })).toEqual(new Map([[day, rollup.by[one]]]))
    expect(await store.clocks(days)).toEqual(new Map([[day, rollup.clocks]]))
    expect(await store.dayOrganisations(days)).toEqual(new Map([[day, rollup.attendance]]))
    expect(await store.totals({ ...days, grain: 'hour', from: `${day}T00`, to: `${day}T23` })).toEqual(
      new Map(),
    )
  })

  test('hours are read from one to another, in their order, and of their site alone', async () => {
    const { site, store } = book()
    const hours = ['21T23', '22T00', '22T01', '22T09', '22T10', '23T00'].map((hour) => `2026-11-${hour}`)
    for (const hour of hours.toReversed()) await store.putHour(site, hour, hourRollup(hour))
    await store.putHour(`${site}:8080`, '2026-11-22T05', hourRollup('2026-11-22T05'))
    const between = async (from: string, to: string) => [
      ...(await store.totals({ site, grain: 'hour', from, to })).keys(),
    ]
    expect(await between('2026-11-21T00', '2026-11-23T23')).toEqual(hours)
    expect(await between('2026-11-22T00', '2026-11-22T09')).toEqual(hours.slice(1, 4))
    expect(await between('2026-11-22T02', '2026-11-22T08')).toEqual([])
    expect(await between('2026-11-22T05', '2026-11-22T04')).toEqual([])
    const told = await store.breakdowns('page', {
      site,
      grain: 'hour',
      from: hours[3] as string,
      to: hours[3] as string,
    })
    expect(told).toEqual(new Map([[hours[3], hourRollup(hours[3] as string).by.page]]))
  })

  test('a year of days is read whole, though no one answer holds it', async () => {
    const { site, store } = book()
    const names = Array.from({ length: 480 }, (_, at) => ({
      value: `/${at}`.padEnd(39, 'x'),
      visits: 2,
      visitors: 1,
    }))
    const breakdown = { values: names, others: { values: 0, visits: 0, visitors: 0 } }
    const all = Object.fromEntries(['people', 'bots', 'mine', 'mineBots'].map((one) => [one, breakdown]))
    const empty = hourCounter(defaults.pages).rollup()
    const hours = Array.from({ length: 24 }, (_, at) => `2026-11-22T${String(at).padStart(2, '0')}`)
    for (const hour of hours) await store.putHour(site, hour, { ...empty, by: { ...empty.by, page: all } })
    const told = await store.breakdowns('page', { site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
    expect([...told.keys()]).toEqual(hours) // 2 MB, of which one answer holds half
    expect(told.get(`${day}T23`)).toEqual(all)
  })

  test('putting again changes nothing, in whatever order the visits came, and puts what is new', async () => {
    const { site, store, items } = book()
    await store.putDay(site, day, dayRollup())
    const first = await items()
    expect(first).toHaveLength(18)
    await store.putDay(site, day, dayRollup(shuffled(visits, random(1))))
    expect(await items()).toEqual(first)
    await store.putDay(site, day, dayRollup(visits.slice(1)))
    expect(await items()).not.toEqual(first)
    expect(await items()).toHaveLength(18)
  })

  test('the totals are put last, when all else is there', async () => {
    const { client, sent } = spied(database)
    const { site, store } = book(client)
    await store.putDay(site, day, dayRollup())
    await store.putHour(site, `${day}T15`, hourRollup(`${day}T15`))
    const readParts = ['engagement', 'secondsInFront', 'sectionInView', 'link']
    const parts = dimensions.map((one) => (one === 'folder' ? 'section' : one))
    expect(sent()).toEqual([[...parts, 'clock', 'attendance', ...readParts], ['total'], parts, ['total']])
  })

  test('where the rest could not be put there are no totals', async () => {
    const { client, fail } = spied(database)
    const { site, store } = book(client)
    fail('page')
    await expect(store.putDay(site, day, dayRollup())).rejects.toThrow('the test says no')
    expect(await store.totals({ site, grain: 'day', from: day, to: day })).toEqual(new Map())
  })

  test('what DynamoDB leaves of a batch is sent again, until all is taken', async () => {
    const { client, leave, sent } = spied(database)
    const { site, store, items } = book(client)
    leave(5)
    await store.putDay(site, day, dayRollup())
    expect(sent().map(({ length }) => length)).toEqual([17, 12, 7, 2, 1]) // five are taken at a time
    expect(await items()).toHaveLength(18)
    expect((await store.totals({ site, grain: 'day', from: day, to: day })).get(day)).toEqual(
      dayRollup().totals,
    )
  })

  test('when networks were first seen is put, corrected and taken back, of its site alone', async () => {
    const { site, store } = book()
    const [first, later] = ['2026-11-20T08:00:00.000Z', '2026-11-21T08:00:00.000Z']
    expect(await store.firstSeen(site)).toEqual(new Map())
    await store.putFirstSeen(site, new Map())
    const many = Array.from({ length: 60 }, (_, at) => [4_294_967_295 - at, first] as const)
    await store.putFirstSeen(site, new Map(many))
    await store.putFirstSeen(`${site}:8080`, new Map([[64496, later]]))
    expect(await store.firstSeen(site)).toEqual(new Map(many.toReversed()))
    const gone = many.slice(2).map(([asn]) => [asn, null] as const)
    await store.putFirstSeen(site, new Map([...gone, [4_294_967_295, later], [1, first]]))
    expect([...(await store.firstSeen(site))]).toEqual([
      [1, first],
      [4_294_967_294, first],
      [4_294_967_295, later],
    ])
    expect(await store.firstSeen(`${site}:8080`)).toEqual(new Map([[64496, later]]))
  })

  describe('a day that is reopened', () => {
    const days = (site: string) => ({ site, from: '0000-01-01', to: '9999-12-31' })

    test('is so until it is settled, and others are not', async () => {
      const { site, store } = book()
      clock = new Date('2026-11-23T00:15:00.001Z')
      await store.markForRecount(site, day)
      await store.markForRecount(site, '2026-11-20')
      const said = '2026-11-23T00:15:00.001Z'
      expect(await store.recountMarks(days(site))).toEqual(
        new Map([
          ['2026-11-20', said],
          [day, said],
        ]),
      )
      expect(await store.recountMarks({ site, from: day, to: day })).toEqual(new Map([[day, said]]))
      await store.clearRecountMark(site, day, said)
      expect(await store.recountMarks(days(site))).toEqual(new Map([['2026-11-20', said]]))
    })

    test('and again in between stays so', async () => {
      const { site, store } = book()
      clock = new Date('2026-11-23T00:15:00.001Z')
      await store.markForRecount(site, day)
      clock = new Date('2026-11-23T00:15:00.002Z')
      await store.markForRecount(site, day)
      await store.clearRecountMark(site, day, '2026-11-23T00:15:00.001Z')
      expect(await store.recountMarks(days(site))).toEqual(new Map([[day, '2026-11-23T00:15:00.002Z']]))
      await store.clearRecountMark(site, day, '2026-11-23T00:15:00.002Z')
      await store.clearRecountMark(site, day, '2026-11-23T00:15:00.002Z') // once more, by a run beside
      expect(await store.recountMarks(days(site))).toEqual(new Map())
    })

    test('is not among the rollups, nor they among the reopened', async () => {
      const { site, store } = book()
      await store.markForRecount(site, day)
      await store.putDay(site, '2026-11-21', dayRollup([]))
      expect([...(await store.totals({ ...days(site), grain: 'day' })).keys()]).toEqual(['2026-11-21'])
      expect([...(await store.recountMarks(days(site))).keys()]).toEqual([day])
    })
  })
})

/** A client that notes the parts of every batch, fails at one, or takes only so many of a batch. */
function spied(database: Database) {
  const client = clientOf(database)
  const batches: string[][] = []
  let failing: string | null = null
  let most = Number.POSITIVE_INFINITY
  const send = client.send.bind(client)
  client.send = (async (command: object) => {
    if (!(command instanceof BatchWriteCommand)) return send(command as never)
    const given = command.input.RequestItems?.[database.tableName] ?? []
    const parts = given.map((one) => String(one.PutRequest?.Item?.sk).split('#')[1] as string)
    batches.push(parts)
    if (failing !== null && parts.includes(failing)) throw new Error('the test says no')
    await send(new BatchWriteCommand({ RequestItems: { [database.tableName]: given.slice(0, most) } }))
    const left = given.slice(most)
    return { UnprocessedItems: left.length === 0 ? {} : { [database.tableName]: left } }
  }) as typeof client.send
  return {
    client,
    sent: () => batches,
    fail: (part: string) => {
      failing = part
    },
    leave: (count: number) => {
      most = count
    },
  }
}

import { BatchWriteCommand, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import { eraseAll } from '../../lambda/counting/erasure'
import { rollUp } from '../../lambda/counting/roll-up'
import { describer } from '../../lambda/domain/describe/described-visit'
import { dayCounter } from '../../lambda/domain/rollup/rollup'
import { hourOf } from '../../lambda/domain/time/day'
import type { Visit } from '../../lambda/domain/visit/visit'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { networks } from '../support/memory/visits'
import { randomVisits } from '../support/random-visits'

const day = '2026-03-01'
const period = { start: `${day}T00:00:00.000Z`, end: '2026-03-02T00:00:00.000Z' }
const describeVisit = describer({ networks, corrections: [] })

const { folder, remove } = temporaryFolder()
let database: Database
beforeAll(async () => {
  database = await openDatabase(folder)
}, 60_000)
afterAll(async () => {
  await database.close()
  remove()
})

let seed = 0

/** A site whose visits of a day have been counted, and begin to expire in ten minutes: its day cannot be counted again. */
async function expiringDay() {
  const site = `expiring-${++seed}.example`
  let time = '2026-03-01T23:00:00Z'
  const now = () => new Date(time)
  const own = (visit: Visit) => ({
    ...visit,
    id: visit.id.slice(0, -12) + seed.toString(16).padStart(4, '0') + visit.id.slice(-8),
  })
  const visits = randomVisits({ seed, count: 12, days: [day], sites: [site], visitors: 5 }).map(own)
  const record = dynamoRecordStore({ table: database.items, retentionDays: 1, now })
  for (const visit of visits) await record.add(visit)
  const parts = { ...database, now }
  const [store, rollups] = [dynamoQueryStore(parts), dynamoRollupStore(parts)]
  const counting = { store, rollups, networks, pages: defaults.pages, now }
  time = '2026-03-02T01:00:00Z'
  await rollUp(counting, { site })
  time = '2026-03-02T23:50:00Z'
  return {
    site,
    visits,
    rollups,
    at: (later: string) => {
      time = later
    },
    count: () => rollUp(counting, { site }),
    /** @param client by which the erasing function writes */
    erase: (gone: readonly Visit[], client = database.client) => {
      const own = { ...parts, client }
      return eraseAll({ ...counting, store: dynamoQueryStore(own), rollups: dynamoRollupStore(own) }, gone)
    },
    /** The visits that are still there. */
    async left(): Promise<Visit[]> {
      const left: Visit[] = []
      for await (const visit of store.visitsOf({ site, period, before: null, atOnce: 100 })) left.push(visit)
      return left
    },
    /** What is told of the day and its hours. */
    async told() {
      const days = { site, from: day, to: day }
      const [totals, pages, hours, clocks, attendances, firstSeen] = await Promise.all([
        rollups.totals({ ...days, grain: 'day' }),
        rollups.breakdowns('page', { ...days, grain: 'day' }),
        rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` }),
        rollups.clocks(days),
        rollups.dayOrganisations(days),
        rollups.firstSeen(site),
      ])
      return {
        ...{ totals: totals.get(day), pages: pages.get(day), clocks: clocks.get(day) },
        hours: [...hours].filter(([, one]) => Object.keys(one).length > 0).map(([hour]) => hour),
        networks: attendances.get(day)?.present.map(({ id, visits, visitors }) => [id, visits, visitors]),
        firstSeen: [...firstSeen.keys()].toSorted(),
      }
    },
  }
}

type ExpiringDay = Awaited<ReturnType<typeof expiringDay>>

/** The day is told as a day would be that had only the visits which are left. */
async function expectCountsOfLeft({ left, told }: ExpiringDay): Promise<void> {
  const counter = dayCounter(defaults.pages)
  const visits = await left()
  for (const visit of visits) counter.add(describeVisit(visit))
  const { totals, by, clocks, attendance } = counter.rollup()
  const { firstSeen, networks, ...counted } = await told()
  expect(counted).toEqual({
    ...{ totals, pages: by.page, clocks },
    hours: [...new Set(visits.map(({ time }) => hourOf(time)))].toSorted(),
  })
  expect(new Map(networks?.map(([asn, ...counts]) => [asn, counts]))).toEqual(
    new Map(attendance.present.map(({ id, visits, visitors }) => [id, [visits, visitors]])),
  )
  const present = new Set(attendance.present.map(({ id }) => id))
  expect(firstSeen.filter((asn) => !present.has(asn))).toEqual([])
}

/** A client whose process is killed at its nth write: half of a batch may have been written. */
function killedAt(nth: number): { client: Database['client']; wasKilled: () => boolean } {
  let writes = 0
  const client = Object.create(database.client) as Database['client']
  const send = database.client.send.bind(database.client) as (command: unknown) => Promise<unknown>
  client.send = async (command: unknown) => {
    const isBatch = command instanceof BatchWriteCommand
    if (!isBatch && !(command instanceof PutCommand) && !(command instanceof DeleteCommand))
      return send(command)
    writes += 1
    if (writes < nth) return send(command)
    if (isBatch && writes === nth) {
      const [[table, requests] = ['', []]] = Object.entries(command.input.RequestItems ?? {})
      const half = requests.slice(0, Math.ceil(requests.length / 2))
      await send(new BatchWriteCommand({ RequestItems: { [table]: half } }))
    }
    throw new Error('killed')
  }
  return { client, wasKilled: () => writes >= nth }
}

test('a function that is killed at any of its writes leaves nothing that the next counting does not finish', async () => {
  for (let nth = 1; ; nth++) {
    const book = await expiringDay()
    const { client, wasKilled } = killedAt(nth)
    await book.erase(book.visits.slice(0, 3), client).catch(() => {})
    if (!wasKilled()) {
      await expectCountsOfLeft(book)
      expect(nth).toBeGreaterThan(6)
      return
    }
    book.at('2026-03-02T23:53:00Z')
    await book.count()
    await expectCountsOfLeft(book)
    expect(await book.rollups.erasures({ site: book.site, from: day, to: day })).toEqual(new Map())
  }
}, 120_000)

test('erasures that come at once take off what each has erased', async () => {
  const book = await expiringDay()
  const erased = await Promise.all(
    [0, 3, 6].map((from) => book.erase(book.visits.slice(from, from + 4))), // they overlap
  )
  expect(erased.reduce((sum, one) => sum + one)).toBe(10)
  expect(await book.left()).toHaveLength(2)
  await expectCountsOfLeft(book)
})

test('an erasure waits for one that is under way, and goes on with one whose beginner has ended', async () => {
  const book = await expiringDay()
  await book.erase(book.visits.slice(0, 2), killedAt(4).client).catch(() => {})
  book.at('2026-03-02T23:53:00Z')
  expect(await book.erase(book.visits.slice(2, 4))).toBe(2)
  expect(await book.left()).toHaveLength(8)
  await expectCountsOfLeft(book)
})

test('a day that cannot be counted again does not stay marked for it', async () => {
  const book = await expiringDay()
  await book.erase(book.visits.slice(0, 1))
  const marked = async () => [
    ...(await book.rollups.recountMarks({ site: book.site, from: day, to: day })).keys(),
  ]
  expect(await marked()).toEqual([day])
  book.at('2026-03-03T00:12:00Z')
  await book.count()
  expect(await marked()).toEqual([])
})

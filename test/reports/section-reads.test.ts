import { defaults } from '../../lambda/contract'
import type { AskedBy } from '../../lambda/domain/report/report'
import { parseVisitFilter } from '../../lambda/domain/report/visit-filter'
import { dayCounter } from '../../lambda/domain/rollup/rollup'
import { daysBetween } from '../../lambda/domain/time/day'
import { zoneOf } from '../../lambda/domain/time/zone'
import { countStats } from '../../lambda/reports/stats'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { memoryRecipients } from '../support/memory/recipients'
import { described, networks } from '../support/memory/visits'
import { randomVisits } from '../support/random-visits'
import { withReadings } from '../support/readings'
import { inFull } from '../support/size'

const [from, to] = ['2026-10-02', '2026-10-31']
const days = daysBetween(from, to)
const now = () => new Date('2026-11-22T15:45:50.123Z')
const site = (visits: number) => `of-${visits}.example`

/** The rollup of a day with as many visits, each read for some time, in the same six sections of three pages. */
function rollupOf(visits: number) {
  const counting = dayCounter(defaults.pages)
  const random = randomVisits({ seed: visits, count: visits, days: [from], visitors: visits, pages: 3 })
  for (const visit of withReadings(random, visits)) counting.add(described(visit))
  return counting.rollup()
}

describe('read units of a report of 30 days', () => {
  const { folder, remove } = temporaryFolder()
  const sizes = [10_000, inFull(1_000_000, 300_000)]
  let database: Database
  let units = 0

  beforeAll(async () => {
    database = await openDatabase(folder)
    const store = dynamoRollupStore({ ...database, now })
    for (const visits of sizes) {
      const rollup = rollupOf(Math.round(visits / days.length))
      for (const day of days) await store.putDay(site(visits), day, rollup)
    }
    database.client.middlewareStack.add(
      (next) => async (asked) => {
        const answer = await next({ ...asked, input: { ...asked.input, ReturnConsumedCapacity: 'TOTAL' } })
        const { ConsumedCapacity } = answer.output as { ConsumedCapacity?: { CapacityUnits?: number } }
        units += ConsumedCapacity?.CapacityUnits ?? Number.NaN
        return answer
      },
      { step: 'initialize' },
    )
  }, 120_000)
  afterAll(async () => {
    await database.close()
    remove()
  })

  async function readFor(visits: number, by: readonly AskedBy[], page = ''): Promise<number> {
    const parts = {
      store: dynamoQueryStore({ ...database, now }),
      rollups: dynamoRollupStore({ ...database, now }),
      recipients: memoryRecipients(),
    }
    const filter = parseVisitFilter({ site: site(visits), from, to, ...(page !== '' && { page }) })
    units = 0
    const report = await countStats(
      { ...parts, facts: { networks, corrections: [] }, pages: defaults.pages, now },
      { filter, zone: zoneOf('UTC'), by, internal: 'exclude' },
    )
    expect(report.totals.visits).toBeGreaterThan(page === '' ? visits / 3 : 0)
    expect(report.by.get(by[0] as 'section')?.values.length).toBeGreaterThan(2)
    return units
  }

  test.each([
    [['section'], ''],
    [['link'], ''],
    [['section', 'link'], ''],
    [['section'], '/0'],
  ] as const)('by %j are the same for many visits as for few, page %p', async (by, page) => {
    const [few, many] = [
      await readFor(sizes[0] as number, by, page),
      await readFor(sizes[1] as number, by, page),
    ]
    expect(many).toBe(few)
    expect(few).toBeLessThan(10)
  })

  test('with times in front they grow by how many different times there are, and not without end', async () => {
    const many = await readFor(sizes[1] as number, ['kind'])
    expect(many).toBeLessThan(60)
  })
})

import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { defaults } from '../../lambda/contract'
import { dayCounter } from '../../lambda/domain/rollup/rollup'
import { parsePeriod } from '../../lambda/domain/time/period'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dynamoWildcardStore } from '../../lambda/store/items/wildcard-store'
import { type Database, openDatabase } from '../../local/engine/database'
import { allOf, engines, temporaryFolder, visitAt } from './fixtures'

const now = () => new Date('2026-11-22T12:00:00Z')
const wildcard = '*.example.com'
const [gone, kept] = ['gone.example.com', 'kept.example.com']
const always = () => true
const all = (site: string) => ({ site, period: parsePeriod({}), before: null, atOnce: 50 })

describe.each(engines)('removing a site on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database

  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  const store = () => dynamoQueryStore({ ...database, now })
  const wildcards = (sitesBelowWildcard = 2) =>
    dynamoWildcardStore({ table: database.items, sitesBelowWildcard, now })

  /** All keys in the table that name a site, with the wildcard's hosts. */
  async function itemsOf(site: string): Promise<string[]> {
    const { Items = [] } = await database.client.send(new ScanCommand({ TableName: database.tableName }))
    return Items.map((item) => JSON.stringify(item)).filter((text) => text.includes(site))
  }

  async function record(site: string, days: readonly string[], perDay: number): Promise<void> {
    await wildcards().siteOf(site, wildcard)
    const shardsOf = () => 3
    const visits = dynamoRecordStore({ table: database.items, retentionDays: 30, now, shardsOf })
    for (const day of days)
      for (let at = 0; at < perDay; at++) await visits.add(visitAt(`${day}T11:00:00Z`, { site }))
    const rollups = dynamoRollupStore({ ...database, now })
    await rollups.putDay(site, days[0] as string, dayCounter(defaults.pages).rollup())
    await rollups.putFirstSeen(site, new Map([[64496, '2026-11-20T11:00:00.000Z']]))
    await rollups.markForRecount(site, days[0] as string)
  }

  test('leaves days marked whose visits may be on their way, so that a function that trusts the mark puts none that nobody finds', async () => {
    const shardsOf = () => 1
    const running = dynamoRecordStore({ table: database.items, retentionDays: 30, now, shardsOf })
    for (const day of ['2026-11-20', '2026-11-22'])
      await running.add(visitAt(`${day}T11:00:00Z`, { site: 'listed.example.com' }))
    expect(await store().removeSite('listed.example.com', always, '2026-11-21')).toEqual({
      visits: 2,
      days: 2,
      complete: true,
    })
    expect(await allOf(store().visitsOf(all('listed.example.com')))).toEqual([])
    const late = visitAt('2026-11-22T11:58:00Z', { site: 'listed.example.com' })
    await running.add(late)
    expect(await allOf(store().visitsOf(all('listed.example.com')))).toEqual([late])
    expect(await store().sites()).toContainEqual({
      site: 'listed.example.com',
      firstDay: '2026-11-22',
      lastDay: '2026-11-22',
    })
    await store().removeSite('listed.example.com', always)
  })

  describe('where its first visit of a day comes meanwhile, lists it', () => {
    const come = async (site: string, table = database.items) => {
      const late = visitAt('2026-11-22T11:58:00Z', { site })
      await dynamoRecordStore({ table, retentionDays: 30, now }).add(late)
      return late
    }
    const listed = async (site: string) =>
      (await store().sites()).filter((one) => one.site === site).map(({ lastDay }) => lastDay)

    test('before its item goes', async () => {
      const site = 'before.example.com'
      await dynamoRecordStore({ table: database.items, retentionDays: 30, now }).add(
        visitAt('2026-11-20T11:00:00Z', { site }),
      )
      const client: Database['client'] = Object.create(database.client)
      client.send = async (command: object) => {
        if (command instanceof DeleteCommand && command.input.Key?.sk === site) await come(site)
        return database.client.send(command as never)
      }
      await dynamoQueryStore({ ...database, client, now }).removeSite(site, always)
      expect(await listed(site)).toEqual(['2026-11-22'])
      await store().removeSite(site, always)
    })

    test('after its item went, and before the day is marked', async () => {
      const site = 'after.example.com'
      const table: Database['items'] = {
        ...database.items,
        get: (key) => database.items.get(key),
        async put(item, condition) {
          if (item.sk === '2026-11-22') await store().removeSite(site, always)
          return database.items.put(item, condition)
        },
      }
      await come(site, table)
      expect(await listed(site)).toEqual(['2026-11-22'])
      await store().removeSite(site, always)
    })
  })

  test('takes all that is kept of it, says how much, and leaves every other site', async () => {
    await record(gone, ['2026-11-20', '2026-11-22'], 40)
    await record(kept, ['2026-11-22'], 3)
    const before = await itemsOf(kept)
    const [newest] = await allOf(store().visitsOf(all(gone)))
    await store().erase(gone, newest?.id ?? '')
    expect(await store().removeSite(gone, always)).toEqual({ visits: 79, days: 2, complete: true })
    expect(await itemsOf(gone)).toEqual([])
    expect((await itemsOf(kept)).length).toBe(before.length)
    expect((await store().sites()).map(({ site }) => site)).toEqual([kept])
  })

  test('goes on where it stopped, when there was no time for all of it', async () => {
    await record(gone, ['2026-11-20', '2026-11-21', '2026-11-22'], 4)
    let pages = 0
    const parts = [await store().removeSite(gone, () => pages++ < 4)]
    while (parts.at(-1)?.complete === false) parts.push(await store().removeSite(gone, () => pages++ % 5 > 0))
    expect(parts[0]).toMatchObject({ complete: false })
    expect((await store().sites()).map(({ site }) => site)).toEqual([kept])
    expect(parts.reduce((sum, { visits }) => sum + visits, 0)).toBe(12)
    expect(parts.reduce((sum, { days }) => sum + days, 0)).toBe(3)
    expect(await itemsOf(gone)).toEqual([])
  })

  test('gives its place below the wildcard to another host', async () => {
    await record(gone, ['2026-11-22'], 1)
    expect(await wildcards().siteOf('third.example.com', wildcard)).toBe(wildcard)
    await store().removeSite(gone, always)
    expect(await wildcards().siteOf('third.example.com', wildcard)).toBe('third.example.com')
  })

  test('its next visit brings it back, ten minutes later where the function had marked its day', async () => {
    let time = now().getTime()
    const clock = () => new Date(time)
    const site = 'you.example'
    const visits = dynamoRecordStore({ table: database.items, retentionDays: 30, now: clock })
    await visits.add(visitAt('2026-11-22T11:00:00Z', { site }))
    await store().removeSite(site, always)
    time += 600_000
    await visits.add(visitAt('2026-11-22T12:10:00Z', { site }))
    expect(await allOf(store().visitsOf(all(site)))).toHaveLength(1)
    expect((await store().sites()).find((one) => one.site === site)).toEqual({
      site,
      firstDay: '2026-11-22',
      lastDay: '2026-11-22',
    })
  })
})

import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { countShard } from '../../lambda/counting/shards/count-shard'
import type { ShardTask } from '../../lambda/counting/shards/sharding'
import type { ShardRound } from '../../lambda/domain/rollup/shard-round'
import { noNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoShardStore } from '../../lambda/store/dynamo/shard-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { partialsPartition } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { randomVisits } from '../support/random-visits'
import { enginesBySize, temporaryFolder } from './fixtures'
import { itemsOf, rollupItems } from './rollup-items'

const [day, shards] = ['2025-11-22', 4]
const now = () => new Date('2025-11-23T16:00:00Z')

describe.each(enginesBySize)('a day counted by four functions on %s', (engine) => {
  const { folder, remove } = temporaryFolder()
  let database: Database
  beforeAll(async () => {
    database = await openDatabase(folder, engine)
  })
  afterAll(async () => {
    await database.close()
    remove()
  })

  const storeOf = () => {
    const { client, tableName } = database
    return dynamoShardStore({ client, tableName, now })
  }

  async function book(site: string) {
    const { client, tableName, items: table } = database
    const isIndexed = () => false
    const record = dynamoRecordStore({ table, retentionDays: 365, now, isIndexed, shardsOf: () => shards })
    for (const visit of randomVisits({ seed: 3, count: 300, days: [day], sites: [site] }))
      await record.add(visit)
    const stores = { client, tableName, now }
    const called: ShardTask[] = []
    const parts = {
      ...{ store: dynamoQueryStore(stores), rollups: dynamoRollupStore(stores), networks: noNetworks, now },
      ...{ pages: defaults.pages, shards: storeOf(), fromVisits: 0 },
      call: async (task: ShardTask) => {
        called.push(task)
      },
    }
    const partials = async () => {
      const each = Array.from({ length: shards }, (_, shard) =>
        itemsOf(database, partialsPartition(site, day, shard)),
      )
      return (await Promise.all(each)).flat().length
    }
    return { parts, called, partials }
  }

  test('has the same rollup items, byte for byte, as by one, and nothing else is left', async () => {
    const site = 'counted.example'
    const { parts, called, partials } = await book(site)
    await rollUp({ ...parts, sharding: parts }, { site })
    const [killed, ...others] = called as [ShardTask, ...ShardTask[]]
    await expect(countShard(parts, killed, { mayRead: () => false, shareSize: 1 })).resolves.toBeDefined()
    await Promise.all([...others, ...others].map((task) => countShard(parts, task)))
    const byShards = await rollupItems(database, site)
    expect(await partials()).toBe(0)
    expect(byShards.length).toBeGreaterThan(24 * 12)
    await rollUp(parts, { site, days: { from: day, to: day } })
    expect(await rollupItems(database, site)).toEqual(byShards)
  })

  test('leaves nothing when its site is removed meanwhile', async () => {
    const site = 'removed.example'
    const { parts, called, partials } = await book(site)
    await rollUp({ ...parts, sharding: parts }, { site })
    await countShard(parts, called[0] as ShardTask)
    expect(await partials()).toBeGreaterThan(0)
    expect(await parts.store.removeSite(site, () => true)).toMatchObject({ visits: 300, complete: true })
    expect([await partials(), await rollupItems(database, site)]).toEqual([0, []])
    expect(await countShard(parts, called[1] as ShardTask)).toMatchObject({ isDone: false })
  })

  test('has one round, whoever is faster', async () => {
    const store = storeOf()
    const round = (id: string, called = '2025-11-23T16:00:00.000Z'): ShardRound => ({
      ...{ id, day, shards, from: 'partition', hours: [`${day}T13`], isOver: false, clears: null },
      ...{ began: '2025-11-23T16:00:00.000Z', called },
    })
    const site = 'rounds.example'
    const put = await Promise.all(['a', 'b'].map((id) => store.putRound(site, round(id), null)))
    expect(put.filter(Boolean)).toHaveLength(1)
    const first = (await store.stateOf(site, day))?.round as ShardRound
    expect(first).toEqual(round(first.id))
    const again = round(first.id, '2025-11-23T17:00:00.000Z')
    expect(await store.putRound(site, again, first)).toBe(true)
    expect(await store.putRound(site, round('c'), first)).toBe(false)
    await store.endRound(site, round('another'))
    expect((await store.stateOf(site, day))?.round).toEqual(again)
    await store.endRound(site, again)
    expect(await store.stateOf(site, day)).toBeNull()
  })
})

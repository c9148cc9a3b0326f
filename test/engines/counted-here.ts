import { defaults } from '../../lambda/contract'
import { rollUp } from '../../lambda/counting/roll-up'
import { countShard } from '../../lambda/counting/shards/count-shard'
import type { ShardTask } from '../../lambda/counting/shards/sharding'
import type { Correction } from '../../lambda/domain/organisation/organisation'
import type { Visit } from '../../lambda/domain/visit/visit'
import { openNetworks } from '../../lambda/network/networks'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRollupStore } from '../../lambda/store/dynamo/rollup-store'
import { dynamoShardStore } from '../../lambda/store/dynamo/shard-store'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { localArchive } from '../../local/archive/local-archive'
import { shardedStore } from '../support/memory/visits'
import { within } from './counted-items'

/** Corrections that change what is counted: a name and a kind, the owner's own, and a range that is counted apart. */
const corrections: readonly Correction[] = [
  {
    subject: 714,
    name: 'A Firm',
    kind: 'business',
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  },
  { subject: 680, name: null, kind: null, domain: null, mine: true, muted: false, star: false, note: null },
  {
    subject: '203.0.113.0/24',
    name: 'A Lab',
    kind: 'education',
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  },
]

/**
 * Counts and archives visits in a data folder: in this process, or by the calls of functions of which one fails at first. The
 * visits are read from memory; all that is put lies in the table.
 */
export const countedHere = (data: string, visits: readonly Visit[], shards: number): Promise<void> =>
  within(data, async (database) => {
    const now = () => new Date()
    const parts = { ...database, now }
    const real = dynamoQueryStore(parts)
    for (const correction of corrections) await real.correct(correction)
    const store = { ...shardedStore(shards, [...visits]), corrections: real.corrections }
    const networks = openNetworks(networkTableFile())
    const archive = localArchive(database, data, { store, networks, archiveDays: 36_500, now })
    const rollups = dynamoRollupStore(parts)
    const counting = { store, rollups, networks, pages: defaults.pages, archive, now }
    const tasks: ShardTask[] = []
    const call = async (task: ShardTask) => void tasks.push(task)
    const sharding = { shards: dynamoShardStore(parts), call, fromVisits: 0 }
    const { failing } = await rollUp({ ...counting, sharding: shards === 1 ? null : sharding })
    if (failing[0] !== undefined) throw new Error(failing[0].reason)
    const [first, ...others] = tasks
    for (const task of others) await countShard({ ...counting, ...sharding }, task)
    if (first === undefined) return
    await countShard({ ...counting, ...sharding }, first, { mayRead: () => false }).catch(() => {})
    for (const task of tasks) await countShard({ ...counting, ...sharding }, task)
  })

import { type Archive, archiveOf, type Place } from '../../../lambda/archive/archive'
import { defaults } from '../../../lambda/contract'
import { closedUntil, rollUp } from '../../../lambda/counting/roll-up'
import { rollUpRefusals } from '../../../lambda/counting/roll-up-refusals'
import { countShard } from '../../../lambda/counting/shards/count-shard'
import type { Sharding, ShardTask } from '../../../lambda/counting/shards/sharding'
import { dayOf, endOf } from '../../../lambda/domain/time/day'
import { openNetworks } from '../../../lambda/network/networks'
import { dynamoArchiveStore } from '../../../lambda/store/dynamo/archive-store'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { dynamoRefusalQueryStore } from '../../../lambda/store/dynamo/refusal-query-store'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { dynamoShardStore } from '../../../lambda/store/dynamo/shard-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { callsOf } from '../table/calls'
import { modelFiles } from '../table/model-files'
import { byOwnClock, type Deployed, killable, now, type ServiceParts, tableClient } from './deployment'

const networks = openNetworks(networkTableFile())
const pages = defaults.pages

/** Says whether a function is still alive. One that Lambda has killed waits for ever. */
type IsAlive = () => boolean

/** What counts and archives, each time in a function that begins. */
export class Counting {
  readonly #parts: ServiceParts
  readonly #deployed: Deployed

  constructor(parts: ServiceParts, deployed: Deployed) {
    this.#parts = parts
    this.#deployed = deployed
  }

  /** A run of the hourly count. */
  run(isAlive: IsAlive = () => true): Promise<void> {
    return byOwnClock(this.#parts, async () => {
      const { table, store, rollups, archive } = this.#opened(isAlive)
      const sharding = this.#sharding(isAlive)
      await rollUp({ store, rollups, networks, pages, archive, sharding, now })
      await rollUpRefusals({ refusals: dynamoRefusalQueryStore(table), rollups }, closedUntil(now()))
    })()
  }

  /** One shard of a day, by a function of its own. */
  shard(task: ShardTask, isAlive: IsAlive): Promise<void> {
    return byOwnClock(this.#parts, async () => {
      const { store, rollups, archive } = this.#opened(isAlive)
      const sharding = this.#sharding(isAlive)
      if (sharding !== null)
        await countShard({ ...sharding, store, rollups, networks, pages, archive, now }, task)
    })()
  }

  /** What `visitbook archive` does: writes each day that is over. */
  async writeArchive(): Promise<void> {
    const { store, archive } = this.#opened(() => true)
    if (archive === null) return
    const closed = closedUntil(now())
    const places: Place[] = []
    for (const { site } of await store.sites())
      for (const { day } of await store.daysOf(site, '0000-01-01', dayOf(closed)))
        if (endOf(day) <= Date.parse(closed)) places.push({ site, day })
    for (const place of places) await archive.writeDay(place, () => undefined)
    await archive.tidy([...new Set(places.map(({ site }) => site))])
  }

  #opened(isAlive: IsAlive) {
    const table = tableClient(this.#parts, killable(isAlive))
    const { retentionDays } = this.#deployed
    const store = dynamoQueryStore({ ...table, retentionDays })
    const archive = this.#deployed.archive ? this.#archive(isAlive) : null
    return { table, store, rollups: dynamoRollupStore(table), archive }
  }

  #sharding(isAlive: IsAlive): Sharding | null {
    const { spreadFrom } = this.#deployed
    if (spreadFrom === null) return null
    const shards = dynamoShardStore(tableClient(this.#parts, killable(isAlive)))
    return { shards, call: async (task) => this.#parts.onShard(task), fromVisits: spreadFrom }
  }

  /** Lists the networks that come: a file of all would be written in each life. */
  #archive(isAlive: IsAlive): Archive {
    const table = tableClient(this.#parts, killable(isAlive))
    const { retentionDays } = this.#deployed
    return archiveOf({
      files: modelFiles(this.#parts.bucket, killable(isAlive)(callsOf(this.#parts, 3))),
      marks: dynamoArchiveStore(table),
      store: dynamoQueryStore({ ...table, retentionDays }),
      networks: { ...networks, ids: () => [714, 3320], hash: () => 'simulated' },
      archiveDays: 365,
      now,
    })
  }
}

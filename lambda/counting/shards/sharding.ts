import type { Archive } from '../../archive/archive'
import type { Directory } from '../../domain/describe/known-network'
import type { ShardRound } from '../../domain/rollup/shard-round'
import type { Day } from '../../domain/time/day'
import type { Pages } from '../../domain/visit/page-key'
import type { RollupReader, RollupStore } from '../../store/rollup-store'
import type { ShardStore } from '../../store/shard-store'
import type { QueryStore } from '../../store/visit-store'

/** One shard of a day to count, by a function of its own. */
export interface ShardTask {
  readonly site: string
  readonly day: Day
  /** The round that it is part of. A task of an earlier round does nothing. */
  readonly round: string
  readonly shard: number
}

/** What it takes to spread the count of a day over functions. */
export interface Sharding {
  readonly shards: ShardStore
  /** Calls a function for a shard, without waiting for its end. A call that fails is tried again by who calls. */
  readonly call: (task: ShardTask) => Promise<void>
  /** The fewest visits for which a day is spread; `visitsOfFunction` when left out. */
  readonly fromVisits?: number | undefined
}

/** What counting a shard and adding up takes. */
export interface ShardParts extends Sharding {
  readonly store: QueryStore
  readonly rollups: RollupStore
  readonly networks: Directory
  readonly pages: Pages
  readonly archive?: Archive | null
  readonly now: () => Date
}

export async function callAll(
  call: Sharding['call'],
  site: string,
  { id, day }: ShardRound,
  shards: readonly number[],
): Promise<void> {
  await Promise.all(shards.map((shard) => call({ site, day, round: id, shard })))
}

export const allShards = ({ shards }: Pick<ShardRound, 'shards'>): number[] =>
  Array.from({ length: shards }, (_, number) => number)

/**
 * Whether the day was marked for recounting since the round began. What has been counted may then be out of date, and the
 * next run begins another round. Asked by each function when it begins: a mark lasts longer than a function, so none that
 * has begun before it ends after a round that clears it.
 */
export async function isVoid(
  rollups: Pick<RollupReader, 'recountMarks'>,
  site: string,
  { day, began }: ShardRound,
): Promise<boolean> {
  const said = (await rollups.recountMarks({ site, from: day, to: day })).get(day)
  return said !== undefined && said > began
}

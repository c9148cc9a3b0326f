import type { CountedShard, RoundState, ShardRound } from '../../domain/rollup/shard-round'
import type { Day } from '../../domain/time/day'
import { countedShardKey, type Key, roundKey } from '../keys'

type Item = Key & Readonly<Record<string, unknown>>

/** A round as the table holds it. @param ttl seconds since 1970 */
export const toRoundItem = (site: string, { day, ...round }: ShardRound, ttl: number): Item => ({
  ...roundKey(site, day),
  ...round,
  ttl,
})

/** What a function has counted of a round. */
export const toCountedItem = (
  site: string,
  { id, day }: ShardRound,
  counted: CountedShard,
  ttl: number,
): Item => ({ ...countedShardKey(site, day, counted.number), ...counted, round: id, ttl })

/** Reads a round and what is counted of it. What is left of an earlier round is not. */
export function stateIn(items: readonly Item[], site: string, day: Day): RoundState | null {
  const first = items.find(({ sk }) => sk === roundKey(site, day).sk)
  if (first === undefined) return null
  const { pk: _, sk: __, ttl: ___, ...fields } = first
  const round = { ...fields, day } as unknown as ShardRound
  const counted = items
    .filter((item) => item.round === round.id)
    .map(({ pk: _, sk: __, ttl: ___, round: ____, ...one }) => one as unknown as CountedShard)
  return { round, counted: counted.toSorted((a, b) => a.number - b.number) }
}

import type { CountedShard, ShardRound } from '../../../lambda/domain/rollup/shard-round'
import { type PartialItem, partialIn, toPartialItems } from '../../../lambda/store/items/partial-item'
import { stateIn, toCountedItem, toRoundItem } from '../../../lambda/store/items/round-item'
import {
  countedShardKey,
  partialKey,
  partialsOfRound,
  partialsPartition,
  roundKey,
} from '../../../lambda/store/keys'
import type { ShardStore } from '../../../lambda/store/shard-store'

export interface MemoryShards extends ShardStore {
  /** Everything that is kept, by key. */
  readonly items: Map<string, unknown>
}

const nameOf = ({ pk, sk }: { pk: string; sk: string }): string => `${pk} ${sk}`

/** The port of counts that are spread over functions, over a map of the items that the table would hold. */
export function memoryShards(): MemoryShards {
  const rounds = new Map<string, { site: string; round: ShardRound }>()
  const items = new Map<string, unknown>()
  const of = (site: string, day: string) => rounds.get(nameOf(roundKey(site, day)))?.round
  return {
    items,
    async stateOf(site, day) {
      const found = [...items.entries()]
        .filter(([name]) => name.startsWith(nameOf(roundKey(site, day))))
        .map(([, item]) => structuredClone(item))
      return stateIn(found as Parameters<typeof stateIn>[0], site, day)
    },
    async putRound(site, round, before) {
      const now = of(site, round.day)
      if (now?.id !== before?.id || now?.called !== before?.called) return false
      const key = nameOf(roundKey(site, round.day))
      rounds.set(key, { site, round })
      items.set(key, toRoundItem(site, round, 0))
      return true
    },
    async endRound(site, round) {
      const key = nameOf(roundKey(site, round.day))
      if (of(site, round.day)?.id === round.id) {
        rounds.delete(key)
        items.delete(key)
      }
      for (let number = 0; number < round.shards; number++) {
        const partials = `${partialsPartition(site, round.day, number)} ${partialsOfRound(round.id)}`
        for (const name of items.keys()) if (name.startsWith(partials)) items.delete(name)
        const counted = nameOf(countedShardKey(site, round.day, number))
        if ((items.get(counted) as { round?: string } | undefined)?.round === round.id) items.delete(counted)
      }
    },
    async putCounted(site, round, counted: CountedShard) {
      items.set(
        nameOf(countedShardKey(site, round.day, counted.number)),
        toCountedItem(site, round, counted, 0),
      )
    },
    async putPartial(name, partial) {
      const made = toPartialItems(name, partial, 0)
      for (const item of made) items.set(nameOf(item), item)
      return made.length
    },
    async partial(name, pieces) {
      const found = Array.from({ length: pieces }, (_, piece) => items.get(nameOf(partialKey(name, piece))))
      return found.includes(undefined) ? null : partialIn(found as PartialItem[], name.round.day)
    },
  }
}

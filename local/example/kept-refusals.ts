import { eachAtOnce } from '../../lambda/domain/at-once'
import { type RefusalRecord, refusalDays } from '../../lambda/domain/refusal/refusal-record'
import { dayLength, dayOf, daysBetween, instantOf } from '../../lambda/domain/time/day'
import { partitionRemoval } from '../../lambda/store/dynamo/partition-removal'
import { dynamoRefusalRecordStore } from '../../lambda/store/items/refusal-record-store'
import { refusalRollupKey, refusalsPartition } from '../../lambda/store/keys'
import type { Database } from '../engine/database'

/** Ends the key of each refusal of the example. A message cannot bring it along: its id is a UUID. */
const mark = 'example'

/** Keeps the refusals of the example among those of all sites, and has their days counted again. */
export function keptRefusals(table: Pick<Database, 'client' | 'items' | 'tableName'>, now: () => Date) {
  const { pagesOf, removeItems } = partitionRemoval(table)
  const store = dynamoRefusalRecordStore(table.items, now)
  return {
    async add(refusals: readonly RefusalRecord[]): Promise<void> {
      await eachAtOnce(refusals, (refusal) => store.add(refusal, mark))
      await removeItems(refusals.map(({ time }) => refusalRollupKey(dayOf(time))))
    },

    async remove(): Promise<void> {
      const oldest = dayOf(instantOf(now().getTime() - refusalDays * dayLength))
      for (const day of daysBetween(oldest, dayOf(now().toISOString())))
        for await (const items of pagesOf(refusalsPartition(day))) {
          const ours = items.filter(({ sk }) => sk.endsWith(`#${mark}`))
          if (ours.length > 0) await removeItems([...ours, refusalRollupKey(day)])
        }
    },
  }
}

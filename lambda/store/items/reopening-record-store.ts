import { dayOf } from '../../domain/time/day'
import { clockTolerance } from '../../domain/visit/visit-id'
import type { RollupStore } from '../rollup-store'
import type { RecordStore } from '../visit-store'

/** Milliseconds after which a day is marked for recounting again: well within the time that a rollup leaves it open. */
const saidAgainAfter = 10_000

export interface ReopeningParts {
  readonly store: RecordStore
  readonly rollups: Pick<RollupStore, 'markForRecount'>
  readonly now: () => Date
}

/** Records visits of any time, and marks the day of an old one for recounting first. For imports: beacons bring no old visits. */
export function reopeningRecordStore({ store, rollups, now }: ReopeningParts): RecordStore {
  const said = new Map<string, { readonly at: number; readonly done: Promise<void> }>()
  return {
    async add(visit, untimelyId) {
      const time = now().getTime()
      if (time - Date.parse(visit.time) > clockTolerance) {
        const day = dayOf(visit.time)
        const name = `${visit.site} ${day}`
        const before = said.get(name)
        if (before === undefined || time - before.at > saidAgainAfter)
          said.set(name, { at: time, done: rollups.markForRecount(visit.site, day) })
        await said.get(name)?.done.catch((error) => {
          said.delete(name)
          throw error
        })
      }
      return store.add(visit, untimelyId)
    },
  }
}

import { dayOf } from '../../domain/time/day'
import { clockTolerance } from '../../domain/visit/visit-id'
import type { RollupStore } from '../rollup-store'
import type { RecordStore } from '../visit-store'

/** A day is said to be reopened again after so long: well within the time that a rollup leaves it open. Milliseconds. */
const saidAgainAfter = 10_000

export interface ReopeningParts {
  readonly store: RecordStore
  readonly rollups: Pick<RollupStore, 'markForRecount'>
  readonly now: () => Date
}

/** Records visits of any time: the day of an old one is counted again, before and after. For imports; beacons bring none. */
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

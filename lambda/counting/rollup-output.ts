import type { Directory } from '../domain/describe/known-network'
import { visitorsIn } from '../domain/rollup/day-plan'
import type { Day } from '../domain/time/day'
import type { RollupStore } from '../store/rollup-store'
import type { DayOutput } from './count-day'
import { keepFirstSeen } from './first-seen'

interface Parts {
  readonly rollups: RollupStore
  readonly networks: Directory
}

/** Puts counts as rollups. @param until the last day that may have been counted */
export function rollupOutput(
  parts: Parts,
  { site, day, until }: { readonly site: string; readonly day: Day; readonly until: Day },
): DayOutput {
  const { rollups } = parts
  return {
    async putHour(hour, counter) {
      const rollup = counter.rollup()
      await rollups.putHour(site, hour, rollup)
      return visitorsIn(rollup.totals)
    },
    dropHour: (hour) => rollups.dropHour(site, hour),
    async putDay(counter) {
      await keepFirstSeen(parts, { site, day, seen: counter.firstSeen(), until }) // comes first, because a day with totals is taken to be complete
      await rollups.putDay(site, day, counter.rollup())
    },
  }
}

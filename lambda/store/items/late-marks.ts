import { table as attributes } from '../../contract'
import { ttlCache } from '../../domain/cache'
import { settlingTime } from '../../domain/rollup/day-plan'
import { type Day, dayLength, endOf } from '../../domain/time/day'
import { type ItemTable, isNew } from '../item-table'
import { lateKey } from '../keys'
import { expiryOf } from './visit-expiry'

interface LateMarksParts {
  readonly table: Pick<ItemTable, 'put'>
  readonly now: () => Date
  readonly retentionDays: number
}

/** The most marks that a running function remembers. */
const maxMarks = 1000

/** Marks days whose visits are reported on after they were counted, so that they are counted once more. */
export interface LateMarks {
  /** Whether a day is counted, or may be at any moment. */
  isClosed(day: Day): boolean
  /** Makes sure that the day is marked: one write for each running function. If that fails, the next report puts it. */
  ensure(site: string, day: Day): Promise<unknown>
}

export function lateMarks({ table, now, retentionDays }: LateMarksParts): LateMarks {
  const marks = ttlCache<Promise<unknown>>({ size: maxMarks, now })
  return {
    isClosed: (day) => now().getTime() >= endOf(day) + settlingTime,
    ensure(site, day) {
      const name = `${site} ${day}`
      const known = marks.get(name)
      if (known !== undefined) return known
      const ttl = expiryOf(day, { now, retentionDays })
      const mark = { ...lateKey(site, day), [attributes.timeToLive]: ttl }
      const pending = table.put(mark, isNew).catch((error) => {
        marks.delete(name)
        throw error
      })
      marks.set(name, pending, dayLength)
      return pending
    },
  }
}

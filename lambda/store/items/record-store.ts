import { type NetworkId, networkIdOf } from '../../domain/organisation/network-id'
import { type Day, dayOf } from '../../domain/time/day'
import { type ItemTable, isNew } from '../item-table'
import type { RecordStore } from '../visit-store'
import type { VisitSource } from './day-marker'
import { dayMarks } from './day-marks'
import { firstDelivery } from './first-delivery'
import { pointerItem } from './pointer-item'
import { expiryOf } from './visit-expiry'
import { toItem } from './visit-item'

export interface RecordStoreParts {
  readonly table: ItemTable
  /** Days that a visit is kept after the day it was stored. */
  readonly retentionDays: number
  readonly now: () => Date
  /** Whether visits of a network go into the index of organisations. */
  readonly isIndexed?: (id: NetworkId) => boolean
  /** How many partitions a site's day is spread over; one when left out. */
  readonly shardsOf?: (site: string) => number
  /** Where the visits come from; `beacons` when left out. */
  readonly source?: VisitSource
}

/** What can be learned about the marks before a visit needs them. */
export interface MarkRecall {
  /** Reads whether a day of a site is marked, so that its first visit here need not mark it again. */
  recall(site: string, day: Day): Promise<void>
}

/**
 * Puts visits into DynamoDB: one write unit each, one more if a recipient's link led there, plus two for the marks of day
 * and site in the function that sees them first.
 */
export function dynamoRecordStore({
  table,
  retentionDays,
  now,
  isIndexed = () => false,
  shardsOf = () => 1,
  source = 'beacons',
}: RecordStoreParts): RecordStore & MarkRecall {
  const marks = dayMarks({ table, now, shardsOf, source })
  return {
    recall: (site, day) => marks.recall({ site, day, expiry: expiryOf(day, { now, retentionDays }) }),

    async add(given, untimelyId = null) {
      const expiry = expiryOf(dayOf(given.time), { now, retentionDays })
      const shards = shardsOf(given.site)
      const visit =
        untimelyId === null ? given : await firstDelivery(table, given, { untimelyId, expiry, shards })
      if (visit === null) return false
      await marks.ensure({ site: visit.site, day: dayOf(visit.time), expiry })
      const network = networkIdOf(visit)
      const indexed = network !== null && isIndexed(network)
      const imported = source === 'imports'
      const item = toItem(visit, { expiry, indexed, shards, imported })
      const pointer = pointerItem(visit, item)
      if (pointer === null) return table.put(item, isNew)
      const [isAdded] = await Promise.all([table.put(item, isNew), table.put(pointer)]) // a repetition puts the same pointer
      return isAdded
    },
  }
}

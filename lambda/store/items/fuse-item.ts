import type { Fuse, Pause } from '../../domain/fuse/fuse'
import type { Item } from '../item-table'
import { fuseKey } from '../keys'

/** The fuse as the table holds it. What is null is left out. It does not expire. */
export const fuseItem = ({ month, allowed, isWarned, pause }: Fuse): Item => ({
  ...fuseKey,
  month,
  isWarned,
  allowedVisits: allowed.visits,
  ...(allowed.requests !== null && { allowedRequests: allowed.requests }),
  ...(pause !== null && { pausedBy: pause.by, pausedSince: pause.since, pausedUntil: pause.until }),
})

export const fuseIn = (item: Item): Fuse => ({
  month: String(item.month),
  isWarned: item.isWarned === true,
  allowed: { visits: Number(item.allowedVisits), requests: numberOrNull(item.allowedRequests) },
  pause: pauseIn(item),
})

function pauseIn({ pausedBy, pausedSince, pausedUntil }: Item): Pause | null {
  if (pausedUntil === undefined) return null
  return {
    by: pausedBy === 'hand' ? 'hand' : 'budget',
    since: String(pausedSince),
    until: String(pausedUntil),
  }
}

const numberOrNull = (value: unknown): number | null => (typeof value === 'number' ? value : null)

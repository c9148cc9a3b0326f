import { assumptions as q } from '../cost/assumptions'
import { partitionLimit } from '../sharding/partition'

/** Read units of a page of 1 MB: 8 KB each, or 4 KB where reading is consistent. */
const unitsOfPage = q.pageBytes / q.readUnitBytes
export const visitsOfPage = Math.floor(q.pageBytes / q.bytesOfVisit)
const secondsOfPage = (visits: number) => (q.rollupPageMs + (visits * q.rollupVisitUs) / 1000) / 1000

/**
 * Seconds until all hours of one shard's day are read, each by a reader of its own that reads a page, works on it,
 * and reads the next. They share the partition's read units, first come first served.
 */
export function readInParallel(visitsOfHours: readonly number[]): number {
  const readers = visitsOfHours.map((visits) => ({ left: Math.round(visits), free: 0 }))
  let unitsFrom = 0
  let end = 0
  for (;;) {
    let next: (typeof readers)[number] | undefined
    for (const reader of readers)
      if (reader.left > 0 && (next === undefined || reader.free < next.free)) next = reader
    if (next === undefined) return end
    const visits = Math.min(visitsOfPage, next.left)
    const start = Math.max(next.free, unitsFrom)
    unitsFrom = start + (unitsOfPage * (visits / visitsOfPage)) / partitionLimit.reads
    next.free = start + secondsOfPage(visits)
    next.left -= visits
    end = Math.max(end, next.free, unitsFrom)
  }
}

/** Seconds for one function that reads the whole day page by page. */
export const readByOne = (visits: number): number => readInParallel([visits])

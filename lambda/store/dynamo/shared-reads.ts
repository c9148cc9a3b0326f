import { getOrInsert } from '../../domain/cache'
import type { Day } from '../../domain/time/day'
import type { VisitItem } from '../items/visit-item'
import { daysPartition } from '../keys'
import type { ItemReader } from './item-reader'
import type { MarkedVisits } from './mark-reader'

/** What is read of a site besides its visits. */
export interface SiteReads {
  /** Markers of the days from one to another, both included, latest first. */
  readonly days: (from: Day, to: Day) => AsyncIterable<VisitItem>
  readonly visitsOn: ReturnType<MarkedVisits>
}

const daysAtOnce = 31

/** Reads what those who share something ask for once: the second read of a request costs one round trip, and not three. */
export function sharedReads(
  reader: Pick<ItemReader, 'range'>,
  markedVisits: MarkedVisits,
): (site: string, sharing?: object) => SiteReads {
  const shared = new WeakMap<object, Map<string, SiteReads>>()
  return (site, sharing = {}) => {
    const sites = shared.get(sharing) ?? new Map<string, SiteReads>()
    shared.set(sharing, sites)
    return getOrInsert(sites, site, () => ({
      days: daysOnce((from, to) => reader.range({ pk: daysPartition(site), from, to, atOnce: daysAtOnce })),
      visitsOn: markedVisits(site),
    }))
  }
}

/** Reads days that lie between those of the first call no second time. */
function daysOnce(read: SiteReads['days']): SiteReads['days'] {
  let known: { readonly from: Day; readonly to: Day; readonly all: AsyncIterable<VisitItem> } | null = null
  return async function* (from, to) {
    if (known === null || from < known.from || to > known.to)
      known = { from, to, all: repeatable(read(from, to)) }
    for await (const marker of known.all) {
      if (marker.sk < from) return
      if (marker.sk <= to) yield marker
    }
  }
}

/** Returns what may be gone through again. Nothing is read before it is needed. */
function repeatable<T>(all: AsyncIterable<T>): AsyncIterable<T> {
  const rest = all[Symbol.asyncIterator]()
  const results: Promise<IteratorResult<T>>[] = []
  return {
    async *[Symbol.asyncIterator]() {
      for (let at = 0; ; at++) {
        results[at] ??= rest.next()
        const result = await (results[at] as Promise<IteratorResult<T>>)
        if (result.done) return
        yield result.value
      }
    },
  }
}

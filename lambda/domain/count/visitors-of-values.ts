import { pairSet } from './pair-set'
import { nobody } from './visitor-numbers'

/** Tells whether a visitor is new to a value, both by their numbers. */
export interface VisitorsOfValues {
  isNew(visitor: number, value: number): boolean
  /** Visitors that are kept for one value more than their first. */
  pairs(): number
  /** Forgets what is kept of other values. A value's number is not given to another. */
  keepOnly(values: ReadonlySet<number>): void
  /** Forgets them all and keeps the room. */
  clear(): void
}

const firstVisitors = 1024

/**
 * Nearly every visitor has one value, so that one is four bytes in an array. Further ones are in a set of pairs; a set
 * for each value took 200 bytes where every visitor had several.
 */
export function visitorsOfValues(): VisitorsOfValues {
  let first = new Uint32Array(firstVisitors) // a value's number + 1
  const more = pairSet()

  function makeRoomFor(visitor: number): void {
    let length = first.length
    while (length <= visitor) length *= 2
    const larger = new Uint32Array(length)
    larger.set(first)
    first = larger
  }

  return {
    isNew(visitor, value) {
      if (visitor === nobody) return false
      if (visitor >= first.length) makeRoomFor(visitor)
      const known = first[visitor]
      if (known === value + 1) return false
      if (known !== 0) return more.add(visitor, value)
      first[visitor] = value + 1
      return true
    },
    pairs: more.size,
    keepOnly: more.keepOnly,
    clear() {
      first.fill(0)
      more.clear()
    },
  }
}

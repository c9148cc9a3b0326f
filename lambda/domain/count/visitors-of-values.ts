import { pairSet } from './pair-set'
import { nobody } from './visitor-numbers'

/** Tells whether a visitor is new to a value. Both are given by number. */
export interface VisitorsOfValues {
  isNew(visitor: number, value: number): boolean
  /** Returns how many pairs of a visitor and a further value are kept, beyond each visitor's first value. */
  pairs(): number
  /** Forgets the visitors of all other values. The number of a value is never reused. */
  keepOnly(values: ReadonlySet<number>): void
  /** Forgets all visitors and keeps the room. */
  clear(): void
}

const firstVisitors = 1024

/**
 * Nearly every visitor has only one value, so that one takes four bytes in an array. Further ones go into a set of pairs.
 * One set per value took 200 bytes when every visitor had several.
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

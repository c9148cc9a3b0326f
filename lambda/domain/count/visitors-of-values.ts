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
const firstSlots = 256

/**
 * Nearly every visitor has one value, so that one is four bytes in an array. What comes more is in an open-addressing
 * set of pairs, which takes at most 32 bytes for each; a set for each value took 200 where every visitor had several.
 */
export function visitorsOfValues(): VisitorsOfValues {
  let first = new Uint32Array(firstVisitors) // a value's number + 1
  let slots = new Uint32Array(firstSlots * 2) // a visitor's number + 1 and its value's, side by side; zero is free
  let pairs = 0

  /** The slot that holds a pair, or the free one where it belongs. */
  function slotOf(visitor: number, value: number): number {
    const mask = slots.length / 2 - 1
    let slot = mixed(visitor, value) & mask
    while (slots[slot * 2] !== 0 && (slots[slot * 2] !== visitor + 1 || slots[slot * 2 + 1] !== value))
      slot = (slot + 1) & mask
    return slot * 2
  }

  function makeRoomFor(visitor: number): void {
    let length = first.length
    while (length <= visitor) length *= 2
    const larger = new Uint32Array(length)
    larger.set(first)
    first = larger
  }

  function grow(): void {
    const before = slots
    slots = new Uint32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2)
      if (before[at] !== 0) put((before[at] as number) - 1, before[at + 1] as number)
  }

  function put(visitor: number, value: number): void {
    const at = slotOf(visitor, value)
    slots[at] = visitor + 1
    slots[at + 1] = value
  }

  function addPair(visitor: number, value: number): boolean {
    if (slots[slotOf(visitor, value)] !== 0) return false
    if (pairs * 4 >= slots.length) grow()
    put(visitor, value)
    pairs += 1
    return true
  }

  return {
    isNew(visitor, value) {
      if (visitor === nobody) return false
      if (visitor >= first.length) makeRoomFor(visitor)
      const known = first[visitor]
      if (known === value + 1) return false
      if (known !== 0) return addPair(visitor, value)
      first[visitor] = value + 1
      return true
    },
    pairs: () => pairs,
    keepOnly(values) {
      const before = slots
      slots = new Uint32Array(before.length)
      pairs = 0
      for (let at = 0; at < before.length; at += 2) {
        if (before[at] === 0 || !values.has(before[at + 1] as number)) continue
        put((before[at] as number) - 1, before[at + 1] as number)
        pairs += 1
      }
    },
    clear() {
      first.fill(0)
      slots = new Uint32Array(firstSlots * 2)
      pairs = 0
    },
  }
}

const mixed = (visitor: number, value: number): number => {
  const mix = Math.imul(visitor ^ Math.imul(value, 0x9e3779b1), 0x85ebca6b)
  return (mix ^ (mix >>> 15)) >>> 0
}

/** A set of pairs of whole numbers that takes 32 bytes per pair at most. */
export interface PairSet {
  /** @returns whether the pair is new */
  add(a: number, b: number): boolean
  size(): number
  /** Drops the pairs whose second number is not in `seconds`. */
  keepOnly(seconds: ReadonlySet<number>): void
  clear(): void
}

const firstSlots = 256

/** Uses an open-addressing table: a slot holds the first number + 1, then the second. Zero marks a free slot. */
export function pairSet(): PairSet {
  let slots = new Uint32Array(firstSlots * 2)
  let size = 0

  /** Returns the slot that holds a pair, or the free one where it belongs. */
  function slotOf(a: number, b: number): number {
    const mask = slots.length / 2 - 1
    let slot = mixed(a, b) & mask
    while (slots[slot * 2] !== 0 && (slots[slot * 2] !== a + 1 || slots[slot * 2 + 1] !== b))
      slot = (slot + 1) & mask
    return slot * 2
  }

  function put(a: number, b: number): void {
    const at = slotOf(a, b)
    slots[at] = a + 1
    slots[at + 1] = b
  }

  /** Moves the pairs that pass into a table of another length. */
  function rebuild(length: number, passes: (b: number) => boolean): void {
    const before = slots
    slots = new Uint32Array(length)
    size = 0
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] === 0 || !passes(before[at + 1] as number)) continue
      put((before[at] as number) - 1, before[at + 1] as number)
      size += 1
    }
  }

  return {
    add(a, b) {
      if (slots[slotOf(a, b)] !== 0) return false
      if (size * 4 >= slots.length) rebuild(slots.length * 2, () => true)
      put(a, b)
      size += 1
      return true
    },
    size: () => size,
    keepOnly: (seconds) => rebuild(slots.length, (b) => seconds.has(b)),
    clear() {
      slots = new Uint32Array(firstSlots * 2)
      size = 0
    },
  }
}

const mixed = (a: number, b: number): number => {
  const mix = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b)
  return (mix ^ (mix >>> 15)) >>> 0
}

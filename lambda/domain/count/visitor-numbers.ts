/** The number for visits without a visitor. */
export const nobody = -1

/** Numbers visitors in order of arrival, so that counting them by several dimensions looks each name up only once. */
export interface VisitorNumbers {
  of(visitor: string | null): number
  size(): number
  /** Forgets all visitors and keeps the room. */
  clear(): void
}

/** A visitor is 24 hexadecimal digits, see network/visitor.ts: three words of 32 bits. */
const digits = 24
const words = 3
const firstRoom = 1024

/** The fewest slots per visitor: with more than two in three taken, look-ups become slow. */
const slotsOfEach = 1.5

/**
 * Whole keys are compared, so two visitors are never mistaken for one. The few names that are not such hashes, perhaps from
 * an import, are kept as they are.
 */
export function visitorNumbers(): VisitorNumbers {
  const hashes = hashNumbers()
  const others = new Map<string, number>()
  const key = new Uint32Array(words)

  function numberOfOther(visitor: string): number {
    const found = others.get(visitor)
    if (found !== undefined) return found
    const number = hashes.skip()
    others.set(visitor, number)
    return number
  }

  return {
    of(visitor) {
      if (visitor === null) return nobody
      return readHash(visitor, key) ? hashes.of(key) : numberOfOther(visitor)
    },
    size: hashes.size,
    clear() {
      others.clear()
      hashes.clear()
    },
  }
}

/** An open-addressing table: 12 bytes per hash and at most 12 for its slot, compared with 90 for a `Map` of strings. */
function hashNumbers() {
  const table: Table = {
    keys: new Uint32Array(firstRoom * words),
    slots: new Uint32Array(firstRoom * 2),
    size: 0,
  }
  return {
    of(key: Uint32Array): number {
      const [a, b, c] = [key[0] as number, key[1] as number, key[2] as number]
      const found = table.slots[slotOf(table, a, b, c)] as number
      if (found > 0) return found - 1
      grow(table)
      table.keys.set(key, table.size * words)
      table.slots[slotOf(table, a, b, c)] = table.size + 1
      return table.size++
    },
    /** Gives a number to a name that is not a hash. */
    skip(): number {
      grow(table)
      return table.size++
    },
    size: () => table.size,
    clear(): void {
      table.keys.fill(0)
      table.slots.fill(0)
      table.size = 0
    },
  }
}

interface Table {
  /** Three words for each number. */
  keys: Uint32Array
  /** A number + 1; zero is free. */
  slots: Uint32Array
  size: number
}

/** Makes room for one more. A name that is not a hash leaves its key zero and has no slot. */
function grow(table: Table): void {
  const { size } = table
  if ((size + 1) * words > table.keys.length) table.keys = enlarged(table.keys)
  if ((size + 1) * slotsOfEach <= table.slots.length) return
  table.slots = new Uint32Array(table.slots.length * 2)
  for (let number = 0; number < size; number++) {
    const at = number * words
    const [a, b, c] = [table.keys[at], table.keys[at + 1], table.keys[at + 2]] as [number, number, number]
    if (a !== 0 || b !== 0 || c !== 0) table.slots[slotOf(table, a, b, c)] = number + 1
  }
}

/** Returns the slot that holds a key, or the free one where it belongs. */
function slotOf({ keys, slots }: Table, a: number, b: number, c: number): number {
  const mask = slots.length - 1
  let slot = mixed(a, b, c) & mask
  for (;;) {
    const at = ((slots[slot] as number) - 1) * words
    if (at < 0) return slot
    if (keys[at] === a && keys[at + 1] === b && keys[at + 2] === c) return slot
    slot = (slot + 1) & mask
  }
}

/** Reads a visitor's hash into three words. Returns false if it is not a hash, or is all zeros, which would mean no key. */
function readHash(visitor: string, key: Uint32Array): boolean {
  if (visitor.length !== digits) return false
  let any = 0
  for (let word = 0; word < words; word++) {
    let value = 0
    for (let at = word * 8; at < word * 8 + 8; at++) {
      const digit = digitOf(visitor.charCodeAt(at))
      if (digit < 0) return false
      value = (value << 4) | digit
    }
    key[word] = value
    any |= value
  }
  return any !== 0
}

/** Returns the value of `0` to `9` and `a` to `f`, otherwise -1. Capitals are refused: another spelling is another visitor. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 97 && code <= 102 ? code - 87 : -1
}

/** Mixes the words of a hash. Hashes are random already, but those from an import need not be. */
function mixed(a: number, b: number, c: number): number {
  const mix = Math.imul(a ^ Math.imul(b ^ Math.imul(c, 0x9e3779b1), 0x85ebca6b), 0xc2b2ae35)
  return (mix ^ (mix >>> 15)) >>> 0
}

function enlarged(numbers: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

import { type Count, none } from '../count/count'
import { growingBytes } from '../count/growing-bytes'
import { nobody } from '../count/visitor-numbers'

/** Minutes in a slot. The offset of every time zone in use is a multiple of it. */
export const slotMinutes = 15
const slotLength = slotMinutes * 60_000

/** Slots in a UTC day. */
export const slotsOfDay = 96

/** The counts of a slot: visits, and visitors whose first or last visit of the day was in it. */
export interface Slot {
  readonly visits: number
  readonly first: number
  readonly last: number
}

/**
 * The counts of a UTC day by slot. First and last visits give the exact number of visitors up to any slot, and from any slot
 * on. So a day in another time zone, which is the end of one UTC day and the beginning of the next, is counted without
 * reading the visits.
 */
export type DayClock = readonly Slot[]

/** Returns the slot of a moment. @param time milliseconds since 1970 */
export const slotOf = (time: number): number => Math.floor(time / slotLength) % slotsOfDay

/** Makes the clock of one day. Visits may come in any order. */
export function dayClock() {
  const visits = new Uint32Array(slotsOfDay)
  const edges = slotEdges()
  return {
    /** @param visitor its number */
    add(time: number, visitor: number): void {
      const slot = slotOf(time)
      visits[slot] = (visits[slot] as number) + 1
      if (visitor !== nobody) edges.add(visitor, slot)
    },
    /** Adds the clock of other visitors. */
    join(clock: DayClock): void {
      for (const [slot, count] of clock.entries()) {
        visits[slot] = (visits[slot] as number) + count.visits
        edges.join(slot, count)
      }
    },
    clock: (): DayClock => Array.from(visits, (count, slot) => ({ visits: count, ...edges.countsOf(slot) })),
    /** Forgets the visitors, whose numbers will be reused, and keeps the counts. */
    forgetVisitors: edges.forgetVisitors,
  }
}

/** Keeps, visit by visit, how many visitors have their first and last visit in each slot. A visitor takes two bytes. */
function slotEdges() {
  const [firsts, lasts] = [new Uint32Array(slotsOfDay), new Uint32Array(slotsOfDay)]
  const [first, last] = [growingBytes(), growingBytes()] // a slot + 1
  return {
    add(visitor: number, slot: number): void {
      const [from, to] = [first.get(visitor), last.get(visitor)]
      if (from === 0 || slot + 1 < from) {
        move(firsts, from - 1, slot)
        first.set(visitor, slot + 1)
      }
      if (slot + 1 <= to) return
      move(lasts, to - 1, slot)
      last.set(visitor, slot + 1)
    },
    join(slot: number, { first: begun, last: ended }: Omit<Slot, 'visits'>): void {
      firsts[slot] = (firsts[slot] as number) + begun
      lasts[slot] = (lasts[slot] as number) + ended
    },
    countsOf: (slot: number) => ({ first: firsts[slot] as number, last: lasts[slot] as number }),
    forgetVisitors(): void {
      first.clear()
      last.clear()
    },
  }
}

/** @param from -1 for a new visitor */
function move(counts: Uint32Array, from: number, to: number): void {
  if (from >= 0) counts[from] = (counts[from] as number) - 1
  counts[to] = (counts[to] as number) + 1
}

/** Returns the count of the day from its beginning until just before a slot. */
export const until = (clock: DayClock, slot: number): Count => total(clock.slice(0, slot), 'first')

/** Returns the count of the day from a slot until its end. */
export const from = (clock: DayClock, slot: number): Count => total(clock.slice(slot), 'last')

const total = (slots: DayClock, edge: 'first' | 'last'): Count =>
  slots.reduce(
    (sum, slot) => ({ visits: sum.visits + slot.visits, visitors: sum.visitors + slot[edge] }),
    none,
  )

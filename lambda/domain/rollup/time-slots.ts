import { type Count, none } from '../count/count'
import { growingBytes } from '../count/growing-bytes'
import { nobody } from '../count/visitor-numbers'

/** Minutes of a slot: every offset of a time zone in use is a multiple of it. */
export const slotMinutes = 15
const slotLength = slotMinutes * 60_000

/** Slots of a UTC day. */
export const slotsOfDay = 96

/** What is kept of a slot: visits, and visitors whose first visit of the day, or whose last, was in it. */
export interface Slot {
  readonly visits: number
  readonly first: number
  readonly last: number
}

/**
 * When in a UTC day visits were made. With who came first and who came last in each slot, the visitors of the day
 * up to any slot, and from any slot on, are known exactly: so a day of another time zone, which is the end of one
 * UTC day and the beginning of the next, is counted without a look at the visits.
 */
export type DayClock = readonly Slot[]

/** The slot of a moment, in milliseconds since 1970. */
export const slotOf = (time: number): number => Math.floor(time / slotLength) % slotsOfDay

/** Makes the clock of one day from its visits, in any order. */
export function dayClock() {
  const visits = new Uint32Array(slotsOfDay)
  const edges = slotEdges()
  return {
    /** @param visitor by its number */
    add(time: number, visitor: number): void {
      const slot = slotOf(time)
      visits[slot] = (visits[slot] as number) + 1
      if (visitor !== nobody) edges.add(visitor, slot)
    },
    clock: (): DayClock => Array.from(visits, (count, slot) => ({ visits: count, ...edges.countsOf(slot) })),
    /** Forgets the visitors, whose numbers are given to others now, and keeps the counts. */
    forgetVisitors: edges.forgetVisitors,
  }
}

/** How many visitors have their first visit in each slot, and their last, kept right as they come: two bytes for each. */
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
    countsOf: (slot: number) => ({ first: firsts[slot] as number, last: lasts[slot] as number }),
    forgetVisitors(): void {
      first.clear()
      last.clear()
    },
  }
}

/** @param from -1 for a visitor that comes first */
function move(counts: Uint32Array, from: number, to: number): void {
  if (from >= 0) counts[from] = (counts[from] as number) - 1
  counts[to] = (counts[to] as number) + 1
}

/** The day from its beginning until just before a slot. */
export const until = (clock: DayClock, slot: number): Count => total(clock.slice(0, slot), 'first')

/** The day from a slot on until its end. */
export const from = (clock: DayClock, slot: number): Count => total(clock.slice(slot), 'last')

const total = (slots: DayClock, edge: 'first' | 'last'): Count =>
  slots.reduce(
    (sum, slot) => ({ visits: sum.visits + slot.visits, visitors: sum.visitors + slot[edge] }),
    none,
  )

import { type Count, none } from './count'

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
  const edges = new Map<string, { first: number; last: number }>()
  return {
    add(time: number, visitor: string | null): void {
      const slot = slotOf(time)
      visits[slot] = (visits[slot] as number) + 1
      if (visitor === null) return
      const edge = edges.get(visitor)
      if (edge === undefined) edges.set(visitor, { first: slot, last: slot })
      else {
        edge.first = Math.min(edge.first, slot)
        edge.last = Math.max(edge.last, slot)
      }
    },
    clock(): DayClock {
      const slots = Array.from(visits, (count) => ({ visits: count, first: 0, last: 0 }))
      for (const { first, last } of edges.values()) {
        ;(slots[first] as { first: number }).first += 1
        ;(slots[last] as { last: number }).last += 1
      }
      return slots
    },
  }
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

import type { By } from '../report/report'
import { slotMinutes, slotOf, slotsOfDay } from '../rollup/time-slots'
import { type Day, dayLength, type Instant, startOf } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'

/** The number of beacons refused in each slot of a UTC day, counted up to a moment. */
export interface RefusalClock {
  readonly slots: readonly number[]
  /** The end of the counted part; the end of the day once it is over. */
  readonly until: Instant
}

/** Adds refusals to a clock, up to a later moment. Refusals never change, so counting resumes where it stopped. */
export function withRefusals(
  before: RefusalClock | null,
  times: Iterable<Instant>,
  until: Instant,
): RefusalClock {
  const slots = [...(before?.slots ?? Array<number>(slotsOfDay).fill(0))]
  for (const time of times) {
    const slot = slotOf(Date.parse(time))
    slots[slot] = (slots[slot] as number) + 1
  }
  return { slots, until }
}

/** The refusals in a report, by the clock of its time zone. */
export interface RefusalReport {
  readonly total: number
  readonly days: ReadonlyMap<string, number>
  readonly hours: ReadonlyMap<string, number>
}

/** The refusals in a report, and whether none is missing. */
export interface RefusalCount extends RefusalReport {
  readonly complete: boolean
}

/** Adds up the refusals in a period, from clocks and from single refusals. */
export function refusalReporter(period: Period, zone: Zone, by: readonly By[]) {
  const [start, end] = [Date.parse(period.start), Date.parse(period.end)]
  const [days, hours] = [new Map<string, number>(), new Map<string, number>()]
  const [wantsDays, wantsHours] = [by.includes('day'), by.includes('hour')]
  let total = 0
  function add(time: number, count: number): void {
    if (count === 0 || time < start || time >= end) return
    total += count
    if (wantsDays) raise(days, zone.dayAt(time), count)
    if (wantsHours) raise(hours, hourNameOf(zone, time), count)
  }
  return {
    addOne: (time: Instant) => add(Date.parse(time), 1),
    addClock(day: Day, { slots }: RefusalClock) {
      for (const [slot, count] of slots.entries()) add(startOf(day) + slot * slotMinutes * 60_000, count)
    },
    report: (): RefusalReport => ({ total, days, hours }),
  }
}

function raise(map: Map<string, number>, name: string, count: number): void {
  map.set(name, (map.get(name) ?? 0) + count)
}

/** Whether a day has been counted to its end. */
export const isOver = (day: Day, { until }: RefusalClock): boolean =>
  Date.parse(until) >= startOf(day) + dayLength

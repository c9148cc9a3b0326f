import { type Attendance, attendance, type FirstSeen } from './attendance'
import { type Audience, audienceOf, type ByAudience } from './audience'
import { type Breakdown, breakdownOf } from './breakdown'
import { type Count, none } from './count'
import { type DayClock, dayClock } from './day-clock'
import type { DescribedVisit } from './described-visit'
import { type Dimension, dimensions } from './dimension'
import { dimensionCounter } from './dimension-counter'
import { made } from './made'
import type { Pages } from './page-key'
import { valueCounter, visitorNumbers } from './value-counter'

/**
 * What is kept of the visits of a closed hour: counts, for each audience apart. It is a pure function of those
 * visits, whatever their order, and of what is known of their networks.
 */
export interface HourRollup {
  readonly totals: ByAudience<Count>
  readonly by: Readonly<Record<Dimension, ByAudience<Breakdown>>>
}

/** The same of a closed UTC day, with when they came, and who. */
export interface DayRollup extends HourRollup {
  readonly clocks: ByAudience<DayClock>
  /** Organisations of people, without the owner's own. */
  readonly attendance: Attendance
}

/** Counts the visits of an hour. */
export interface HourCounter {
  add(visit: DescribedVisit): void
  rollup(): HourRollup
}

/** Counts the visits of a UTC day. */
export interface DayCounter {
  add(visit: DescribedVisit): void
  rollup(): DayRollup
  /** Of people, without the owner's own. */
  firstSeen(): FirstSeen
}

export function hourCounter(pages: Pages): HourCounter {
  const numberOf = visitorNumbers()
  const totals = valueCounter()
  const tables = dimensions.map((one) => [one, dimensionCounter(one, pages)] as const)
  return {
    add(visit) {
      const [audience, visitor] = [audienceOf(visit), numberOf(visit.visitor)]
      totals.add(audience, null, visitor)
      for (const [, table] of tables) table.add(audience, visit, visitor)
    },
    rollup: () => ({
      totals: each(Object.entries(totals.counts()), ([{ visits, visitors } = none]) => ({
        visits,
        visitors,
      })),
      by: Object.fromEntries(
        tables.map(([dimension, table]) => [
          dimension,
          each(Object.entries(table.counts()), (counts) => breakdownOf(counts)),
        ]),
      ) as HourRollup['by'],
    }),
  }
}

export function dayCounter(pages: Pages): DayCounter {
  const whole = hourCounter(pages)
  const clocks = new Map<Audience, ReturnType<typeof dayClock>>()
  const present = attendance(pages)
  return {
    add(visit) {
      whole.add(visit)
      const audience = audienceOf(visit)
      made(clocks, audience, dayClock).add(Date.parse(visit.time), visit.visitor)
      if (audience === 'people') present.add(visit)
    },
    rollup: () => ({
      ...whole.rollup(),
      clocks: each(clocks, (clock) => clock.clock()),
      attendance: present.attendance(),
    }),
    firstSeen: present.firstSeen,
  }
}

const each = <T, U>(given: Iterable<[string, T]>, of: (one: T) => U): ByAudience<U> =>
  Object.fromEntries([...given].map(([audience, one]) => [audience, of(one)]))

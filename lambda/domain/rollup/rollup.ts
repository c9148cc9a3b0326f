import { getOrInsert } from '../cache'
import { type Breakdown, breakdownOf } from '../count/breakdown'
import { type Count, none } from '../count/count'
import { type Dimension, dimensions } from '../count/dimension'
import { dimensionCounter } from '../count/dimension-counter'
import { valueCounter } from '../count/value-counter'
import { visitorNumbers } from '../count/visitor-numbers'
import type { DescribedVisit } from '../describe/described-visit'
import { type ByClass, classOf, type VisitClass } from '../describe/visit-class'
import type { Pages } from '../visit/page-key'
import { type DayOrganisations, dayOrganisations, type FirstSeen } from './day-organisations'
import { type DayClock, dayClock } from './time-slots'

/**
 * The counts of a closed hour, separately for each class. They are a pure function of the hour's visits, in any order, and
 * of what is known about their networks.
 */
export interface HourRollup {
  readonly totals: ByClass<Count>
  readonly by: Readonly<Record<Dimension, ByClass<Breakdown>>>
}

/** The counts of a closed UTC day, also by time of day and by organisation. */
export interface DayRollup extends HourRollup {
  readonly clocks: ByClass<DayClock>
  /** Organisations of people, without the owner's own. */
  readonly attendance: DayOrganisations
}

/**
 * Counts the visits of an hour. Visitors take the most memory, so a span with too many of them is counted in shares of its
 * visitors. After each share, its visitors are forgotten and the counts stay.
 */
export interface HourCounter {
  add(visit: DescribedVisit): void
  /** Returns whether it holds more visitors, or more pairs, than a share may have. */
  isFull(): boolean
  /** Forgets the visitors of a share. None of them may be added again. */
  forgetVisitors(): void
  rollup(): HourRollup
}

/** Counts the visits of a UTC day. */
export interface DayCounter extends HourCounter {
  rollup(): DayRollup
  /** Returns when networks first came: people only, without the owner's own. */
  firstSeen(): FirstSeen
}

/**
 * The most visitors in one share. Each takes about 100 bytes (12 for its hash, at most 12 for its slot, 4 in each of thirteen
 * counts, and room to double), so an hour and its day take at most about 300 MB of the function's 768.
 */
export const visitorsOfShare = 2 ** 20

/** The most pairs of a visitor and a further value of a dimension in one share, at 16 to 32 bytes each. */
const pairsOfShare = 2 ** 21
const visitsBetweenLooks = 1024

export const hourCounter = (pages: Pages, most = visitorsOfShare): HourCounter => spanCounter(pages, most)

/** Counts a span. `add` returns the visitor's number, so that other counters can use it. */
function spanCounter(pages: Pages, most: number) {
  const numbers = visitorNumbers()
  const totals = valueCounter()
  const tables = dimensions.map((one) => [one, dimensionCounter(one, pages)] as const)
  const counters = tables.map(([, table]) => table)
  let [added, hasManyPairs] = [0, false]
  const pairs = () => counters.reduce((sum, table) => sum + table.pairs(), 0)
  return {
    add(visit: DescribedVisit): number {
      const visitClass = classOf(visit)
      const visitor = numbers.of(visit.visitor)
      added += 1
      if (added % visitsBetweenLooks === 0) hasManyPairs = pairs() > pairsOfShare
      totals.add(visitClass, null, visitor)
      for (const table of counters) table.add(visitClass, visit, visitor)
      return visitor
    },
    isFull: () => numbers.size() > most || hasManyPairs,
    forgetVisitors() {
      numbers.clear()
      hasManyPairs = false
      for (const counter of [totals, ...counters]) counter.forgetVisitors()
    },
    rollup: (): HourRollup => ({
      totals: each(Object.entries(totals.counts()), ({ values: [{ visits, visitors } = none] }) => ({
        visits,
        visitors,
      })),
      by: Object.fromEntries(
        tables.map(([dimension, table]) => [
          dimension,
          each(Object.entries(table.counts()), ({ values, lost }) => breakdownOf(values, { lost })),
        ]),
      ) as HourRollup['by'],
    }),
  }
}

export function dayCounter(pages: Pages, most = visitorsOfShare): DayCounter {
  const whole = spanCounter(pages, most)
  const clocks = new Map<VisitClass, ReturnType<typeof dayClock>>()
  const present = dayOrganisations(pages)
  return {
    ...whole,
    add(visit) {
      const visitClass = classOf(visit)
      const visitor = whole.add(visit)
      getOrInsert(clocks, visitClass, dayClock).add(Date.parse(visit.time), visitor)
      if (visitClass === 'people') present.add(visit, visitor)
    },
    forgetVisitors() {
      whole.forgetVisitors()
      for (const clock of clocks.values()) clock.forgetVisitors()
      present.forgetVisitors()
    },
    rollup: () => ({
      ...whole.rollup(),
      clocks: each(clocks, (clock) => clock.clock()),
      attendance: present.organisations(),
    }),
    firstSeen: present.firstSeen,
  }
}

const each = <T, U>(given: Iterable<[string, T]>, of: (one: T) => U): ByClass<U> =>
  Object.fromEntries([...given].map(([visitClass, one]) => [visitClass, of(one)]))

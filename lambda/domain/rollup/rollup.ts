import { getOrInsert } from '../cache'
import { type Breakdown, breakdownOf } from '../count/breakdown'
import { type Count, none } from '../count/count'
import { type Dimension, dimensions } from '../count/dimension'
import { type DimensionCounter, dimensionCounter } from '../count/dimension-counter'
import { type DayEngagement, type EngagementPartial, engagementCounter } from '../count/engagement-counter'
import { type ValueCounts, valueCounter } from '../count/value-counter'
import { visitorNumbers } from '../count/visitor-numbers'
import type { DescribedVisit } from '../describe/described-visit'
import { type ByClass, classOf, type VisitClass } from '../describe/visit-class'
import type { Pages } from '../visit/page-key'
import {
  type DayOrganisations,
  dayOrganisations,
  type FirstSeen,
  type WholeNetwork,
} from './day-organisations'
import { type DayClock, dayClock } from './time-slots'

/**
 * The counts of a closed hour, separately for each class. They are a pure function of the hour's visits, in any order, and
 * of what is known about their networks.
 */
export interface HourRollup {
  readonly totals: ByClass<Count>
  readonly by: Readonly<Record<Dimension, ByClass<Breakdown>>>
}

/** The counts of a closed UTC day, also by time of day and by organisation, and what was read. */
export interface DayRollup extends HourRollup {
  readonly clocks: ByClass<DayClock>
  /** Organisations of people, without the owner's own. */
  readonly attendance: DayOrganisations
  readonly engagement: DayEngagement
}

/**
 * The counts of some visitors of an hour, with all values and not only the largest. Those of other visitors can be added to
 * it: the rollup is then that of all visits, to the digit, as long as no dimension has more than `valuesKept` values.
 */
export interface HourPartial {
  readonly totals: ByClass<ValueCounts>
  readonly by: Readonly<Record<Dimension, ByClass<ValueCounts>>>
}

/** The same of a UTC day. */
export interface DayPartial extends HourPartial {
  readonly clocks: ByClass<DayClock>
  readonly networks: readonly WholeNetwork[]
  readonly engagement: EngagementPartial
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
  /** Adds what was counted of other visitors. */
  join(partial: HourPartial): void
  rollup(): HourRollup
  partial(): HourPartial
}

/** Counts the visits of a UTC day. */
export interface DayCounter extends HourCounter {
  join(partial: DayPartial): void
  rollup(): DayRollup
  partial(): DayPartial
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

/**
 * Counts a span. `add` returns the visitor's number, so that other counters can use it.
 *
 * @param morePairs how many pairs they have
 */
function spanCounter(pages: Pages, most: number, morePairs = () => 0) {
  const numbers = visitorNumbers()
  const totals = valueCounter()
  const tables = dimensions.map((one) => [one, dimensionCounter(one, pages)] as const)
  const counters = tables.map(([, table]) => table)
  let [added, hasManyPairs] = [0, false]
  const pairs = () => counters.reduce((sum, table) => sum + table.pairs(), morePairs())
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
    join(partial: HourPartial): void {
      joinAll(partial.totals, totals.join)
      for (const [dimension, table] of tables) joinAll(partial.by[dimension], table.join)
    },
    partial: (): HourPartial => ({
      totals: totals.counts(),
      by: byDimension(tables, (table) => table.partial()),
    }),
    rollup: (): HourRollup => ({
      totals: each(Object.entries(totals.counts()), ({ values: [{ visits, visitors } = none] }) => ({
        visits,
        visitors,
      })),
      by: byDimension(tables, (table) =>
        each(Object.entries(table.counts()), ({ values, lost }) => breakdownOf(values, { lost })),
      ),
    }),
  }
}

export function dayCounter(pages: Pages, most = visitorsOfShare): DayCounter {
  const read = engagementCounter(pages)
  const whole = spanCounter(pages, most, read.pairs)
  const clocks = new Map<VisitClass, ReturnType<typeof dayClock>>()
  const present = dayOrganisations(pages)
  return {
    ...whole,
    add(visit) {
      const visitClass = classOf(visit)
      const visitor = whole.add(visit)
      getOrInsert(clocks, visitClass, dayClock).add(Date.parse(visit.time), visitor)
      if (visitClass === 'people') present.add(visit, visitor)
      read.add(visitClass, visit, visitor)
    },
    forgetVisitors() {
      whole.forgetVisitors()
      for (const clock of clocks.values()) clock.forgetVisitors()
      present.forgetVisitors()
      read.forgetVisitors()
    },
    join(partial) {
      whole.join(partial)
      joinAll(partial.clocks, (visitClass, clock) => getOrInsert(clocks, visitClass, dayClock).join(clock))
      present.join(partial.networks)
      read.join(partial.engagement)
    },
    partial: () => ({
      ...whole.partial(),
      clocks: each(clocks, (clock) => clock.clock()),
      networks: present.whole(),
      engagement: read.partial(),
    }),
    rollup: () => ({
      ...whole.rollup(),
      clocks: each(clocks, (clock) => clock.clock()),
      attendance: present.organisations(),
      engagement: read.engagement(),
    }),
    firstSeen: present.firstSeen,
  }
}

const byDimension = <T>(
  tables: readonly (readonly [Dimension, DimensionCounter])[],
  of: (table: DimensionCounter) => T,
): Readonly<Record<Dimension, T>> =>
  Object.fromEntries(tables.map(([dimension, table]) => [dimension, of(table)])) as Record<Dimension, T>

function joinAll<T>(given: ByClass<T>, join: (visitClass: VisitClass, one: T) => void): void {
  for (const [visitClass, one] of Object.entries(given)) join(visitClass as VisitClass, one as T)
}

const each = <T, U>(given: Iterable<[string, T]>, of: (one: T) => U): ByClass<U> =>
  Object.fromEntries([...given].map(([visitClass, one]) => [visitClass, of(one)]))

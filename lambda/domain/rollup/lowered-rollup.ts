import { getOrInsert } from '../cache'
import { type Breakdown, breakdownOf, type ValueCount } from '../count/breakdown'
import { type Count, type CountInView, none } from '../count/count'
import { type Dimension, dimensions } from '../count/dimension'
import type { DayEngagement } from '../count/engagement-counter'
import { addTimes, type EngagementSum, noEngagement, type TimesInFront } from '../count/engagement-sum'
import type { DescribedVisit } from '../describe/described-visit'
import { type ByClass, type VisitClass, visitClasses } from '../describe/visit-class'
import type { Instant } from '../time/day'
import { type Pages, pageKey } from '../visit/page-key'
import { sectionKey } from '../visit/section'
import type { Visit } from '../visit/visit'
import type { DayOrganisations, NetworkActivity } from './day-organisations'
import { readingsWithout } from './lowered-reading'
import { type DayRollup, dayCounter, type HourRollup, hourCounter } from './rollup'
import type { DayClock } from './time-slots'

/** An erasure from a day that cannot be counted again. It is kept until done, because the function may be stopped midway. */
export interface BegunErasure {
  readonly id: string
  /** When it was last started. */
  readonly at: Instant
  readonly visits: readonly Visit[]
}

/** The erased visits of one day or hour, and its remaining visits that have not expired. */
export interface Erasure {
  readonly erased: readonly DescribedVisit[]
  readonly left: readonly DescribedVisit[]
}

/**
 * Returns a day's rollup without the erased visits, for a day that cannot be counted again because other visits have expired.
 * For each visitor of the erased visits, it subtracts their counts with those visits and adds their counts without them.
 * Nobody else's counts change, so the result is exact if these visitors' other visits still exist.
 */
export function loweredDay(rollup: DayRollup, erasure: Erasure, pages: Pages): DayRollup {
  const lowered = changesOf(erasure, () => dayCounter(pages)).reduce(
    (left, [before, after]) => ({
      ...loweredCounts(left, before, after, pages),
      clocks: without(left.clocks, before.clocks, after.clocks, clockWithout, isSeen),
      attendance: attendanceWithout(left.attendance, [before.attendance, after.attendance], erasure, pages),
      engagement: engagementWithout(left.engagement, [before.engagement, after.engagement], pages),
    }),
    rollup,
  )
  const { present, others } = lowered.attendance
  return { ...lowered, attendance: { present: readingsWithout(present, erasure.erased, pages), others } }
}

/** Does the same as `loweredDay` for an hour. */
export const loweredHour = (rollup: HourRollup, erasure: Erasure, pages: Pages): HourRollup =>
  changesOf(erasure, () => hourCounter(pages)).reduce(
    (left, [before, after]) => loweredCounts(left, before, after, pages),
    rollup,
  )

type Change<T> = readonly [before: T, after: T]

/** Returns each visitor's rollup before and after, separately. A visit without a visitor is treated as a visitor of its own. */
function changesOf<T>(
  { erased, left }: Erasure,
  counter: () => { add(visit: DescribedVisit): void; rollup(): T },
): Change<T>[] {
  const visitors = new Map<string, DescribedVisit[]>()
  for (const visit of erased) getOrInsert(visitors, visit.visitor ?? visit.id, () => []).push(visit)
  const rollupOf = (visits: readonly DescribedVisit[]): T => {
    const counting = counter()
    for (const visit of visits) counting.add(visit)
    return counting.rollup()
  }
  return [...visitors].map(([visitor, gone]) => {
    const others = left.filter((one) => one.visitor === visitor)
    return [rollupOf([...gone, ...others]), rollupOf(others)]
  })
}

function loweredCounts(rollup: HourRollup, before: HourRollup, after: HourRollup, pages: Pages): HourRollup {
  const by = (dimension: Dimension) => {
    const keyOf = (value: string) => (dimension === 'page' ? pageKey(value, pages) : value)
    return without(
      rollup.by[dimension],
      before.by[dimension],
      after.by[dimension],
      breakdownWithout(keyOf),
      isNamed,
    )
  }
  return {
    totals: without(rollup.totals, before.totals, after.totals, countWithout, isSome),
    by: Object.fromEntries(dimensions.map((one) => [one, by(one)])) as HourRollup['by'],
  }
}

/** Returns the remainder for each class, leaving out classes that have no visits any more. */
function without<T>(
  rollup: ByClass<T>,
  before: ByClass<T>,
  after: ByClass<T>,
  less: (one: T, before: T, after: T | undefined) => T,
  isThere: (one: T) => boolean,
): ByClass<T> {
  const left = visitClasses.flatMap((visitClass): [VisitClass, T][] => {
    const [one, was] = [rollup[visitClass], before[visitClass]]
    if (one === undefined) return []
    return [[visitClass, was === undefined ? one : less(one, was, after[visitClass])]]
  })
  return Object.fromEntries(left.filter(([, one]) => isThere(one)))
}

const isSome = ({ visits }: Pick<Count, 'visits'>): boolean => visits > 0
const isNamed = ({ values, others }: Breakdown): boolean => values.length > 0 || others.visits > 0
const isSeen = (clock: DayClock): boolean => clock.some(isSome)

/** Never goes below zero: the same visit may have been subtracted from a rollup before. */
const taken = (from: number, was: number, is: number): number => Math.max(0, from - (was - is))

const countWithout = (from: CountInView, was: CountInView, is: CountInView = none): CountInView => ({
  visits: taken(from.visits, was.visits, is.visits),
  visitors: taken(from.visitors, was.visitors, is.visitors),
  ...(from.seconds !== undefined && { seconds: taken(from.seconds, was.seconds ?? 0, is.seconds ?? 0) }),
})

const clockWithout = (clock: DayClock, was: DayClock, is: DayClock | undefined): DayClock =>
  clock.map((slot, at) => ({
    visits: taken(slot.visits, was[at]?.visits ?? 0, is?.[at]?.visits ?? 0),
    first: taken(slot.first, was[at]?.first ?? 0, is?.[at]?.first ?? 0),
    last: taken(slot.last, was[at]?.last ?? 0, is?.[at]?.last ?? 0),
  }))

/** Subtracts values that are not named from the others. How many values the others still are is not known then. */
const breakdownWithout =
  (keyOf: (value: string) => string) =>
  ({ values, others }: Breakdown, was: Breakdown, is: Breakdown | undefined): Breakdown => {
    const key = ({ value }: ValueCount) => (value === null ? null : keyOf(value))
    const counts = (one: Breakdown | undefined) => new Map(one?.values.map((count) => [key(count), count]))
    const [wasBy, isBy] = [counts(was), counts(is)]
    const named = values.map((one) => ({
      ...one,
      ...countWithout(one, wasBy.get(key(one)) ?? none, isBy.get(key(one))),
    }))
    const names = new Set(values.map(key))
    const rest = was.values
      .filter((one) => !names.has(key(one)))
      .reduce((left, one) => countWithout(left, one, isBy.get(key(one))), others as CountInView)
    return {
      values: breakdownOf(named.filter(isSome)).values,
      others: { values: rest.visits === 0 ? 0 : others.values, ...rest },
    }
  }

function engagementWithout(
  { sums, times, by }: DayEngagement,
  [was, is]: Change<DayEngagement>,
  pages: Pages,
): DayEngagement {
  const named = (dimension: keyof DayEngagement['by'], keyOf: (value: string) => string) =>
    without(by[dimension], was.by[dimension], is.by[dimension], breakdownWithout(keyOf), isNamed)
  return {
    sums: without(sums, was.sums, is.sums, sumWithout, isSome),
    times: without(times, was.times, is.times, timesWithout, ({ length }) => length > 0),
    by: {
      section: named('section', (section) => sectionKey(section, pages)),
      link: named('link', (link) => link),
    },
  }
}

const sumWithout = (from: EngagementSum, was: EngagementSum, is = noEngagement): EngagementSum => ({
  visits: taken(from.visits, was.visits, is.visits),
  seconds: taken(from.seconds, was.seconds, is.seconds),
  reachedEnd: taken(from.reachedEnd, was.reachedEnd, is.reachedEnd),
})

function timesWithout(from: TimesInFront, was: TimesInFront, is: TimesInFront = []): TimesInFront {
  const gone = was.map(([seconds, visits]) => [seconds, -visits] as const)
  return addTimes([from, gone, is]).filter(([, visits]) => visits > 0)
}

/** Keeps the networks that still have visits. First and last moments that were erased are replaced from the remaining visits. */
function attendanceWithout(
  { present, others }: DayOrganisations,
  [was, is]: Change<DayOrganisations>,
  { erased, left }: Erasure,
  pages: Pages,
): DayOrganisations {
  const of = (one: DayOrganisations) => new Map(one.present.map((network) => [network.id, network]))
  const [wasBy, isBy] = [of(was), of(is)]
  const lowered = present.map((network) => {
    const before = wasBy.get(network.id)
    if (before === undefined) return network
    return networkWithout(network, [before, isBy.get(network.id)], { erased, left }, pages)
  })
  return { present: lowered.filter(isSome), others }
}

function networkWithout(
  network: NetworkActivity,
  [was, is]: readonly [NetworkActivity, NetworkActivity | undefined],
  { erased, left }: Erasure,
  pages: Pages,
): NetworkActivity {
  const readIn = (one: NetworkActivity | undefined) =>
    new Map(one?.pages.map(({ page, visits }) => [pageKey(page, pages), visits]))
  const [wasRead, isRead] = [readIn(was), readIn(is)]
  const times = (visits: readonly DescribedVisit[]) =>
    visits.filter(({ networkId }) => networkId === network.id).map(({ time }) => time)
  const gone = new Set(times(erased))
  const there = times(left).toSorted()
  return {
    ...network, // what it read is subtracted by readingsWithout
    ...countWithout({ visits: network.visits, visitors: network.visitors }, was, is),
    pages: network.pages
      .map(({ page, visits }) => ({
        page,
        visits: taken(visits, wasRead.get(pageKey(page, pages)) ?? 0, isRead.get(pageKey(page, pages)) ?? 0),
      }))
      .filter(({ visits }) => visits > 0),
    firstSeen: gone.has(network.firstSeen ?? '') ? (there[0] ?? null) : network.firstSeen,
    lastSeen: gone.has(network.lastSeen ?? '') ? (there.at(-1) ?? null) : network.lastSeen,
  }
}

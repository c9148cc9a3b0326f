import type { Breakdown } from '../domain/count/breakdown'
import type { Count } from '../domain/count/count'
import type { Dimension } from '../domain/count/dimension'
import type { EngagementDimension } from '../domain/count/engagement-counter'
import type { EngagementSum, TimesInFront } from '../domain/count/engagement-sum'
import type { ByClass, VisitClass } from '../domain/describe/visit-class'
import type { NetworkId } from '../domain/organisation/network-id'
import type { RefusalClock } from '../domain/refusal/refusal-counts'
import type { DayFailure } from '../domain/rollup/day-failure'
import type { DayOrganisations, FirstSeen } from '../domain/rollup/day-organisations'
import type { BegunErasure } from '../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../domain/rollup/rollup'
import type { DayClock } from '../domain/rollup/time-slots'
import type { Day, Grain, Hour, Instant } from '../domain/time/day'

/** Which rollups of a site to read: from one day or hour to another, both included. */
export interface Spans {
  readonly site: string
  readonly grain: Grain
  readonly from: Day | Hour
  readonly to: Day | Hour
}

/** A value for each day or hour that has been counted, in order. */
export type BySpan<T> = ReadonlyMap<Day | Hour, T>

/** The port that reads rollups and marks days for recounting. Throws Unavailable when the table is throttled or out of reach. */
export interface RollupReader {
  /** Has only what has been counted, including days and hours without visits. */
  totals(spans: Spans): Promise<BySpan<ByClass<Count>>>
  /** The first day of a site that has been counted, or null. */
  firstDay(site: string): Promise<Day | null>
  /**
   * Sections and links are counted by day alone, and days that were counted before they were do not have them.
   *
   * @param of the classes that are wanted; all when left out
   */
  breakdowns(
    dimension: Dimension | EngagementDimension,
    spans: Spans,
    of?: readonly VisitClass[],
  ): Promise<BySpan<ByClass<Breakdown>>>
  clocks(days: Omit<Spans, 'grain'>): Promise<BySpan<ByClass<DayClock>>>
  dayOrganisations(days: Omit<Spans, 'grain'>): Promise<BySpan<DayOrganisations>>
  /** What was read, added up. Days that were counted before it was do not have it, nor their times. */
  engagement(days: Omit<Spans, 'grain'>): Promise<BySpan<ByClass<EngagementSum>>>
  timesInFront(days: Omit<Spans, 'grain'>): Promise<BySpan<ByClass<TimesInFront>>>

  /**
   * When people of a network first came to a site. It covers the days that have been counted, and the
   * networks that the index of organisations has.
   */
  firstSeen(site: string): Promise<FirstSeen>

  /** The refusals of a range of days. They belong to no site. */
  refusalClocks(days: { readonly from: Day; readonly to: Day }): Promise<ReadonlyMap<Day, RefusalClock>>

  /**
   * Marks a day for recounting, because its visits or what is known about them will change. Call it before the change:
   * the mark keeps the day open for a while, see `reopenedFor`.
   */
  markForRecount(site: string, day: Day): Promise<void>
  /** Days marked for recounting, with when each was last marked. */
  recountMarks(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, Instant>>
  /** Days that were reported on after they had been counted. */
  lateDays(days: Omit<Spans, 'grain'>): Promise<ReadonlySet<Day>>
  /** Erasures that have begun but not ended. */
  erasures(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, BegunErasure>>
  /** Days that could not be counted. */
  failures(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, DayFailure>>
}

/** The port for counting. */
export interface RollupStore extends RollupReader {
  /** Puts the rollup of an hour, totals last: an hour that has totals is whole. */
  putHour(site: string, hour: Hour, rollup: HourRollup): Promise<void>
  /** Removes the rollup of an hour that has no visits left. */
  dropHour(site: string, hour: Hour): Promise<void>
  /** Puts the rollup of a day, totals last. */
  putDay(site: string, day: Day, rollup: DayRollup): Promise<void>
  /** Puts when networks were first seen; null removes a network. */
  putFirstSeen(site: string, seen: ReadonlyMap<NetworkId, Instant | null>): Promise<void>
  /** Puts the number of refusals on a day. */
  putRefusals(day: Day, clock: RefusalClock): Promise<void>
  /**
   * Changes the rollup of a day or an hour for an erasure. Each part changes once, however often this is called for the
   * same erasure before the next one begins; `change` changes each part by itself.
   *
   * @returns the rollup after the change; null where it has not been counted
   */
  lowerDay(
    site: string,
    day: Day,
    erasure: string,
    change: (day: DayRollup) => DayRollup,
  ): Promise<DayRollup | null>
  lowerHour(
    site: string,
    hour: Hour,
    erasure: string,
    change: (hour: HourRollup) => HourRollup,
  ): Promise<HourRollup | null>
  /** Keeps an erasure until it is ended. @param after the erasure that it continues @returns false where there is another one */
  beginErasure(site: string, day: Day, erasure: BegunErasure, after: BegunErasure | null): Promise<boolean>
  /** Ends an erasure, unless another function has taken it up since. */
  endErasure(site: string, day: Day, erasure: BegunErasure): Promise<void>
  /** Clears a day's recount mark unless it was renewed after `said`. */
  clearRecountMark(site: string, day: Day, said: Instant): Promise<void>
  /** Clears the mark of a day that was reported on late. Call it when no report of the day can come any more. */
  clearLateMark(site: string, day: Day): Promise<void>
  /** Records that a day could not be counted; null once it has been. */
  putFailure(site: string, day: Day, failure: DayFailure | null): Promise<void>
}

import type { Breakdown } from '../domain/count/breakdown'
import type { Count } from '../domain/count/count'
import type { Dimension } from '../domain/count/dimension'
import type { ByClass, VisitClass } from '../domain/describe/visit-class'
import type { RefusalClock } from '../domain/refusal/refusal-counts'
import type { DayFailure } from '../domain/rollup/day-failure'
import type { DayOrganisations, FirstSeen } from '../domain/rollup/day-organisations'
import type { BegunErasure } from '../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../domain/rollup/rollup'
import type { DayClock } from '../domain/rollup/time-slots'
import type { Day, Grain, Hour, Instant } from '../domain/time/day'

/** Which rollups of a site are read: from one day or hour to another, both included. */
export interface Spans {
  readonly site: string
  readonly grain: Grain
  readonly from: Day | Hour
  readonly to: Day | Hour
}

/** Something for each day or hour that has been counted, in their order. */
export type BySpan<T> = ReadonlyMap<Day | Hour, T>

/** The port by which rollups are read and asked for anew. Throws Unavailable when the table is throttled or out of reach. */
export interface RollupReader {
  /** Only what has been counted is in the answer, also where nobody came. */
  totals(spans: Spans): Promise<BySpan<ByClass<Count>>>
  /** @param of the classes that are wanted; all when left out */
  breakdowns(
    dimension: Dimension,
    spans: Spans,
    of?: readonly VisitClass[],
  ): Promise<BySpan<ByClass<Breakdown>>>
  clocks(days: Omit<Spans, 'grain'>): Promise<BySpan<ByClass<DayClock>>>
  dayOrganisations(days: Omit<Spans, 'grain'>): Promise<BySpan<DayOrganisations>>

  /**
   * When people of a network first came to a site, as far as days have been counted: of the networks that the index of
   * organisations has, by AS number.
   */
  firstSeen(site: string): Promise<FirstSeen>

  /** Refusals of the days from one to another, of no site. */
  refusalClocks(days: { readonly from: Day; readonly to: Day }): Promise<ReadonlyMap<Day, RefusalClock>>

  /** Has a day counted again, because its visits or what is known of them will change. Call it before: it holds for a while, see `reopenedFor`. */
  markForRecount(site: string, day: Day): Promise<void>
  /** Days that are to be counted again, with when that was last said. */
  recountMarks(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, Instant>>
  /** Erasures that have begun and not ended. */
  erasures(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, BegunErasure>>
  /** Days that could not be counted. */
  failures(days: Omit<Spans, 'grain'>): Promise<ReadonlyMap<Day, DayFailure>>
}

/** The port of whoever counts. */
export interface RollupStore extends RollupReader {
  /** Puts what was counted of an hour; its totals last, so that an hour that has them is whole. */
  putHour(site: string, hour: Hour, rollup: HourRollup): Promise<void>
  /** Takes an hour back in which no visit is left. */
  dropHour(site: string, hour: Hour): Promise<void>
  /** The same of a day. */
  putDay(site: string, day: Day, rollup: DayRollup): Promise<void>
  /** Puts when networks were first seen; null takes one back. */
  putFirstSeen(site: string, seen: ReadonlyMap<number, Instant | null>): Promise<void>
  /** Puts how many refusals there were. */
  putRefusals(day: Day, clock: RefusalClock): Promise<void>
  /**
   * Changes what was counted of a day or an hour for an erasure, each of its parts once, however often it is called for
   * the same one before the next begins; `change` changes each part by itself.
   *
   * @returns what is left of it; null where it has not been counted
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
  /** Keeps an erasure until it is ended. @param after the one that it goes on with @returns false where there is another one */
  beginErasure(site: string, day: Day, erasure: BegunErasure, after: BegunErasure | null): Promise<boolean>
  /** Ends an erasure, unless somebody else has set about it since. */
  endErasure(site: string, day: Day, erasure: BegunErasure): Promise<void>
  /** Takes back that a day is to be counted again, unless it was said again since `said`. */
  clearRecountMark(site: string, day: Day, said: Instant): Promise<void>
  /** Keeps that a day could not be counted; null once it has been. */
  putFailure(site: string, day: Day, failure: DayFailure | null): Promise<void>
}

import { describer } from '../../domain/describe/described-visit'
import type { NetworkFacts } from '../../domain/describe/known-network'
import {
  type DayPartial,
  dayCounter,
  type HourCounter,
  type HourPartial,
  hourCounter,
} from '../../domain/rollup/rollup'
import { type Day, type Hour, hourOf } from '../../domain/time/day'
import type { Pages } from '../../domain/visit/page-key'
import type { Visit } from '../../domain/visit/visit'

/** What was counted of an hour or the day: of some visitors, or of all. */
export type SpanCounts = readonly [span: Hour | Day, counts: HourPartial | DayPartial]

export interface CountingFacts extends NetworkFacts {
  readonly pages: Pages
}

/**
 * Counts visits of some visitors of a day, in any order. All visits of a visitor must be given to the same counter; those of
 * nobody may go to any. What several have counted adds up to the digit.
 */
export function partialCounter({ pages, ...facts }: CountingFacts) {
  const describe = describer(facts)
  const whole = dayCounter(pages)
  const hours = new Map<Hour, HourCounter>()
  return {
    add(visit: Visit): void {
      const described = describe(visit)
      const hour = hourOf(visit.time)
      let counter = hours.get(hour)
      if (counter === undefined) {
        counter = hourCounter(pages)
        hours.set(hour, counter)
      }
      counter.add(described)
      whole.add(described)
    },
    *counts(day: Day): Generator<SpanCounts> {
      for (const [hour, counter] of hours) yield [hour, counter.partial()]
      if (hours.size > 0) yield [day, whole.partial()]
    },
  }
}

/** Adds up what was counted of the same hours and day by several. */
export function spanAdder(day: Day, pages: Pages) {
  const counters = new Map<Hour | Day, HourCounter>()
  return {
    add([span, counts]: SpanCounts): void {
      const counter = counters.get(span) ?? (span === day ? dayCounter(pages) : hourCounter(pages))
      counters.set(span, counter)
      counter.join(counts)
    },
    *counts(): Generator<SpanCounts> {
      for (const [span, counter] of counters) yield [span, counter.partial()]
    },
    counters: (): ReadonlyMap<Hour | Day, HourCounter> => counters,
  }
}

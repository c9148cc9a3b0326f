import type { Count } from '../../domain/count/count'
import { type Dimension, dimensions } from '../../domain/count/dimension'
import type { DayEngagement, EngagementDimension } from '../../domain/count/engagement-counter'
import type { ByClass } from '../../domain/describe/visit-class'
import type { NetworkId } from '../../domain/organisation/network-id'
import type { RefusalClock } from '../../domain/refusal/refusal-counts'
import type { DayFailure } from '../../domain/rollup/day-failure'
import type { DayOrganisations } from '../../domain/rollup/day-organisations'
import type { BegunErasure } from '../../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../../domain/rollup/rollup'
import type { DayClock } from '../../domain/rollup/time-slots'
import type { Day, Grain, Hour, Instant } from '../../domain/time/day'
import type { Visit } from '../../domain/visit/visit'
import {
  erasureKey,
  failureKey,
  firstSeenKey,
  type Key,
  refusalRollupKey,
  rollupPartition,
  rollupSortKey,
} from '../keys'
import { type AttendanceRecord, attendanceJson, attendanceOf } from './rollup/attendance-part'
import { breakdownAttributes, breakdownsIn, timedAttributes } from './rollup/breakdown-part'
import { type Attributes, attributesOf, byClass } from './rollup/class-attributes'
import { sumAttributes, sumsIn, timeAttributes, timesIn } from './rollup/engagement-part'
import { type Attribute, deflated, inflated, numbersIn, packed } from './rollup/packed'

/**
 * A rollup as the table holds it: one item for each part. Names are JSON and counts are four bytes each, so the size of
 * an item, and with it the cost of a report, does not grow with the visits. A day can have at most 2^32 - 1 visits.
 * Long parts are deflated: 30 days of 300 pages take 14 read units instead of 110. Rollups do not expire: they name
 * nobody, and a report may reach back further than visits are kept.
 */
export type RollupItem = Key & Readonly<Record<string, Attribute>>

/** The part of a dimension. Folders were called sections once, and days of then still name them so. */
export function partOfDimension(dimension: Dimension | EngagementDimension): string {
  if (dimension === 'section') return sectionPart
  return dimension === 'folder' ? 'section' : dimension
}

/** The parts other than the dimensions. */
export const totalPart = 'total'
export const clockPart = 'clock'
export const attendancePart = 'attendance'
/** What was read: its sum, times in front, sections and links. Days that were counted before it was do not have them. */
export const engagementPart = 'engagement'
export const timesPart = 'secondsInFront'
const sectionPart = 'sectionInView'
const engagementParts = [engagementPart, timesPart, sectionPart, 'link'] as const

export interface Place {
  readonly site: string
  readonly grain: Grain
  readonly span: Day | Hour
}

/** The items of an hour or a day, totals last. */
export function toItems(place: Place, rollup: HourRollup | DayRollup): RollupItem[] {
  const item = (part: string, attributes: Attributes): RollupItem => ({
    pk: rollupPartition(place.site),
    sk: rollupSortKey(place.grain, part, place.span),
    ...attributes,
  })
  return [
    ...dimensions.map((one) => item(partOfDimension(one), breakdownAttributes(rollup.by[one]))),
    ...('clocks' in rollup
      ? [
          item(clockPart, clockAttributes(rollup.clocks)),
          item(attendancePart, { [data]: deflated(attendanceJson(rollup.attendance)) }),
          ...engagementAttributes(rollup.engagement).map((one, at) =>
            item(engagementParts[at] as string, one),
          ),
        ]
      : []),
    item(totalPart, totalAttributes(rollup.totals)),
  ]
}

export const toRefusalItem = (day: Day, { slots, until }: RefusalClock): RollupItem => ({
  ...refusalRollupKey(day),
  until,
  [data]: packed(slots),
})

export const refusalClockIn = (item: RollupItem): RefusalClock => ({
  slots: numbersIn(item[data]),
  until: String(item.until),
})

/** The item for when a network was first seen. */
export const toFirstSeenItem = (site: string, id: NetworkId, first: Instant): RollupItem => ({
  ...firstSeenKey(site, id),
  first,
})

export const firstSeenIn = (item: RollupItem): Instant => String(item.first)

/** The item for a day that could not be counted. */
export const toFailureItem = (site: string, day: Day, failure: DayFailure): RollupItem => ({
  ...failureKey(site, day),
  ...failure,
})

export const failureIn = ({ reason, attempts, since, last, next }: RollupItem): DayFailure => ({
  reason: String(reason),
  attempts: Number(attempts),
  since: String(since),
  last: String(last),
  next: String(next),
})

/** The keys of all items of an hour or a day, in the order of `toItems`. */
export const rollupKeys = ({ site, grain, span }: Place): Key[] =>
  [
    ...dimensions.map(partOfDimension),
    ...(grain === 'day' ? [clockPart, attendancePart, ...engagementParts] : []),
    totalPart,
  ].map((part) => ({
    pk: rollupPartition(site),
    sk: rollupSortKey(grain, part, span),
  }))

/** Reads an hour or day from all of its items, in the order of `toItems`. */
export function rollupIn(items: readonly RollupItem[]): HourRollup | DayRollup {
  const by = Object.fromEntries(
    dimensions.map((one, at) => [one, breakdownsIn(one, items[at] as RollupItem)]),
  ) as HourRollup['by']
  const hour = { by, totals: totalsIn(items.at(-1) as RollupItem) }
  const [clocks, attendance, ...read] = items.slice(dimensions.length, -1)
  return clocks === undefined || attendance === undefined
    ? hour
    : {
        ...hour,
        clocks: clocksIn(clocks),
        attendance: attendanceIn(attendance),
        engagement: engagementIn(read),
      }
}

/** Whether all items are there that a counted hour or day has, in the order of `toItems`: a dimension may be newer, and what was read. */
export function isCounted(items: readonly (RollupItem | undefined)[]): boolean {
  const [clocks, attendance] = items.slice(dimensions.length, -1)
  const isDay = items.length > dimensions.length + 1
  return items.at(-1) !== undefined && (!isDay || (clocks !== undefined && attendance !== undefined))
}

/** In the order of `engagementParts`. */
const engagementAttributes = ({ sums, times, by }: DayEngagement): Attributes[] => [
  sumAttributes(sums),
  timeAttributes(times),
  timedAttributes(by.section),
  breakdownAttributes(by.link),
]

function engagementIn([sums, times, sections, links]: readonly RollupItem[]): DayEngagement {
  const nothing = {}
  return {
    sums: sumsIn(sums ?? nothing),
    times: timesIn(times ?? nothing),
    by: {
      section: breakdownsIn('section', sections ?? nothing),
      link: breakdownsIn('link', links ?? nothing),
    },
  }
}

export const toErasureItem = (site: string, day: Day, { id, at, visits }: BegunErasure): RollupItem => ({
  ...erasureKey(site, day),
  ...{ id, at, [data]: deflated(JSON.stringify(visits)) },
})

export const erasureIn = ({ id, at, [data]: visits }: RollupItem): BegunErasure => ({
  id: String(id),
  at: String(at),
  visits: (JSON.parse(inflated(visits).toString()) as Visit[]).map(withEngagement),
})

/** An erasure that a version before began has visits without it. */
const withEngagement = (visit: Visit): Visit => ({ ...visit, engagement: visit.engagement ?? null })

/** The attribute for what is not split by class. */
const data = 'data'

const totalAttributes = (totals: ByClass<Count>) =>
  attributesOf(totals, (visitClass, { visits, visitors }) => [[visitClass, packed([visits, visitors])]])

const clockAttributes = (clocks: ByClass<DayClock>) =>
  attributesOf(clocks, (visitClass, clock) => [
    [visitClass, deflated(packed(clock.flatMap(({ visits, first, last }) => [visits, first, last])))],
  ])

export const totalsIn = (item: RollupItem): ByClass<Count> =>
  byClass(item, (visitClass) => countAt(numbersIn(item[visitClass]), 0))

export const clocksIn = (item: RollupItem): ByClass<DayClock> =>
  byClass(item, (visitClass) => {
    const numbers = numbersIn(inflated(item[visitClass]))
    return Array.from({ length: numbers.length / 3 }, (_, slot) => {
      const [visits, first, last] = numbers.slice(slot * 3, slot * 3 + 3) as [number, number, number]
      return { visits, first, last }
    })
  })

export const attendanceIn = (item: RollupItem): DayOrganisations =>
  attendanceOf(JSON.parse(inflated(item[data]).toString()) as AttendanceRecord)

const countAt = (numbers: readonly number[], at: number): Count => ({
  visits: numbers[at] as number,
  visitors: numbers[at + 1] as number,
})

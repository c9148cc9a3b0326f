import { getOrInsert } from '../cache'
import { addedUp, type Breakdown } from '../count/breakdown'
import { type Count, none, sum } from '../count/count'
import { dimensions } from '../count/dimension'
import { type EngagementDimension, engagementDimensions } from '../count/engagement-counter'
import {
  addEngagement,
  addTimes,
  type EngagementSum,
  noEngagement,
  type TimesInFront,
} from '../count/engagement-sum'
import { type Day, daysBetween, type Instant } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'
import { type Pages, pageKey } from '../visit/page-key'
import { sectionKey } from '../visit/section'

/** What visits are counted by. */
const tableNames = [...dimensions, ...engagementDimensions] as const
const countedNames = ['day', 'hour', ...tableNames] as const
export type By = (typeof countedNames)[number]

/** What has a table of values in a report. */
export type TableName = (typeof tableNames)[number]

/** Whether a report tells times in front: one by sections or links alone is not to cost what they take. */
export const isTimed = (by: readonly By[]): boolean =>
  by.length === 0 || by.some((one) => !engagementDimensions.includes(one as EngagementDimension))

/** What a report can be broken down by: what visits are counted by, sites, pages with the site of each, and recipients. */
const siteNames = ['site', 'sitePage'] as const
export const breakdownNames = [...countedNames, ...siteNames, 'recipient'] as const
export type SiteBy = (typeof siteNames)[number]
export type AskedBy = (typeof breakdownNames)[number]

/**
 * Returns what to count visits by. Rollups are of one site each, so sites add nothing, and their pages are pages. Recipients
 * have lists of their own.
 */
export function countedBy(asked: readonly AskedBy[]): readonly By[] {
  const by = asked
    .map((one) => (one === 'sitePage' ? 'page' : one))
    .filter((one) => one !== 'site' && one !== 'recipient')
  return [...new Set(by)]
}

/** A day or an hour of a report, with the visits of bots counted separately. */
export interface TimeCount extends Count {
  /** `2026-11-22` or `2026-11-22T15:00+01:00`, by the clock of the zone. */
  readonly value: string
  readonly bots: number
}

/** What was counted. */
export interface Report {
  readonly totals: Count & { readonly bots: number }
  readonly days: readonly TimeCount[]
  readonly hours: readonly TimeCount[]
  readonly by: ReadonlyMap<TableName, Breakdown>
  readonly engagement: ReportedEngagement
}

/** What was read, as far as it is known. */
export interface ReportedEngagement extends EngagementSum {
  /** Null where the report does not tell them. */
  readonly times: TimesInFront | null
  /** Whether it is that of all visits. */
  readonly isWhole: boolean
}

/** A report, and the part of its period of which anything can be known; null where there is none. */
export interface KnownReport extends Report {
  readonly known: Period | null
  /** The sites that have counted visits. */
  readonly sites: readonly SiteCount[]
}

/** A site’s part in a report. */
export interface SiteCount extends Count {
  readonly site: string
  /** The last UTC day of the period with counted visits. */
  readonly lastDay: Day
  readonly pages: Breakdown
}

/** A count, with bots counted separately. */
export interface Sides {
  readonly counted: Count
  readonly bots: Count
}

/** Assembles a report from days, hours and breakdowns that are counted separately. No visitor may be in two of them. */
export interface Reporter {
  /** @param lastDay the last UTC day of these visits */
  add(sides: Sides, lastDay: Day): void
  addDay(day: Day, sides: Sides): void
  addHour(hour: string, sides: Sides): void
  /** @param breakdown for pages and sections, with the moment of each one's latest spelling */
  addBreakdown(table: TableName, breakdown: Breakdown): void
  /** @param times null where they were not looked up */
  addEngagement(sum: EngagementSum, times: TimesInFront | null): void
  /** Notes that what was read in some visits is not known. */
  missEngagement(): void
  /**
   * Returns everything added so far. Days and hours without visits are zeros.
   *
   * @param known the part of the period of which anything can be known: of the rest there are no days and hours
   */
  report(known: Period | null, zone: Zone, by: readonly By[]): Report
}

export function reporter(pages: Pages): Reporter {
  let totals: Sides = nothing
  const days = new Map<string, Sides>()
  const hours = new Map<string, Sides>()
  const breakdowns = new Map<TableName, Breakdown[]>()
  const reading = engagementReport()
  const addTo = (map: Map<string, Sides>, name: string, sides: Sides) =>
    map.set(name, both(map.get(name) ?? nothing, sides))
  return {
    add(sides) {
      totals = both(totals, sides)
    },
    addDay: (day, sides) => addTo(days, day, sides),
    addHour: (hour, sides) => addTo(hours, hour, sides),
    addBreakdown(table, breakdown) {
      getOrInsert(breakdowns, table, noBreakdowns).push(breakdown)
    },
    addEngagement: reading.add,
    missEngagement: reading.miss,
    report: (known, zone, by) => ({
      totals: { ...totals.counted, bots: totals.bots.visits },
      days: by.includes('day') ? rows(known === null ? [] : dayNames(known, zone), days) : [],
      hours: by.includes('hour') ? rows(known === null ? [] : hourNames(known, zone), hours) : [],
      by: new Map(
        tableNames
          .filter((one) => by.includes(one))
          .map((one) => [one, addedUp(breakdowns.get(one) ?? [], keyIn(one, pages))]),
      ),
      engagement: reading.engagement(),
    }),
  }
}

/** Returns what all spellings of a value have in common; null where it has one. */
function keyIn(table: TableName, pages: Pages): ((value: string) => string) | null {
  if (table === 'page') return (page) => pageKey(page, pages)
  return table === 'section' ? (section) => sectionKey(section, pages) : null
}

function engagementReport() {
  let sum = noEngagement
  const told: TimesInFront[] = []
  let [isTold, isWhole] = [true, true]
  return {
    add(more: EngagementSum, times: TimesInFront | null): void {
      sum = addEngagement(sum, more)
      if (times === null) isTold = false
      else told.push(times)
    },
    miss(): void {
      isWhole = false
    },
    engagement: (): ReportedEngagement => ({ ...sum, times: isTold ? addTimes(told) : null, isWhole }),
  }
}

export const noBreakdowns = (): Breakdown[] => []
const nothing: Sides = { counted: none, bots: none }
const both = (a: Sides, b: Sides): Sides => ({
  counted: sum(a.counted, b.counted),
  bots: sum(a.bots, b.bots),
})

const rows = (names: readonly string[], counts: ReadonlyMap<string, Sides>): TimeCount[] =>
  names.map((value) => {
    const { counted, bots } = counts.get(value) ?? nothing
    return { value, ...counted, bots: bots.visits }
  })

const dayNames = ({ start, end }: Period, zone: Zone): Day[] =>
  daysBetween(zone.dayAt(Date.parse(start)), zone.dayAt(Date.parse(end) - 1))

const quarter = 15 * 60_000

/** Returns the names of all hours, in order. When a clock is put back, two hours differ only in their offset. */
function hourNames({ start, end }: Period, zone: Zone): string[] {
  const names = new Set<string>()
  const first = Math.floor(Date.parse(start) / quarter) * quarter
  for (let time = first; time < Date.parse(end); time += quarter) names.add(hourNameOf(zone, time))
  return [...names]
}

/** How recent a report is, and how it was made. */
export interface Freshness {
  /** The report has visits up to this moment. */
  readonly asOf: Instant
  /** Whether the report has every visit of the period. False if too many are not counted yet, and not all could be read. */
  readonly complete: boolean
  /** The report has every visit from this moment on, and earlier ones if they have been counted. */
  readonly from: Instant
  /** Days taken from rollups. */
  readonly closedDays: number
  /** Visits read for the rest. */
  readonly visitsRead: number
  /** Days whose rollups are being recounted and were used as they were. */
  readonly recounting: readonly Day[]
  /** Whether no visitor is counted twice. False if a busy day was assembled from its hours. */
  readonly exactVisitors: boolean
  /** Whether what was read is known of every visit. False also where a busy day was assembled from its hours, which do not tell it. */
  readonly wholeEngagement: boolean
}

/** A report, and how it was made. */
export interface CountedReport extends Omit<KnownReport, 'engagement'> {
  /** Null where a filter asks what rollups do not tell of closed days. */
  readonly engagement: Omit<ReportedEngagement, 'isWhole'> | null
  readonly freshness: Freshness
}

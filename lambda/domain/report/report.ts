import { getOrInsert } from '../cache'
import { addedUp, type Breakdown, breakdownOf, type ValueCount } from '../count/breakdown'
import { type Count, type Counter, counter, none, sum } from '../count/count'
import { type Dimension, dimensions, valueIn } from '../count/dimension'
import type { DescribedVisit } from '../describe/described-visit'
import type { Inclusion } from '../describe/inclusion'
import { type Day, dayOf, daysBetween, type Instant } from '../time/day'
import type { Period } from '../time/period'
import { hourNameOf, type Zone } from '../time/zone'
import { newestSpellings } from '../visit/newest-spelling'
import { type Pages, pageKey } from '../visit/page-key'
import { isSelected } from './source'

/** What visits are counted by. */
const countedNames = ['day', 'hour', ...dimensions] as const
export type By = (typeof countedNames)[number]

/** What a report can be broken down by: what visits are counted by, sites, and pages with the site of each. */
const siteNames = ['site', 'sitePage'] as const
export const breakdownNames = [...countedNames, ...siteNames] as const
export type SiteBy = (typeof siteNames)[number]
export type AskedBy = (typeof breakdownNames)[number]

/** Returns what to count visits by. Rollups are of one site each, so sites add nothing, and their pages are pages. */
export function countedBy(asked: readonly AskedBy[]): readonly By[] {
  const by = asked.map((one) => (one === 'sitePage' ? 'page' : one)).filter((one) => one !== 'site')
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
  readonly by: ReadonlyMap<Dimension, Breakdown>
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
  /** @param breakdown for pages, with the moment of each one's latest spelling */
  addBreakdown(dimension: Dimension, breakdown: Breakdown): void
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
  const breakdowns = new Map<Dimension, Breakdown[]>()
  const addTo = (map: Map<string, Sides>, name: string, sides: Sides) =>
    map.set(name, both(map.get(name) ?? nothing, sides))
  return {
    add(sides) {
      totals = both(totals, sides)
    },
    addDay: (day, sides) => addTo(days, day, sides),
    addHour: (hour, sides) => addTo(hours, hour, sides),
    addBreakdown(dimension, breakdown) {
      getOrInsert(breakdowns, dimension, noBreakdowns).push(breakdown)
    },
    report: (known, zone, by) => ({
      totals: { ...totals.counted, bots: totals.bots.visits },
      days: by.includes('day') ? rows(known === null ? [] : dayNames(known, zone), days) : [],
      hours: by.includes('hour') ? rows(known === null ? [] : hourNames(known, zone), hours) : [],
      by: new Map(
        dimensions
          .filter((one) => by.includes(one))
          .map((one) => [
            one,
            addedUp(breakdowns.get(one) ?? [], one === 'page' ? (page) => pageKey(page, pages) : null),
          ]),
      ),
    }),
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

/** How visits are counted. */
export interface CountedBy {
  readonly zone: Zone
  readonly by: readonly By[]
  readonly pages: Pages
  /** What to do with the site's own pages in the dimensions that say where visits came from. */
  readonly internal: Inclusion
}

/** Counts visits directly into a report. */
export interface VisitCounter {
  add(visit: DescribedVisit, side: 'counted' | 'bots'): void
  /** Adds the counts to a reporter. */
  into(reporter: Reporter): void
}

export function visitCounter({ zone, by, pages, internal }: CountedBy): VisitCounter {
  const totals = pair()
  let lastTime = ''
  const days = new Map<string, Pair>()
  const hours = new Map<string, Pair>()
  const tables = new Map(
    dimensions.filter((one) => by.includes(one)).map((one) => [one, new Map<string | null, Counter>()]),
  )
  const spellings = newestSpellings((page) => pageKey(page, pages))
  const [wantsDays, wantsHours] = [by.includes('day'), by.includes('hour')]
  const keyIn = (dimension: Dimension, visit: DescribedVisit) =>
    dimension === 'page' ? spellings.add({ text: visit.page, seen: visit.time }) : valueIn(dimension, visit)
  const named = (dimension: Dimension, key: string | null): Pick<ValueCount, 'value' | 'seen'> => {
    if (dimension !== 'page' || key === null) return { value: key }
    const { text: value, seen } = spellings.of(key)
    return { value, seen }
  }
  return {
    add(visit, side) {
      const { visitor } = visit
      const time = Date.parse(visit.time)
      totals[side].add(visitor)
      if (side === 'counted' && visit.time > lastTime) lastTime = visit.time
      if (wantsDays) getOrInsert(days, zone.dayAt(time), pair)[side].add(visitor)
      if (wantsHours) getOrInsert(hours, hourNameOf(zone, time), pair)[side].add(visitor)
      if (side === 'counted')
        for (const [dimension, table] of tables) {
          const key = keyIn(dimension, visit)
          if (isSelected(dimension, key, { site: visit.site, internal }))
            getOrInsert(table, key, counter).add(visitor)
        }
    },
    into(reporter) {
      reporter.add(sidesOf(totals), dayOf(lastTime))
      for (const [day, counts] of days) reporter.addDay(day, sidesOf(counts))
      for (const [hour, counts] of hours) reporter.addHour(hour, sidesOf(counts))
      for (const [dimension, table] of tables) {
        const counts = [...table].map(([key, one]) => ({ ...named(dimension, key), ...one.count() }))
        reporter.addBreakdown(dimension, breakdownOf(counts, { most: counts.length, bytes: unbounded }))
      }
    },
  }
}

const unbounded = Number.POSITIVE_INFINITY

interface Pair {
  readonly counted: Counter
  readonly bots: Counter
}
const pair = (): Pair => ({ counted: counter(), bots: counter() })
const sidesOf = ({ counted, bots }: Pair): Sides => ({ counted: counted.count(), bots: bots.count() })

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
}

import { isInOne, type RolledFilter } from '../domain/report/rollup-filter'
import type { SiteCounts } from '../domain/report/site-counts'
import {
  daysOf,
  exactlyRead,
  holdsHour,
  isWhole,
  partOf,
  planDays,
  visitCount as sizeOf,
  without,
} from '../domain/rollup/day-plan'
import { type Day, dayOf, type Hour, hourLength, instantOf, startOfHour } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import { knownDays } from './known-days'
import { openHours } from './open-hours'
import type { CountParts, StatsQuestion } from './stats'
import { addFromRollups, type Rolled } from './stats-from-rollups'

/** A site's share in a report: what was taken from rollups, and what remains to be read, latest first. */
export interface SiteShare {
  readonly site: string
  readonly closedDays: number
  /** The first UTC day of the period that has been counted or has visits; null if none is known. */
  readonly firstDay: Day | null
  /** Days that are being counted again and were taken as they were. */
  readonly recounting: readonly Day[]
  /** Whether no visitor was counted twice. */
  readonly exactVisitors: boolean
  /** Counted already, but read all the same for the exact number of visitors. */
  readonly known: readonly Period[]
  readonly knownVisits: number
  /** Not counted yet, so it may hold any number of visits. */
  readonly unknown: readonly Period[]
}

export interface SiteParts extends CountParts {
  readonly counting: SiteCounts
  /** The most visits that may still be read although they have been counted. */
  readonly exactLeft: number
}

/** A question that rollups can answer, and what its filter asks of a dimension. */
export interface RolledQuestion extends StatsQuestion {
  readonly asked: RolledFilter | null
}

/** Adds what rollups say about a site to a report, and returns what remains to be read. */
export async function countSite(
  { store, rollups, pages, counting, now, exactLeft }: SiteParts,
  site: string,
  { filter, zone, by, internal, asked }: RolledQuestion,
): Promise<SiteShare> {
  const { period } = filter
  const reporter = counting.of(site)
  const rolled: Rolled = { site, filter, asked, by, zone, pages, internal }
  const days = daysOf(period)
  const range = { site, from: days[0] as Day, to: days.at(-1) as Day }
  const { recorded, counted, reopened } = await knownDays({ store, rollups, now }, range)
  const plan = planDays(period, { recorded, counted, reopened }, exactLeft - exactlyRead)
  const closed = { grain: 'day', spans: plan.closed, totals: counted } as const
  const unanswerable = await addFromRollups(rollups, rolled, closed, reporter)
  const isKnown = (day: Day) => counted.has(day) && isWhole(day, period)
  const known = plan.open.filter(isKnown)
  const knownVisits = known.reduce((sum, day) => sum + sizeOf(counted.get(day) ?? {}), 0)

  const open = [...plan.open.filter((day) => !isKnown(day)), ...unanswerable].toSorted()
  const isAskedFor = (hour: Hour) => holdsHour(period, hour) && isInOne(hour, { by, zone })
  const hours = await openHours(rollups, {
    ...{ site, days: open, recorded, isAskedFor },
    most: exactLeft - knownVisits,
  })
  const missed = new Set(
    await addFromRollups(rollups, rolled, { grain: 'hour', spans: hours.busy }, reporter),
  )
  const taken = hours.busy.filter((hour) => !missed.has(hour))
  const answered = [...taken, ...hours.quiet].toSorted()
  return {
    site,
    closedDays: plan.closed.length - unanswerable.length,
    firstDay: days.find((day) => counted.has(day) || recorded.has(day)) ?? null,
    recounting: [
      ...plan.recounting.filter((day) => !unanswerable.includes(day)),
      ...taken.map(dayOf).filter((day) => reopened.has(day)),
    ],
    exactVisitors: taken.length === 0,
    known: lastFirst([...known.map((day) => partOf(day, period)), ...hours.quiet.map(periodOf)]),
    knownVisits: knownVisits + hours.quietVisits,
    unknown: lastFirst(open.flatMap((day) => partWithout(answered, day, period))),
  }
}

/** The part of a day that lies in a period, without some hours. */
const partWithout = (hours: readonly Hour[], day: Day, period: Period): Period[] =>
  without(
    partOf(day, period),
    hours.filter((hour) => dayOf(hour) === day),
  )

/** The share of a site whose rollups say nothing about the question. */
export const allUnknown = (site: string, period: Period): SiteShare => ({
  site,
  closedDays: 0,
  firstDay: null,
  recounting: [],
  exactVisitors: true,
  known: [],
  knownVisits: 0,
  unknown: [period],
})

const periodOf = (hour: Hour): Period => ({
  start: instantOf(startOfHour(hour)),
  end: instantOf(startOfHour(hour) + hourLength),
})

/** Joins periods that follow each other, so that their visits are read in one go; latest first. */
function lastFirst(periods: readonly Period[]): Period[] {
  const joined: Period[] = []
  for (const { start, end } of periods.toSorted((a, b) => (a.start < b.start ? -1 : 1))) {
    const last = joined.at(-1)
    if (last?.end === start) joined[joined.length - 1] = { start: last.start, end }
    else joined.push({ start, end })
  }
  return joined.toReversed()
}

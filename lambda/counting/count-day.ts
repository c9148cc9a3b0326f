import type { Count } from '../domain/count/count'
import { visitorShares } from '../domain/count/visitor-share'
import type { DescribedVisit } from '../domain/describe/described-visit'
import type { ByClass } from '../domain/describe/visit-class'
import { hoursOf, visitCount, visitorsIn } from '../domain/rollup/day-plan'
import { type DayCounter, dayCounter, type HourCounter, hourCounter } from '../domain/rollup/rollup'
import { type Day, type Hour, hourLength, hourOf, instantOf, startOfHour } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { manyAtOnce } from '../reports/visit-search'
import type { BySpan } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

/** Visits per read of a share. Few of them are sent, so DynamoDB's limit of one megabyte per read applies first. */
const sievedAtOnce = 10_000

/** Chance fills some shares more than others, so each is planned to be this full on average. */
export const filling = 0.9

/**
 * How often a span is restarted with twice as many shares. Visitors who are still in one share after that have names that
 * are not hashes, perhaps from an import. They are counted all the same, in more memory.
 */
const mostDoublings = 3

export interface DayParts {
  readonly store: Pick<QueryStore, 'visitsOf'>
  readonly output: DayOutput
  readonly pages: Pages
  readonly describe: (visit: Visit) => DescribedVisit
  /** The most visitors held in memory at once. */
  readonly shareSize: number
  /** Called for every visit read, and awaited if it returns a promise. May throw to stop the count. */
  readonly onVisit: () => Promise<void> | undefined
  /** Takes the visits of a day that is over and is read whole; null if nothing does. */
  readonly archiving: VisitSink | null
}

/** Where counts go. */
export interface DayOutput {
  /** @returns how many visitors the hour had */
  putHour(hour: Hour, counter: HourCounter): Promise<number>
  /** Removes an hour that has no visits any more. */
  dropHour(hour: Hour): Promise<void>
  putDay(counter: DayCounter): Promise<void>
}

/** Takes all visits of a day, newest first. Neither method ever rejects. */
export interface VisitSink {
  begin(): Promise<void>
  /** Awaited if it returns a promise. */
  add(visit: Visit): Promise<void> | undefined
}

export interface DayToCount {
  readonly site: string
  /** The day's hours that are closed. */
  readonly hours: readonly Hour[]
  readonly isOver: boolean
  /** Counts the whole day, even hours that have been counted before. */
  readonly recountAll: boolean
  /** Totals of hours that have been counted before. */
  readonly before: BySpan<ByClass<Count>>
}

/** The hours of a day that were closed at a moment, in milliseconds since 1970. */
export const closedHoursOf = (day: Day, closed: number): Hour[] =>
  hoursOf(day).filter((hour) => startOfHour(hour) < closed)

/**
 * Counts the closed hours of a day, and the day itself once it is over. Visits are read once, newest first, and an hour is
 * put as soon as it has been read, so a run that ends early keeps what it has counted. An hour or day with more visitors
 * than may be held at once is read again, once for each share of them. When a day that is over is read whole, its hours
 * that have a different number of visits than when they were counted are counted again.
 *
 * @returns whether the sink was given the day's visits
 */
export async function countDay(
  parts: DayParts,
  { site, hours, isOver, recountAll, before }: DayToCount,
): Promise<boolean> {
  const wanted = hours.filter((hour) => recountAll || !before.has(hour))
  const visitors = new Map([...before].map(([hour, totals]) => [hour, visitorsIn(totals)]))

  const fits = isOver && total(visitors.values()) <= parts.shareSize
  const whole = fits ? dayCounter(parts.pages, parts.shareSize) : null
  const put = async (hour: Hour, counter: HourCounter) => {
    visitors.set(hour, await parts.output.putHour(hour, counter))
  }
  const isWhole = isOver && (fits || wanted.length === hours.length)
  const archiving = isWhole ? parts.archiving : null
  await archiving?.begin()
  const periods = stretches(fits ? hours : wanted)
  const read = await readOnce(parts, { site, periods, wanted, whole, put, archiving })
  const uncounted = fits ? changed(read.visits, before, wanted) : []
  for (const [hour, visits] of [...read.outgrown, ...uncounted])
    await put(hour, await countHour(parts, site, hour, visits))
  if (recountAll || fits)
    for (const hour of before.keys()) if (!read.visits.has(hour)) await parts.output.dropHour(hour)
  if (!isOver) return false
  await parts.output.putDay(
    read.whole ?? (await countWhole(parts, site, stretches(hours), total(visitors.values()))),
  )
  return archiving !== null
}

interface Reading {
  readonly site: string
  readonly periods: readonly Period[]
  /** Hours to put. */
  readonly wanted: readonly Hour[]
  /** Counts everything that is read; null if that would be too much. */
  readonly whole: DayCounter | null
  readonly put: (hour: Hour, counter: HourCounter) => Promise<void>
  /** Takes everything that is read. */
  readonly archiving: VisitSink | null
}

/** The result of one pass over the visits. */
interface OneReading {
  /** Null if there were too many visitors. */
  readonly whole: DayCounter | null
  /** The number of visits of each hour that had any. */
  readonly visits: ReadonlyMap<Hour, number>
  /** Hours that had too many visitors. */
  readonly outgrown: readonly HourVisits[]
}

type HourVisits = readonly [hour: Hour, visits: number]

/** Hours whose number of visits has changed since they were counted: some came late, or from a clock that was wrong. */
const changed = (
  visits: ReadonlyMap<Hour, number>,
  before: BySpan<ByClass<Count>>,
  wanted: readonly Hour[],
): HourVisits[] =>
  [...visits].filter(
    ([hour, count]) => !wanted.includes(hour) && count !== visitCount(before.get(hour) ?? {}),
  )

async function readOnce(
  parts: DayParts,
  { site, periods, wanted, whole, put, archiving }: Reading,
): Promise<OneReading> {
  const visits = new Map<Hour, number>()
  const outgrown: HourVisits[] = []
  let counting = whole
  for (const period of periods) {
    let current: HourReading | null = null
    const finish = async () => {
      if (current === null) return
      visits.set(current.hour, current.visits)
      if (!current.isWanted) return
      if (current.counter !== null) await put(current.hour, current.counter)
      else outgrown.push([current.hour, current.visits])
    }
    for await (const visit of parts.store.visitsOf({ site, period, before: null, atOnce: manyAtOnce })) {
      const pause = parts.onVisit()
      if (pause !== undefined) await pause // a needless await would cost a million a day
      const written = archiving?.add(visit)
      if (written !== undefined) await written
      const hour = hourOf(visit.time)
      if (current?.hour !== hour) {
        await finish()
        current = openHour(parts, hour, wanted.includes(hour))
      }
      const described = parts.describe(visit)
      current.visits += 1
      current.counter = addWithin(current.counter, described)
      counting = addWithin(counting, described)
    }
    await finish()
  }
  return { whole: counting, visits, outgrown }
}

interface HourReading {
  readonly hour: Hour
  readonly isWanted: boolean
  visits: number
  counter: HourCounter | null
}

const openHour = ({ pages, shareSize }: DayParts, hour: Hour, isWanted: boolean): HourReading => ({
  hour,
  isWanted,
  visits: 0,
  counter: isWanted ? hourCounter(pages, shareSize) : null,
})

/** Returns the counter, or null once it has become too large. */
function addWithin<T extends HourCounter>(counter: T | null, visit: DescribedVisit): T | null {
  counter?.add(visit)
  return counter?.isFull() ? null : counter
}

const countHour = (parts: DayParts, site: string, hour: Hour, visits: number): Promise<HourCounter> =>
  countByShares(parts, { site, periods: [periodOf(hour)], visitors: visits }, () =>
    hourCounter(parts.pages, parts.shareSize),
  )

/** @param visitors sum over the hours of the day */
const countWhole = (
  parts: DayParts,
  site: string,
  periods: readonly Period[],
  visitors: number,
): Promise<DayCounter> =>
  countByShares(parts, { site, periods, visitors }, () => dayCounter(parts.pages, parts.shareSize))

interface Span {
  readonly site: string
  readonly periods: readonly Period[]
  /** An estimate; the true number may be lower. */
  readonly visitors: number
}

/** Counts a span once for each share of its visitors. If a share is too large, starts again with twice as many shares. */
async function countByShares<T extends HourCounter>(parts: DayParts, span: Span, make: () => T): Promise<T> {
  const needed = Math.max(2, Math.ceil(span.visitors / (filling * parts.shareSize)))
  for (let doubled = 0; ; doubled++) {
    const counter = make()
    const shares = needed * 2 ** doubled
    if (await addShares(parts, { ...span, shares, mayStop: doubled < mostDoublings }, counter)) return counter
  }
}

/** @returns false if a share was too large and more shares may help */
async function addShares(
  { store, describe, onVisit }: DayParts,
  { site, periods, shares, mayStop }: Span & { readonly shares: number; readonly mayStop: boolean },
  counter: HourCounter,
): Promise<boolean> {
  for (const share of visitorShares(shares)) {
    for (const period of periods)
      for await (const visit of store.visitsOf({ site, period, before: null, atOnce: sievedAtOnce, share })) {
        const pause = onVisit()
        if (pause !== undefined) await pause
        counter.add(describe(visit))
        if (mayStop && counter.isFull()) return false
      }
    counter.forgetVisitors()
  }
  return true
}

const total = (numbers: Iterable<number>): number => [...numbers].reduce((sum, one) => sum + one, 0)

const periodOf = (hour: Hour): Period => ({
  start: instantOf(startOfHour(hour)),
  end: instantOf(startOfHour(hour) + hourLength),
})

/** Joins consecutive hours into one period. */
function stretches(hours: readonly Hour[]): Period[] {
  const periods: Period[] = []
  for (const hour of hours) {
    const [last, next] = [periods.at(-1), periodOf(hour)]
    if (last?.end === next.start) periods[periods.length - 1] = { start: last.start, end: next.end }
    else periods.push(next)
  }
  return periods
}

import { eachAtOnce } from '../domain/at-once'
import { hoursOf, visitsIn as sizeOf } from '../domain/closed-days'
import {
  type Day,
  dayOf,
  endOf,
  type Hour,
  hourLength,
  hourOf,
  type Instant,
  instantOf,
  startOf,
  startOfHour,
} from '../domain/day'
import { type DescribedVisit, describer } from '../domain/described-visit'
import type { NetworkOf } from '../domain/known-network'
import { made } from '../domain/made'
import type { Pages } from '../domain/page-key'
import type { Period } from '../domain/period'
import { dayCounter, type HourCounter, hourCounter } from '../domain/rollup'
import type { Visit } from '../domain/visit'
import { clockTolerance } from '../domain/visit-id'
import type { RollupReader, RollupStore } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { dayFacts } from './day-facts'
import { keepFirstSeen } from './first-seen'
import { manyAtOnce } from './visit-search'

/** After its end an hour may still get visits from clocks that are behind; then it is closed. Milliseconds. */
export const settlingTime = 2 * clockTolerance

/**
 * How long a day stays reopened at least, in milliseconds, and is counted by every run. By then, whoever reopened it has
 * put what it was about to put, and a run that had read it before has ended: Lambda's longest takes 15 minutes.
 */
export const reopenedFor = 16 * 60_000

/** A recorded day is not counted again when its visits expire before a run would end: what is gone could not be counted. Seconds. */
export const expiryMargin = 20 * 60

/** Visits above which the hours of a day are read beside each other. */
const busyDay = 50_000
const hoursAtOnce = 8

export interface RollUpParts {
  readonly store: QueryStore
  readonly rollups: RollupStore
  readonly networkOf: NetworkOf
  /** What is one page. Days that were counted by another setting are as they were until they are counted again. */
  readonly pages: Pages
  readonly now: () => Date
}

export interface RollUpOptions {
  /** One site; every site when left out. */
  readonly site?: string | undefined
  /** Days to count whether they need it or not; those that need it when left out. */
  readonly days?: { readonly from: Day; readonly to: Day } | undefined
  /** As `reopenedFor`, which holds when it is left out. */
  readonly reopenedFor?: number | undefined
  /** Asked before each day: whether there is time for it. */
  readonly mayGoOn?: (() => boolean) | undefined
  /** Told of each day that is to be counted and has been. */
  readonly onDay?: ((progress: RollUpProgress) => void) | undefined
}

export interface RollUpProgress {
  readonly site: string
  readonly day: Day
  /** Days counted, this one included, of so many. */
  readonly done: number
  readonly of: number
}

export interface RolledUp {
  readonly days: number
  readonly visits: number
  /** Days for which there was no time. */
  readonly left: number
}

/**
 * Counts the closed hours and days that have not been counted, or are to be again. What it puts is a function of
 * the visits alone, so it may run twice, late, or beside another run.
 */
export async function rollUp(parts: RollUpParts, options: RollUpOptions = {}): Promise<RolledUp> {
  if (options.site === undefined) await parts.store.noteSiteDays()
  const sites =
    options.site === undefined ? (await parts.store.sites()).map(({ site }) => site) : [options.site]
  const tasks = (await eachAtOnce(sites, (site) => tasksOf(parts, site, options))).flat()
  const describe = describer({ networkOf: parts.networkOf, corrections: await parts.store.corrections() })
  let [done, visits] = [0, 0]
  for (const task of tasks) {
    if (options.mayGoOn?.() === false) break
    visits += await countDay(parts, task, { describe, keepOpen: options.reopenedFor ?? reopenedFor })
    done += 1
    options.onDay?.({ site: task.site, day: task.day, done, of: tasks.length })
  }
  return { days: done, visits, left: tasks.length - done }
}

interface Task {
  readonly site: string
  readonly day: Day
  /** When it was said that the day is to be counted again. */
  readonly reopened: Instant | null
  /** Count all of it, whatever has been counted before. */
  readonly anew: boolean
}

interface TaskParts {
  readonly store: Pick<QueryStore, 'daysOf'>
  readonly rollups: RollupReader
  readonly now: () => Date
}

/** The days that need counting, the last one first, because that is what people look at. */
export async function tasksOf(
  { store, rollups, now }: TaskParts,
  site: string,
  { days }: RollUpOptions,
): Promise<Task[]> {
  const closed = closedUntil(now())
  const range = { site, from: days?.from ?? '0000-01-01', to: days?.to ?? dayOf(closed) }
  const { recorded, counted, reopened, said } = await dayFacts({ store, rollups, now }, range, expiryMargin)
  return [...recorded]
    .filter((day) => startOf(day) < Date.parse(closed))
    .filter((day) => days !== undefined || !counted.has(day) || reopened.has(day))
    .map((day) => ({
      site,
      day,
      reopened: said.get(day) ?? null,
      anew: days !== undefined || reopened.has(day),
    }))
}

/** The end of the last hour that is closed. */
export const closedUntil = (now: Date): Instant =>
  instantOf(Math.floor((now.getTime() - settlingTime) / hourLength) * hourLength)

/** Counts the hours of a day that are closed, and the day when it is over. @returns visits read */
async function countDay(
  { store, rollups, networkOf, pages, now }: RollUpParts,
  { site, day, reopened, anew }: Task,
  { describe, keepOpen }: { describe: (visit: Visit) => DescribedVisit; keepOpen: number },
): Promise<number> {
  const end = closedUntil(now())
  const isSettled = reopened !== null && now().getTime() - Date.parse(reopened) > keepOpen // before it is read
  const isOver = endOf(day) <= Date.parse(end)
  const before = await rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
  const closed = hoursOf(day).filter((hour) => startOfHour(hour) < Date.parse(end))
  const wanted = isOver || anew ? closed : closed.filter((hour) => !before.has(hour))
  const isBusy = [...before.values()].reduce((sum, totals) => sum + sizeOf(totals), 0) > busyDay

  const hours = new Map<Hour, HourCounter>()
  const whole = dayCounter(pages)
  let read = 0
  const count = async (period: Period) => {
    for await (const visit of store.visitsOf({ site, period, before: null, atOnce: manyAtOnce })) {
      read += 1
      const described = describe(visit)
      const hour = hourOf(visit.time)
      if (anew || !before.has(hour)) made(hours, hour, () => hourCounter(pages)).add(described)
      if (isOver) whole.add(described)
    }
  }
  const periods = isBusy ? wanted.map(periodOf) : stretches(wanted)
  for (let at = 0; at < periods.length; at += hoursAtOnce)
    await Promise.all(periods.slice(at, at + hoursAtOnce).map(count))

  for (const [hour, counter] of [...hours].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await rollups.putHour(site, hour, counter.rollup())
  if (anew) for (const hour of before.keys()) if (!hours.has(hour)) await rollups.dropHour(site, hour)
  if (isOver) {
    const seen = { site, day, seen: whole.firstSeen(), until: dayOf(end) }
    await keepFirstSeen({ rollups, networkOf }, seen) // first: a day that has totals is whole
    await rollups.putDay(site, day, whole.rollup())
  }
  if (isSettled) await rollups.settle(site, day, reopened)
  return read
}

const periodOf = (hour: Hour): Period => ({
  start: instantOf(startOfHour(hour)),
  end: instantOf(startOfHour(hour) + hourLength),
})

/** Hours that follow each other as one. */
function stretches(hours: readonly Hour[]): Period[] {
  const periods: Period[] = []
  for (const hour of hours) {
    const [last, next] = [periods.at(-1), periodOf(hour)]
    if (last?.end === next.start) periods[periods.length - 1] = { start: last.start, end: next.end }
    else periods.push(next)
  }
  return periods
}

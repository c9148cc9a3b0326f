import { eachAtOnce } from '../domain/at-once'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { NetworkOf } from '../domain/describe/known-network'
import { type DayFailure, failedAgain, unfinished } from '../domain/rollup/day-failure'
import { settlingTime } from '../domain/rollup/day-plan'
import { visitorsOfShare } from '../domain/rollup/rollup'
import { type Day, dayOf, hourLength, type Instant, instantOf, startOf } from '../domain/time/day'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { knownDays } from '../reports/known-days'
import type { RollupReader, RollupStore } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { countDay } from './count-day'
import { finishErasures } from './erasure'

/**
 * How long a day stays reopened at least, in milliseconds, and is counted by every run. By then, whoever reopened it has
 * put what it was about to put, and a run that had read it before has ended: Lambda's longest takes 15 minutes.
 */
export const reopenedFor = 16 * 60_000

/** A recorded day is not counted again when its visits expire before a run would end: what is gone could not be counted. Seconds. */
export const expiryMargin = 20 * 60

/** Visits that are read between two looks at the time. */
const visitsBetweenLooks = 1000

/** Visits from which on a day may be too much for the function: it is marked before, in case the run is killed. */
const bigDay = 50_000

const always = { from: '0000-01-01', to: '9999-12-31' }

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
  /** Asked while a day is read: whether there is time left. Where not, the day is put aside. */
  readonly mayRead?: (() => boolean) | undefined
  /** Visitors that are kept at once; `visitorsOfShare` when left out. */
  readonly shareSize?: number | undefined
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
  /** Days that could not be counted, in this run or before; each is tried again later. */
  readonly failing: readonly FailingDay[]
}

export interface FailingDay extends DayFailure {
  readonly site: string
  readonly day: Day
}

/**
 * Counts the closed hours and days that have not been counted, or are to be again. What it puts is a function of
 * the visits alone, so it may run twice, late, or beside another run. A day that fails is put aside and stops no other.
 */
export async function rollUp(parts: RollUpParts, options: RollUpOptions = {}): Promise<RolledUp> {
  if (options.site === undefined) await parts.store.noteSiteDays()
  const sites =
    options.site === undefined ? (await parts.store.sites()).map(({ site }) => site) : [options.site]
  const unread: unknown[] = []
  const note = (error: unknown) => {
    unread.push(error)
  }
  const found = await eachAtOnce(sites, async (site) => {
    await finishErasures(parts, { site, ...always }).catch(note)
    await dropVoidMarks(parts, site, options).catch(note)
    return (await tasksOf(parts, site, options).catch(note)) ?? []
  })
  const tasks = found.flat().toSorted(firstToCount)
  const describe = describer({ networkOf: parts.networkOf, corrections: await parts.store.corrections() })
  const failing: FailingDay[] = []
  let [done, visits, seen] = [0, 0, 0]
  for (const task of tasks) {
    if (options.mayGoOn?.() === false) break
    seen += 1
    const { failure, ...counted } = await tryDay(parts, task, { describe, options })
    visits += counted.visits
    if (failure !== null) failing.push({ site: task.site, day: task.day, ...failure })
    else done += 1
    options.onDay?.({ site: task.site, day: task.day, done: seen, of: tasks.length })
  }
  if (unread.length > 0) throw unread[0] // what could be looked up has been counted
  return { days: done, visits, left: tasks.length - seen, failing }
}

/** The newest days of all sites first, and last those that failed. */
const firstToCount = (a: Task, b: Task): number =>
  Number(a.failure !== null) - Number(b.failure !== null) ||
  (a.day === b.day ? (a.site < b.site ? -1 : 1) : a.day > b.day ? -1 : 1)

interface Run {
  readonly describe: (visit: Visit) => DescribedVisit
  readonly options: RollUpOptions
}

interface Tried {
  readonly visits: number
  /** Null where it was counted. */
  readonly failure: DayFailure | null
}

/** Counts a day, or says why it could not and when it is tried again. */
async function tryDay(parts: RollUpParts, task: Task, run: Run): Promise<Tried> {
  const { site, day, failure: before } = task
  const isAsked = run.options.days !== undefined
  if (before !== null && !isAsked && parts.now() < new Date(before.next))
    return { visits: 0, failure: before }
  const fail = async (reason: string): Promise<DayFailure> => {
    const failure = failedAgain(before, reason, parts.now())
    await parts.rollups.putFailure(site, day, failure)
    return failure
  }
  let [visits, marked] = [0, before !== null]
  const onVisit = (): Promise<void> | undefined => {
    visits += 1
    if (visits % visitsBetweenLooks === 0 && run.options.mayRead?.() === false)
      throw new Error(`there was no time left after ${visits} visits`)
    if (visits !== bigDay) return undefined
    marked = true
    return fail(unfinished).then(() => {})
  }
  try {
    await countTask(parts, task, { ...run, onVisit })
    if (marked) await parts.rollups.putFailure(site, day, null)
    return { visits, failure: null }
  } catch (error) {
    return { visits, failure: await fail((error as Error).message) }
  }
}

interface Task {
  readonly site: string
  readonly day: Day
  /** When it was said that the day is to be counted again. */
  readonly reopened: Instant | null
  /** Count all of it, whatever has been counted before. */
  readonly recountAll: boolean
  /** That it could not be counted before. */
  readonly failure: DayFailure | null
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
  const [{ recorded, counted, reopened, said }, failures] = await Promise.all([
    knownDays({ store, rollups, now }, range, expiryMargin),
    rollups.failures(range),
  ])
  return [...recorded]
    .filter((day) => startOf(day) < Date.parse(closed))
    .filter((day) => days !== undefined || !counted.has(day) || reopened.has(day))
    .map((day) => ({
      site,
      day,
      reopened: said.get(day) ?? null,
      recountAll: days !== undefined || reopened.has(day),
      failure: failures.get(day) ?? null,
    }))
}

/** Takes back that days are to be counted again which cannot be any more, as their visits have begun to expire. */
async function dropVoidMarks(
  { store, rollups, now }: RollUpParts,
  site: string,
  { reopenedFor: keepOpen = reopenedFor }: RollUpOptions,
): Promise<void> {
  const days = { site, ...always }
  const old = [...(await rollups.recountMarks(days))].filter(
    ([, said]) => now().getTime() - Date.parse(said) > keepOpen, // an import may be about to put its first visit
  )
  if (old.length === 0) return
  const { recorded, counted } = await knownDays({ store, rollups, now }, days)
  for (const [day, said] of old)
    if (counted.has(day) && !recorded.has(day)) await rollups.clearRecountMark(site, day, said)
}

/** The end of the last hour that is closed. */
export const closedUntil = (now: Date): Instant =>
  instantOf(Math.floor((now.getTime() - settlingTime) / hourLength) * hourLength)

/** Counts a day, and takes it back that it is to be counted again, where that was said long enough before. */
async function countTask(
  { now, ...parts }: RollUpParts,
  { site, day, reopened, recountAll }: Task,
  { describe, options, onVisit }: Run & { readonly onVisit: () => Promise<void> | undefined },
): Promise<void> {
  const keepOpen = options.reopenedFor ?? reopenedFor
  const isSettled = reopened !== null && now().getTime() - Date.parse(reopened) > keepOpen // before it is read
  const closed = Date.parse(closedUntil(now()))
  const shareSize = options.shareSize ?? visitorsOfShare
  await countDay({ ...parts, describe, shareSize, onVisit }, { site, day, recountAll, closed })
  if (isSettled) await parts.rollups.clearRecountMark(site, day, reopened)
}

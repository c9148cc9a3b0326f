import type { Archive } from '../archive/archive'
import { eachAtOnce } from '../domain/at-once'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { Directory } from '../domain/describe/known-network'
import { type DayFailure, failedAgain, unfinished } from '../domain/rollup/day-failure'
import { settlingTime } from '../domain/rollup/day-plan'
import { isReportedOut } from '../domain/rollup/late-report'
import { visitorsOfShare } from '../domain/rollup/rollup'
import { type Day, dayOf, endOf, hourLength, type Instant, instantOf, startOf } from '../domain/time/day'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { knownDays } from '../reports/known-days'
import type { RollupReader, RollupStore } from '../store/rollup-store'
import type { ShardStore } from '../store/shard-store'
import type { QueryStore } from '../store/visit-store'
import { archivingOf, type CountedDayArchiving } from './archiving'
import { catchUp, type PlaceOfShards, type UnarchivedDay } from './catch-up'
import { closedHoursOf, countDay } from './count-day'
import { finishErasures } from './erasure'
import { rollupOutput } from './rollup-output'
import { dayOfShards } from './shards/day-of-shards'
import { type HandedOut, handOut } from './shards/hand-out'
import type { Sharding } from './shards/sharding'

/**
 * The least time, in milliseconds, for which a day stays reopened and is counted by every run. By then the function that
 * reopened it has put its changes, and any run that read the day before has ended: Lambda's longest takes 15 minutes.
 */
export const reopenedFor = 16 * 60_000

/** In seconds. A day is not counted again if its visits may expire before the run ends, because some would be missing. */
export const expiryMargin = 20 * 60

/** Visits read between two checks of the time. */
const visitsBetweenLooks = 1000

/** From this many visits on, a day may be too much for the function. It is then marked as failed, in case the run is killed. */
const bigDay = 50_000

const always = { from: '0000-01-01', to: '9999-12-31' }

export interface RollUpParts {
  readonly store: QueryStore
  readonly rollups: RollupStore
  readonly networks: Directory
  /** Which addresses are one page. Days counted under another setting stay as they are until they are counted again. */
  readonly pages: Pages
  /** Where the visits of days that are over are written; null or left out if nowhere. */
  readonly archive?: Archive | null
  /** What spreads big days of several shards over functions; null or left out where one process counts everything. */
  readonly sharding?: Sharding | null
  /** Where a count that functions have begun is kept: it is ended where this process counts its day. Left out where there is none. */
  readonly rounds?: Pick<ShardStore, 'stateOf' | 'endRound'>
  readonly now: () => Date
}

export interface RollUpOptions {
  /** One site; all sites if omitted. */
  readonly site?: string | undefined
  /** Days to count whether they need it or not; if omitted, the days that need it. */
  readonly days?: { readonly from: Day; readonly to: Day } | undefined
  /** Milliseconds; `reopenedFor` if omitted. */
  readonly reopenedFor?: number | undefined
  /** Called before each day. Returns whether there is time for it. */
  readonly mayGoOn?: (() => boolean) | undefined
  /** Called while a day is read. Returns whether there is time left; if not, the day is put aside. */
  readonly mayRead?: (() => boolean) | undefined
  /** The most visitors held in memory at once; `visitorsOfShare` if omitted. */
  readonly shareSize?: number | undefined
  /** Called after each day that was due, whether it was counted or failed. */
  readonly onDay?: ((progress: RollUpProgress) => void) | undefined
}

export interface RollUpProgress {
  readonly site: string
  readonly day: Day
  /** Days dealt with, this one included, out of `of` days in all. */
  readonly done: number
  readonly of: number
}

export interface RolledUp {
  readonly days: number
  readonly visits: number
  /** Days that there was no time for. */
  readonly left: number
  /** Days that could not be counted, in this run or an earlier one. Each is tried again later. */
  readonly failing: readonly FailingDay[]
  /** Days that could not be written to the archive, and why; the next run tries again. */
  readonly unarchived: readonly UnarchivedDay[]
}

export interface FailingDay extends DayFailure {
  readonly site: string
  readonly day: Day
}

/**
 * Counts the closed hours and days that have not been counted or are marked for recounting, and once more those that were
 * reported on late. The result is a function of
 * the visits alone, so a run may be repeated, late, or concurrent with another. A day that fails is put aside and does not
 * stop the others.
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
    return (await daysIn(parts, site, options).catch(note)) ?? { tasks: [], settled: [] }
  })
  const tasks = found.flatMap((one) => one.tasks).toSorted(firstToCount)
  const describe = describer({ networks: parts.networks, corrections: await parts.store.corrections() })
  const [failing, unarchived]: [FailingDay[], UnarchivedDay[]] = [[], []]
  let [done, visits, seen] = [0, 0, 0]
  for (const task of tasks) {
    if (options.mayGoOn?.() === false) break
    seen += 1
    const {
      failure,
      unarchived: reason,
      isHandedOut,
      ...counted
    } = await tryDay(parts, task, { describe, options })
    visits += counted.visits
    if (reason !== null) unarchived.push({ site: task.site, day: task.day, reason })
    if (failure !== null) failing.push({ site: task.site, day: task.day, ...failure })
    else if (!isHandedOut) done += 1
    options.onDay?.({ site: task.site, day: task.day, done: seen, of: tasks.length })
  }
  if (parts.archive && options.days === undefined) {
    const settled = found.map((one) => one.settled)
    const handOutBig = (place: PlaceOfShards) => isHandedToWrite(parts, place)
    unarchived.push(...(await catchUp(parts.archive, { sites, settled }, { ...options, handOutBig })))
  }
  if (unread.length > 0) throw unread[0] // thrown last, so that the sites that could be read are counted
  return { days: done, visits, left: tasks.length - seen, failing, unarchived }
}

/** Orders the newest days of all sites first, and days that failed last. */
function firstToCount(a: Task, b: Task): number {
  const failed = Number(a.failure !== null) - Number(b.failure !== null)
  if (failed !== 0) return failed
  if (a.day !== b.day) return a.day > b.day ? -1 : 1
  return a.site < b.site ? -1 : 1
}

interface Run {
  readonly describe: (visit: Visit) => DescribedVisit
  readonly options: RollUpOptions
}

interface Tried {
  readonly visits: number
  /** Null if the day was counted. */
  readonly failure: DayFailure | null
  /** Why it was not written to the archive; null if it was, or was not to be. */
  readonly unarchived: string | null
  /** Whether other functions count it. */
  readonly isHandedOut?: boolean
}

/** Counts a day, or records why it failed and when to try again. */
async function tryDay(parts: RollUpParts, task: Task, run: Run): Promise<Tried> {
  const { site, day, failure: before } = task
  const isAsked = run.options.days !== undefined
  if (before !== null && !isAsked && parts.now() < new Date(before.next))
    return { visits: 0, failure: before, unarchived: null }
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
    const handed = isAsked ? null : await handedOut(parts, task, run.options)
    if (handed !== null)
      return {
        ...{ visits: 0, unarchived: null, isHandedOut: true },
        failure: handed.missing.length === 0 ? null : await fail(missingText(handed)),
      }
    const unarchived = await countTask(parts, task, { ...run, onVisit })
    const begun = task.shards === 1 ? null : ((await parts.rounds?.stateOf(site, day)) ?? null)
    if (begun !== null) await parts.rounds?.endRound(site, begun.round)
    if (marked) await parts.rollups.putFailure(site, day, null)
    return { visits, failure: null, unarchived }
  } catch (error) {
    return { visits, failure: await fail((error as Error).message), unarchived: null }
  }
}

const missingText = ({ missing }: HandedOut): string =>
  `shard${missing.length === 1 ? '' : 's'} ${missing.join(', ')} ended without a count`

/** Has a big day of several shards counted by other functions. @returns null where it is to be counted here */
async function handedOut(
  { rollups, sharding = null, now }: RollUpParts,
  { failure, ...task }: Task,
  options: RollUpOptions,
): Promise<HandedOut | null> {
  if (sharding === null || task.shards === 1) return null
  const moment = { closed: closedUntil(now()), isSettled: isSettledBy(now(), task.reopened, options) }
  const day = await dayOfShards(rollups, { ...task, hasFailed: failure !== null }, { ...moment, ...sharding })
  return day === null ? null : handOut({ ...sharding, now }, day)
}

/** Has a big day that the archive lacks counted once more by other functions, which write it. */
async function isHandedToWrite(parts: RollUpParts, place: PlaceOfShards): Promise<boolean> {
  const task = { ...place, reopened: null, recountAll: true, isLate: false, failure: null }
  return (await handedOut(parts, task, {})) !== null
}

/** Whether a recount mark is so old that counting the day now clears it. */
const isSettledBy = (
  now: Date,
  reopened: Instant | null,
  { reopenedFor: keepOpen = reopenedFor }: RollUpOptions,
): reopened is Instant => reopened !== null && now.getTime() - Date.parse(reopened) > keepOpen

interface Task {
  readonly site: string
  readonly day: Day
  /** Over how many its visits are spread. */
  readonly shards: number
  /** When the day was marked for recounting. */
  readonly reopened: Instant | null
  /** Counts the whole day, even hours that have been counted before. */
  readonly recountAll: boolean
  /** Whether it was reported on after it was counted, and no report can come any more. Hours do not change by that. */
  readonly isLate: boolean
  /** The last failure to count it, if it has failed. */
  readonly failure: DayFailure | null
}

interface TaskParts {
  readonly store: Pick<QueryStore, 'daysOf'>
  readonly rollups: RollupReader
  readonly now: () => Date
}

/** The days of a site by what is to be done. */
interface SiteDays {
  /** Days that need counting, newest first, because those are what people look at. */
  readonly tasks: Task[]
  /** Days that are over, counted, and not to be counted again. */
  readonly settled: readonly PlaceOfShards[]
}

export async function daysIn(
  { store, rollups, now }: TaskParts,
  site: string,
  { days }: RollUpOptions,
): Promise<SiteDays> {
  const closed = closedUntil(now())
  const range = { site, from: days?.from ?? '0000-01-01', to: days?.to ?? dayOf(closed) }
  const [{ recorded, counted, reopened, said, shards }, failures, reported] = await Promise.all([
    knownDays({ store, rollups, now }, range, expiryMargin),
    rollups.failures(range),
    rollups.lateDays(range),
  ])
  const isLate = (day: Day) => reported.has(day) && isReportedOut(day, now().getTime())
  const begun = [...recorded].filter((day) => startOf(day) < Date.parse(closed))
  const placeOf = (day: Day): PlaceOfShards => ({ site, day, shards: shards.get(day) ?? 1 })
  const isSettled = (day: Day) => counted.has(day) && !reopened.has(day) && !isLate(day)
  const tasks = begun
    .filter((day) => days !== undefined || !isSettled(day))
    .map((day) => ({
      ...placeOf(day),
      reopened: said.get(day) ?? null,
      recountAll: days !== undefined || reopened.has(day),
      isLate: isLate(day),
      failure: failures.get(day) ?? null,
    }))
  return { tasks, settled: begun.filter(isSettled).map(placeOf) }
}

/** Clears the recount marks of days that can no longer be counted, because their visits have begun to expire. */
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

/** The end of the last closed hour. */
export const closedUntil = (now: Date): Instant =>
  instantOf(Math.floor((now.getTime() - settlingTime) / hourLength) * hourLength)

/** Counts a day, and clears its recount mark if that is old enough. @returns why it was not archived, or null */
async function countTask(
  { now, archive = null, ...parts }: RollUpParts,
  { site, day, shards, reopened, recountAll, isLate }: Task,
  { describe, options, onVisit }: Run & { readonly onVisit: () => Promise<void> | undefined },
): Promise<string | null> {
  const isSettled = isSettledBy(now(), reopened, options) // decided before the day is read
  const closedAt = closedUntil(now())
  const closed = Date.parse(closedAt)
  const isOver = endOf(day) <= closed
  const shareSize = options.shareSize ?? visitorsOfShare
  const archiving: CountedDayArchiving | null =
    archive === null || !isOver ? null : archivingOf(archive, { site, day }, onVisit)
  const before = await parts.rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` })
  const output = rollupOutput(parts, { site, day, until: dayOf(closedAt) })
  const sink = shards > 1 ? null : archiving // shards are written one by one
  const wasGiven = await countDay(
    { ...parts, output, describe, shareSize, onVisit, archiving: sink },
    { site, hours: closedHoursOf(day, closed), isOver, recountAll, before },
  )
  const unarchived = (await archiving?.end(wasGiven)) ?? null
  if (isSettled && reopened !== null) await parts.rollups.clearRecountMark(site, day, reopened) // after the files, so that a killed run is tried again
  if (isLate) await parts.rollups.clearLateMark(site, day)
  return unarchived
}

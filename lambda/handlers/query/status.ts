import type { HandlerFor, HandlersFor, RequestFor } from '../../api/handler'
import { dollarsOf } from '../../contract'
import { countedThisMonth } from '../../counting/counted-visits'
import type { MarkOwner } from '../../counting/owner-marks'
import { closedUntil, daysIn } from '../../counting/roll-up'
import { eachAtOnce } from '../../domain/at-once'
import { Unavailable } from '../../domain/errors'
import { type Fuse, isPaused, monthOf } from '../../domain/fuse/fuse'
import { healthMessages, outboxHealth } from '../../domain/message/outbox-health'
import { type Silence, silenceOf } from '../../domain/report/silence'
import { type DayFailure, isFailing } from '../../domain/rollup/day-failure'
import { type Day, dayOf, endOf, type Instant, instantOf } from '../../domain/time/day'
import { parsePeriod } from '../../domain/time/period'
import { mergeSources } from '../../domain/visit/listing'
import type { SiteList } from '../../domain/visit/site-list'
import type { Visit } from '../../domain/visit/visit'
import { callerOf } from '../../http/caller'
import { logError } from '../../http/log'
import { json } from '../../http/response'
import type { ArchiveStore } from '../../store/archive-store'
import type { FuseStore } from '../../store/fuse-store'
import type { OutboxStore } from '../../store/outbox-store'
import type { RollupReader } from '../../store/rollup-store'
import type { QueryStore, RecordedSite } from '../../store/visit-store'

export interface StatusParts {
  readonly store: Pick<QueryStore, 'sites' | 'visitsOf' | 'daysOf'>
  readonly rollups: RollupReader
  readonly outbox: Pick<OutboxStore, 'page'>
  /** Whether there is the setting `notify`. */
  readonly messages: boolean
  readonly mailTrouble: () => Promise<string | null>
  readonly fuses: Pick<FuseStore, 'fuse'>
  /** Visits after which a month is paused; null where nothing is. */
  readonly monthlyVisits: number | null
  /** Whether reports of what was read are kept, which cost as much as visits do. */
  readonly engagement: boolean
  readonly version: string
  /** Null or left out where there is no archive. */
  readonly archiveMarks?: ArchiveStore | null
  /** The sites of the settings. */
  readonly sites: SiteList
  readonly markOwner: MarkOwner
  readonly now: () => Date
}

/** The most days to name that could not be counted. */
const failingNamed = 100

export const statusHandlers = (parts: StatusParts): HandlersFor<'GET /status'> => ({
  'GET /status': getStatus(parts),
})

/** How recent the data is, and what this month has cost so far. Reads no visit but the last one. */
const getStatus =
  (parts: StatusParts): HandlerFor<'GET /status'> =>
  async (request) => {
    const sites = await parts.store.sites()
    const [each, lastVisit, fuse, messages] = await Promise.all([
      eachAtOnce(sites, (site) => statusOf(parts, site)),
      lastVisitOf(parts, sites),
      parts.fuses.fuse(),
      messagesIn(parts),
      noteReader(parts, request, sites),
    ])
    const visits = each.reduce((sum, one) => sum + one.visits, 0)
    const waiting = each.flatMap((one) => one.waiting).toSorted()
    const failing = each.flatMap((one) => one.failing).toSorted((a, b) => (a.day > b.day ? -1 : 1))
    return json({
      version: parts.version,
      lastVisit,
      uncounted: {
        days: waiting.length,
        oldest: waiting[0] ?? null,
        failing: failing.slice(0, failingNamed),
      },
      silent: silentOf(parts, each),
      archive: parts.archiveMarks ? reachOf(each) : null,
      messages,
      month: {
        month: monthOf(parts.now()),
        visits,
        uncountedDays: waiting.filter((day) => day.startsWith(monthOf(parts.now()))).length,
        budget: parts.monthlyVisits,
        dollars: Number(dollarsOf(visits, parts.engagement).toFixed(4)),
      },
      paused: fuse === null ? null : pauseIn(fuse, parts.now()),
    })
  }

/** How messages are doing; null where none are sent. Mail of which nothing is known is no trouble. */
async function messagesIn({ outbox, messages, mailTrouble, now }: StatusParts) {
  if (!messages) return null
  const [{ entries }, mail] = await Promise.all([
    outbox.page({ after: null, most: healthMessages }),
    mailTrouble().catch((error: unknown) => logError(error, 'GET /status')),
  ])
  return { ...outboxHealth(entries, now()), mail: mail ?? null }
}

/** Marks the owner's browser. A status that cannot is a status all the same. */
async function noteReader(
  { markOwner, sites: listed }: StatusParts,
  request: RequestFor<'GET /status'>,
  recorded: readonly RecordedSite[],
): Promise<void> {
  if (request.query.reader !== 'dashboard') return
  const latestFirst = recorded.toSorted((a, b) => ((a.lastDay ?? '') < (b.lastDay ?? '') ? 1 : -1))
  const hosts = listed.filter((site) => !site.includes('*'))
  const sites = new Set([...latestFirst.map(({ site }) => site), ...hosts])
  await markOwner(callerOf(request), [...sites]).catch((error: unknown) => logError(error, 'GET /status'))
}

const pauseIn = (fuse: Fuse, now: Date) => (isPaused(fuse, now) ? fuse.pause : null)

interface FailingAnswer {
  readonly site: string
  readonly day: Day
  readonly reason: string
  readonly since: Instant
  readonly next: Instant
}

interface SiteStatus {
  readonly site: string
  /** Days with visits. */
  readonly recorded: readonly Day[]
  /** Days that are over and wait to be counted, or counted again. */
  readonly waiting: readonly Day[]
  /** Days that could not be counted and will be tried again. */
  readonly failing: readonly FailingAnswer[]
  /** Visits of this month in closed days and hours. */
  readonly visits: number
  /** Days that the archive has. */
  readonly archived: readonly Day[]
  /** Days that are counted, and that the archive has not. */
  readonly unarchived: readonly Day[]
}

interface ArchiveReach {
  readonly until: Day | null
  readonly missing: number
  readonly oldestMissing: Day | null
}

/** Listed sites to which nobody comes. Those below a wildcard are left out: a stranger may have made them up. */
function silentOf(
  { sites, now }: StatusParts,
  each: readonly SiteStatus[],
): ({ readonly site: string } & Silence)[] {
  const today = dayOf(instantOf(now().getTime()))
  return each
    .filter(({ site }) => sites.includes(site) && !site.includes('*'))
    .flatMap(({ site, recorded }) => {
      const silence = silenceOf(recorded, today)
      return silence === null ? [] : [{ site, ...silence }]
    })
}

/** How far the archive reaches without a gap. */
function reachOf(sites: readonly SiteStatus[]): ArchiveReach {
  const missing = sites.flatMap((one) => one.unarchived).toSorted()
  const [gap] = missing
  const before = sites.flatMap((one) => one.archived).filter((day) => gap === undefined || day < gap)
  return {
    until: before.toSorted().at(-1) ?? null,
    missing: missing.length,
    oldestMissing: gap ?? null,
  }
}

async function statusOf(parts: StatusParts, { site, lastDay }: RecordedSite): Promise<SiteStatus> {
  const closed = Date.parse(closedUntil(parts.now()))
  const [{ tasks, settled }, visits, archived] = await Promise.all([
    daysIn(parts, site, {}),
    countedThisMonth(parts, site),
    parts.archiveMarks?.archivedDays(site),
  ])
  const failing = tasks.flatMap(({ day, failure }) =>
    failure !== null && isFailing(failure, parts.now()) ? [failingAnswer(site, day, failure)] : [],
  )
  const waiting = tasks.map(({ day }) => day).filter((day) => endOf(day) <= closed)
  const unarchived = archived === undefined ? [] : settled.filter(({ day }) => !archived.has(day))
  return {
    ...{ site, failing, waiting, visits },
    recorded: [...new Set([...[...tasks, ...settled].map(({ day }) => day), ...(lastDay ? [lastDay] : [])])],
    archived: [...(archived?.keys() ?? [])],
    unarchived: unarchived.map(({ day }) => day),
  }
}

const failingAnswer = (site: string, day: Day, { reason, since, next }: DayFailure): FailingAnswer => ({
  ...{ site, day, reason, since, next },
})

/** Asks only the sites of the last day: the others cannot have the last visit. */
async function lastVisitOf({ store }: StatusParts, sites: readonly RecordedSite[]): Promise<Instant | null> {
  const range = { period: parsePeriod({}), before: null, atOnce: 1 }
  const sources = sites.flatMap(({ site, lastDay }) =>
    lastDay === null ? [] : { lastDay, open: () => untilUnreadable(store.visitsOf({ ...range, site })) },
  )
  for await (const { time } of mergeSources(sources)) return time
  return null
}

/** Stops at an unreadable item: it must not hide that its day is not counted because of it. */
async function* untilUnreadable(visits: AsyncIterable<Visit>): AsyncIterable<Visit> {
  try {
    yield* visits
  } catch (error) {
    if (error instanceof Unavailable) throw error
    logError(error, 'GET /status')
  }
}

import { eachAtOnce } from '../domain/at-once'
import { getOrInsert } from '../domain/cache'
import { describer } from '../domain/describe/described-visit'
import type { Directory } from '../domain/describe/known-network'
import { Unavailable } from '../domain/errors'
import type { NetworkId } from '../domain/organisation/network-id'
import { type BegunErasure, type Erasure, loweredDay, loweredHour } from '../domain/rollup/lowered-rollup'
import { type Day, dayOf, hourOf, instantOf } from '../domain/time/day'
import { periodOfDay } from '../domain/time/period'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { type DayRange, knownDays } from '../reports/known-days'
import { manyAtOnce } from '../reports/visit-search'
import type { ArchiveStore } from '../store/archive-store'
import type { RollupStore } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { keepFirstSeen } from './first-seen'
import { reopen } from './reopen'

/**
 * In seconds. Days whose visits expire sooner than this are lowered at once rather than counted again, because a run may come
 * late, or fail twice. A run itself still counts a day with 20 minutes left, see `expiryMargin`.
 */
export const soon = 6 * 3600

/** The most visits of a day that are read to see what else the visitors of erased visits did. Anything beyond is ignored. */
const leftRead = 50_000

/** The most visits in one erasure. They are kept in one item until it is done. */
const mostAtOnce = 200

/** In milliseconds. The function that began an erasure has ended by then: one that answers a request has 29 seconds. */
const longestErasure = 2 * 60_000

/** How many times an erasure waits for another one, and for how many milliseconds each time. */
const [mostTries, pause] = [100, 100]

export interface ErasureParts {
  readonly store: Pick<QueryStore, 'erase' | 'daysOf' | 'visitsOf' | 'corrections'>
  readonly rollups: RollupStore
  readonly networks: Directory
  readonly pages: Pages
  /** Null or left out where there is no archive. */
  readonly archiveMarks?: ArchiveStore | null
  readonly now: () => Date
}

/**
 * Erases visits and removes them from all counts. Their days are counted again. Where that is impossible, because the
 * day's visits have begun to expire or are about to, the erased visits are subtracted from its rollups.
 *
 * @returns the number of visits that existed
 */
export async function eraseAll(parts: ErasureParts, visits: readonly Visit[]): Promise<number> {
  await reopen(parts.rollups, visits) // comes first, because the function may be stopped at any moment
  let erased = 0
  for (const [site, ofSite] of groupedBy(visits, ({ site }) => site)) {
    const days = groupedBy(ofSite, ({ time }) => dayOf(time))
    const isLasting = await lastingOf(parts, site, [...days.keys()])
    const others = ofSite.filter(({ time }) => !isLasting(dayOf(time)))
    erased += (await erasedOf(parts, site, others)).length
    for (const [day, ofDay] of days) if (isLasting(day)) erased += await takeOff(parts, { site, day }, ofDay)
  }
  return erased
}

/** Completes erasures whose function was stopped before they were done. */
export async function finishErasures(parts: ErasureParts, days: DayRange): Promise<void> {
  for (const [day, erasure] of await parts.rollups.erasures(days)) {
    if (parts.now().getTime() - Date.parse(erasure.at) <= longestErasure) continue
    const again = { ...erasure, at: instantOf(parts.now().getTime()) }
    if (await parts.rollups.beginErasure(days.site, day, again, erasure))
      await finish(parts, { site: days.site, day }, again)
  }
}

interface Place {
  readonly site: string
  readonly day: Day
}

function groupedBy<K>(visits: readonly Visit[], keyOf: (visit: Visit) => K): Map<K, Visit[]> {
  const groups = new Map<K, Visit[]>()
  for (const visit of visits) getOrInsert(groups, keyOf(visit), () => []).push(visit)
  return groups
}

/**
 * Erases visits of a site, and has them taken out of the archive's files, which may never be made anew. Returns those that
 * existed.
 */
async function erasedOf(
  { store, archiveMarks }: ErasureParts,
  site: string,
  visits: readonly Visit[],
  erasure?: string,
): Promise<Visit[]> {
  const erased = await eachAtOnce(visits, async (visit) =>
    (await store.erase(site, visit.id, erasure)) ? [visit] : [],
  )
  const gone = erased.flat()
  for (const [day, ofDay] of groupedBy(gone, ({ time }) => dayOf(time))) {
    const ids = ofDay.map(({ id }) => id)
    await archiveMarks?.withdraw(site, day, ids)
  }
  return gone
}

/** Returns a test for days that have been counted and cannot be counted again. */
async function lastingOf(
  parts: ErasureParts,
  site: string,
  days: readonly Day[],
): Promise<(day: Day) => boolean> {
  const inOrder = days.toSorted()
  const [from, to] = [inOrder[0] as Day, inOrder.at(-1) as Day]
  const { recorded, counted } = await knownDays(parts, { site, from, to }, soon)
  return (day) => counted.has(day) && !recorded.has(day)
}

/** Erases visits of a day and subtracts them from its rollups, one erasure at a time: two at once would undo each other. */
async function takeOff(parts: ErasureParts, place: Place, visits: readonly Visit[]): Promise<number> {
  let erased = 0
  for (let at = 0; at < visits.length; at += mostAtOnce) {
    const erasure = await begun(parts, place, visits.slice(at, at + mostAtOnce))
    erased += await finish(parts, place, erasure)
  }
  return erased
}

async function begun(
  parts: ErasureParts,
  { site, day }: Place,
  visits: readonly Visit[],
): Promise<BegunErasure> {
  for (let tries = 0; tries < mostTries; tries++) {
    const erasure = { id: crypto.randomUUID(), at: instantOf(parts.now().getTime()), visits }
    if (await parts.rollups.beginErasure(site, day, erasure, null)) return erasure
    await finishErasures(parts, { site, from: day, to: day })
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  throw new Unavailable(`another erasure of visits of ${day} is under way`)
}

/** Does the outstanding part of an erasure. @returns the number of visits erased */
async function finish(parts: ErasureParts, place: Place, erasure: BegunErasure): Promise<number> {
  const gone = await erasedOf(parts, place.site, erasure.visits, erasure.id)
  if (gone.length > 0) {
    const describe = describer({ networks: parts.networks, corrections: await parts.store.corrections() })
    const left = await leftOf(parts, place)
    await lowerDay(parts, place, erasure.id, { erased: gone.map(describe), left: left.map(describe) })
  }
  await parts.rollups.endErasure(place.site, place.day, erasure)
  return gone.length
}

async function lowerDay(
  { rollups, networks, pages, now }: ErasureParts,
  { site, day }: Place,
  id: string,
  erasure: Erasure,
): Promise<void> {
  const lowered = await rollups.lowerDay(site, day, id, (counted) => loweredDay(counted, erasure, pages))
  if (lowered !== null) {
    const seen = await seenWithout(rollups, { site, day }, erasure)
    await keepFirstSeen({ rollups, networks }, { site, day, seen, until: dayOf(instantOf(now().getTime())) })
  }
  for (const hour of new Set(erasure.erased.map(({ time }) => hourOf(time)))) {
    const isIn = ({ time }: Visit) => hourOf(time) === hour
    const ofHour = { erased: erasure.erased.filter(isIn), left: erasure.left.filter(isIn) }
    const left = await rollups.lowerHour(site, hour, id, (counted) => loweredHour(counted, ofHour, pages))
    if (left !== null && Object.keys(left.totals).length === 0) await rollups.dropHour(site, hour)
  }
}

/** The remaining visits of a day, `leftRead` at most. */
async function leftOf({ store }: ErasureParts, { site, day }: Place): Promise<Visit[]> {
  const period = periodOfDay(day)
  const left: Visit[] = []
  for await (const visit of store.visitsOf({ site, period, before: null, atOnce: manyAtOnce })) {
    left.push(visit)
    if (left.length === leftRead) break
  }
  return left
}

/** The first moments that fall on this day, without the erased visits. Networks with no erased visit keep theirs. */
async function seenWithout(
  rollups: RollupStore,
  { site, day }: { site: string; day: Day },
  { erased, left }: Erasure,
): Promise<Map<NetworkId, string>> {
  const seen = new Map([...(await rollups.firstSeen(site))].filter(([, first]) => dayOf(first) === day))
  for (const { networkId, time } of erased) {
    if (networkId === null || seen.get(networkId) !== time) continue
    const others = left.filter((one) => one.networkId === networkId).map((one) => one.time)
    const [first] = others.toSorted()
    if (first === undefined) seen.delete(networkId)
    else seen.set(networkId, first)
  }
  return seen
}

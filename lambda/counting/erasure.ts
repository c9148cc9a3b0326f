import { eachAtOnce } from '../domain/at-once'
import { getOrInsert } from '../domain/cache'
import { describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { Unavailable } from '../domain/errors'
import { type BegunErasure, type Erasure, loweredDay, loweredHour } from '../domain/rollup/lowered-rollup'
import { type Day, dayOf, endOf, hourOf, instantOf, startOf } from '../domain/time/day'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { type DayRange, knownDays } from '../reports/known-days'
import { manyAtOnce } from '../reports/visit-search'
import type { RollupStore } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'
import { keepFirstSeen } from './first-seen'
import { reopen } from './reopen'

/**
 * Days whose visits expire sooner are lowered at once rather than counted again: a run may come late, or fail twice. Seconds.
 * A run itself counts a day that has 20 minutes left, see `expiryMargin`.
 */
const soon = 6 * 3600

/** Visits of a day that are read to see what else the visitors of erased ones did; beyond that it is taken for nothing. */
const leftRead = 50_000

/** Visits of one erasure, which one item keeps until it is done. */
const mostAtOnce = 200

/** Milliseconds after which whoever set about an erasure has ended: a function that answers has 29 seconds. */
const longestErasure = 2 * 60_000

/** How often an erasure waits for another, and for how many milliseconds. */
const [mostTries, pause] = [100, 100]

export interface ErasureParts {
  readonly store: Pick<QueryStore, 'erase' | 'daysOf' | 'visitsOf' | 'corrections'>
  readonly rollups: RollupStore
  readonly networkOf: NetworkFacts['networkOf']
  readonly pages: Pages
  readonly now: () => Date
}

/**
 * Erases visits, and sees to it that what counted them forgets them: their days are counted again, and of those that
 * cannot be, because they have begun to expire or are about to, the erased visits are taken off.
 *
 * @returns how many there were
 */
export async function eraseAll(parts: ErasureParts, visits: readonly Visit[]): Promise<number> {
  await reopen(parts.rollups, visits) // before, as a function may end at any moment
  let erased = 0
  for (const [site, ofSite] of groupedBy(visits, ({ site }) => site)) {
    const days = groupedBy(ofSite, ({ time }) => dayOf(time))
    const isLasting = await lastingOf(parts, site, [...days.keys()])
    const others = ofSite.filter(({ time }) => !isLasting(dayOf(time)))
    erased += (await erasedOf(parts, others)).length
    for (const [day, ofDay] of days) if (isLasting(day)) erased += await takeOff(parts, { site, day }, ofDay)
  }
  return erased
}

/** Does what is left of erasures whose beginners ended before they were done. */
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

/** Those that were there. */
async function erasedOf(
  { store }: ErasureParts,
  visits: readonly Visit[],
  erasure?: string,
): Promise<Visit[]> {
  const erased = await eachAtOnce(visits, async (visit) =>
    (await store.erase(visit.site, visit.id, erasure)) ? [visit] : [],
  )
  return erased.flat()
}

/** Which of some days have been counted and cannot be again. */
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

/** Erases visits of a day and takes them off its rollups, one erasure after the other: two at once would undo each other. */
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

/** Does all of an erasure that has not been done yet. @returns how many visits there were */
async function finish(parts: ErasureParts, place: Place, erasure: BegunErasure): Promise<number> {
  const gone = await erasedOf(parts, erasure.visits, erasure.id)
  if (gone.length > 0) {
    const describe = describer({ networkOf: parts.networkOf, corrections: await parts.store.corrections() })
    const left = await leftOf(parts, place)
    await lowerDay(parts, place, erasure.id, { erased: gone.map(describe), left: left.map(describe) })
  }
  await parts.rollups.endErasure(place.site, place.day, erasure)
  return gone.length
}

async function lowerDay(
  { rollups, networkOf, pages, now }: ErasureParts,
  { site, day }: Place,
  id: string,
  erasure: Erasure,
): Promise<void> {
  const lowered = await rollups.lowerDay(site, day, id, (counted) => loweredDay(counted, erasure, pages))
  if (lowered !== null) {
    const seen = await seenWithout(rollups, { site, day }, erasure)
    await keepFirstSeen({ rollups, networkOf }, { site, day, seen, until: dayOf(instantOf(now().getTime())) })
  }
  for (const hour of new Set(erasure.erased.map(({ time }) => hourOf(time)))) {
    const isIn = ({ time }: Visit) => hourOf(time) === hour
    const ofHour = { erased: erasure.erased.filter(isIn), left: erasure.left.filter(isIn) }
    const left = await rollups.lowerHour(site, hour, id, (counted) => loweredHour(counted, ofHour, pages))
    if (left !== null && Object.keys(left.totals).length === 0) await rollups.dropHour(site, hour)
  }
}

/** What is left of a day's visits. */
async function leftOf({ store }: ErasureParts, { site, day }: Place): Promise<Visit[]> {
  const period = { start: instantOf(startOf(day)), end: instantOf(endOf(day)) }
  const left: Visit[] = []
  for await (const visit of store.visitsOf({ site, period, before: null, atOnce: manyAtOnce })) {
    left.push(visit)
    if (left.length === leftRead) break
  }
  return left
}

/** Who came first on this very day, without the erased visits. Of others' nothing has changed. */
async function seenWithout(
  rollups: RollupStore,
  { site, day }: { site: string; day: Day },
  { erased, left }: Erasure,
): Promise<Map<number, string>> {
  const seen = new Map([...(await rollups.firstSeen(site))].filter(([, first]) => dayOf(first) === day))
  for (const { asn, time } of erased) {
    if (asn === null || seen.get(asn) !== time) continue
    const others = left.filter((one) => one.asn === asn).map((one) => one.time)
    const [first] = others.toSorted()
    if (first === undefined) seen.delete(asn)
    else seen.set(asn, first)
  }
  return seen
}

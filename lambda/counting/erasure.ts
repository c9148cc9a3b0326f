import { eachAtOnce } from '../domain/at-once'
import { getOrInsert } from '../domain/cache'
import { dimensions } from '../domain/count/dimension'
import { describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { type Erasure, loweredDay, loweredHour } from '../domain/rollup/lowered-rollup'
import type { DayRollup, HourRollup } from '../domain/rollup/rollup'
import { type Day, dayOf, endOf, type Hour, hourOf, instantOf, startOf } from '../domain/time/day'
import type { Pages } from '../domain/visit/page-key'
import type { Visit } from '../domain/visit/visit'
import { knownDays } from '../reports/known-days'
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
  const erased = await eachAtOnce(visits, async (visit) =>
    (await parts.store.erase(visit.site, visit.id)) ? [visit] : [],
  )
  const gone = erased.flat()
  for (const [site, ofSite] of groupedBy(gone, ({ site }) => site)) await lower(parts, site, ofSite)
  return gone.length
}

function groupedBy<K>(visits: readonly Visit[], keyOf: (visit: Visit) => K): Map<K, Visit[]> {
  const groups = new Map<K, Visit[]>()
  for (const visit of visits) getOrInsert(groups, keyOf(visit), () => []).push(visit)
  return groups
}

/** Takes visits off the days of a site that cannot be counted again, one day after the other: two at once on the same one would undo each other. */
async function lower(parts: ErasureParts, site: string, gone: readonly Visit[]): Promise<void> {
  const days = groupedBy(gone, ({ time }) => dayOf(time))
  const inOrder = [...days.keys()].toSorted()
  const [from, to] = [inOrder[0] as Day, inOrder.at(-1) as Day]
  const { recorded, counted } = await knownDays(parts, { site, from, to }, soon)
  const lasting = [...days].filter(([day]) => counted.has(day) && !recorded.has(day))
  if (lasting.length === 0) return
  const describe = describer({ networkOf: parts.networkOf, corrections: await parts.store.corrections() })
  for (const [day, visits] of lasting) {
    const left = await leftOf(parts, site, day)
    await lowerDay(parts, { site, day }, { erased: visits.map(describe), left: left.map(describe) })
  }
}

async function lowerDay(
  { rollups, networkOf, pages, now }: ErasureParts,
  { site, day }: { site: string; day: Day },
  erasure: Erasure,
): Promise<void> {
  const whole = await dayRollup(rollups, site, day)
  if (whole !== null) {
    await rollups.putDay(site, day, loweredDay(whole, erasure, pages))
    const seen = await seenWithout(rollups, { site, day }, erasure)
    await keepFirstSeen({ rollups, networkOf }, { site, day, seen, until: dayOf(instantOf(now().getTime())) })
  }
  for (const hour of new Set(erasure.erased.map(({ time }) => hourOf(time)))) {
    const isIn = ({ time }: Visit) => hourOf(time) === hour
    const ofHour = { erased: erasure.erased.filter(isIn), left: erasure.left.filter(isIn) }
    const counted = await countsOf(rollups, site, 'hour', hour)
    if (counted === null) continue
    const lowered = loweredHour(counted, ofHour, pages)
    if (Object.keys(lowered.totals).length === 0) await rollups.dropHour(site, hour)
    else await rollups.putHour(site, hour, lowered)
  }
}

/** What is left of a day's visits. */
async function leftOf({ store }: ErasureParts, site: string, day: Day): Promise<Visit[]> {
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

async function dayRollup(rollups: RollupStore, site: string, day: Day): Promise<DayRollup | null> {
  const range = { site, from: day, to: day }
  const [counts, clocks, attendances] = await Promise.all([
    countsOf(rollups, site, 'day', day),
    rollups.clocks(range),
    rollups.dayOrganisations(range),
  ])
  const [clock, attendance] = [clocks.get(day), attendances.get(day)]
  return counts === null || clock === undefined || attendance === undefined
    ? null
    : { ...counts, clocks: clock, attendance }
}

async function countsOf(
  rollups: RollupStore,
  site: string,
  grain: 'day' | 'hour',
  span: Day | Hour,
): Promise<HourRollup | null> {
  const spans = { site, grain, from: span, to: span }
  const [totals, ...tables] = await Promise.all([
    rollups.totals(spans),
    ...dimensions.map(async (one) => [one, (await rollups.breakdowns(one, spans)).get(span) ?? {}] as const),
  ])
  const found = totals.get(span)
  return found === undefined ? null : { totals: found, by: Object.fromEntries(tables) as HourRollup['by'] }
}

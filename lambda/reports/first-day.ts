import { type Day, dayOf, startOf } from '../domain/time/day'
import type { Period } from '../domain/time/period'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

export interface FirstDayParts {
  readonly store: Pick<QueryStore, 'sites'>
  readonly rollups: Pick<RollupReader, 'firstDay'>
}

interface Question {
  /** Null for all sites. */
  readonly site: string | null
  readonly period: Period
  /** Whether rollups can answer it. They outlive the visits. */
  readonly isRolled: boolean
  /** The first days of the period, of one site or another, that are known already. */
  readonly found: readonly (Day | null)[]
}

/** Returns the first UTC day of which a question can be answered, or one before the period; null if no visit has come. */
export async function firstDay(
  { store, rollups }: FirstDayParts,
  { site, period, isRolled, found }: Question,
): Promise<Day | null> {
  const start = dayOf(period.start)
  if (found.includes(start)) return start // which is so of most periods, and saves a request
  const sites = (await store.sites()).filter((one) => site === null || one.site === site)
  const kept = firstOf(sites.map((one) => one.firstDay))
  if (!isRolled || (kept !== null && startOf(kept) <= Date.parse(period.start))) return kept
  const counted = await Promise.all(sites.map((one) => rollups.firstDay(one.site)))
  return firstOf([kept, ...counted])
}

const firstOf = (days: readonly (Day | null)[]): Day | null =>
  days.filter((day) => day !== null).toSorted()[0] ?? null

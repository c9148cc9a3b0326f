import { isRange, type NetworkId, networkIdText } from '../domain/organisation/network-id'
import type { Correction } from '../domain/organisation/organisation'
import { dayLength, dayOf, instantOf } from '../domain/time/day'
import type { Visit } from '../domain/visit/visit'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

/** Marks the days of these visits for recounting. Call it before erasing: the function may be stopped in between. */
export async function reopen(
  rollups: Pick<RollupReader, 'markForRecount'>,
  visits: readonly Pick<Visit, 'site' | 'time'>[],
): Promise<void> {
  const days = new Map(visits.map(({ site, time }) => [`${site} ${dayOf(time)}`, { site, day: dayOf(time) }]))
  await Promise.all([...days.values()].map(({ site, day }) => rollups.markForRecount(site, day)))
}

/**
 * Whether a changed correction affects rollups. Name and domain do not, because they are looked up on reading; but the visits
 * of a range are only counted separately once it is corrected.
 */
export function changesCounts(before: Correction | null, after: Correction | null): boolean {
  return (
    isCountedApart(before) !== isCountedApart(after) ||
    (before?.kind ?? null) !== (after?.kind ?? null) ||
    (before?.mine ?? false) !== (after?.mine ?? false)
  )
}

const isCountedApart = (correction: Correction | null): boolean =>
  correction !== null && isRange(correction.subject)

interface Parts {
  readonly store: Pick<QueryStore, 'sites' | 'daysOf'>
  readonly rollups: Pick<RollupReader, 'markForRecount' | 'breakdowns'>
  readonly now: () => Date
}

/**
 * Marks for recounting every day on which one of these networks came or may have come: they may have come on days whose
 * rollup does not name every network, and on days that a run may be counting just now.
 */
export async function markDaysForRecount(
  ids: readonly NetworkId[],
  { store, rollups, now }: Parts,
): Promise<void> {
  const wanted = new Set<string | null>(ids.map(networkIdText))
  const isUntold = ids.some(isRange) // no rollup says which ranges of a network came
  const yesterday = dayOf(instantOf(now().getTime() - dayLength)) // a day that is not over has only hours
  for (const { site } of await store.sites()) {
    const spans = { site, grain: 'day' as const, from: '0000-01-01', to: '9999-12-31' }
    const [recorded, days, hours] = await Promise.all([
      store.daysOf(site, spans.from, spans.to),
      rollups.breakdowns('organisation', spans),
      rollups.breakdowns('organisation', { ...spans, grain: 'hour', from: `${yesterday}T00` }),
    ])
    const touched = [...days, ...hours].filter(([, found]) =>
      Object.values(found).some(
        ({ values, others }) =>
          isUntold || others.values > 0 || values.some(({ value }) => wanted.has(value)),
      ),
    )
    const uncounted = recorded.map(({ day }) => day).filter((day) => !days.has(day))
    const reopened = new Set([...touched.map(([span]) => span.slice(0, 10)), ...uncounted])
    await Promise.all([...reopened].map((day) => rollups.markForRecount(site, day)))
  }
}

import type { Count } from '../lambda/domain/count/count'
import type { ByClass } from '../lambda/domain/describe/visit-class'
import { visitCount } from '../lambda/domain/rollup/day-plan'
import { type Day, dayLength, dayOf, endOf, hourOf, instantOf, startOf } from '../lambda/domain/time/day'
import type { BySpan, RollupReader } from '../lambda/store/rollup-store'
import type { QueryStore } from '../lambda/store/visit-store'

interface Parts {
  readonly store: Pick<QueryStore, 'sites' | 'daysOf' | 'visitsOf'>
  readonly rollups: Pick<RollupReader, 'totals' | 'markForRecount'>
  readonly now: () => Date
}

/** The number of visits of one read. */
const atOnce = 1000

/**
 * Marks days from yesterday on for recounting when their rollups miss visits: this machine's clock may have been ahead, so
 * that hours were counted before their visits came. Days that have begun to expire are left alone.
 */
export async function reopenMiscounted({ store, rollups, now }: Parts): Promise<void> {
  const yesterday = dayOf(instantOf(now().getTime() - dayLength))
  for (const { site } of await store.sites())
    for (const { day, expiry } of await store.daysOf(site, yesterday, '9999-12-31'))
      if (expiry * 1000 > now().getTime() && (await isMiscounted({ store, rollups }, site, day)))
        await rollups.markForRecount(site, day)
}

async function isMiscounted(
  { store, rollups }: Pick<Parts, 'store' | 'rollups'>,
  site: string,
  day: Day,
): Promise<boolean> {
  const [days, hours] = await Promise.all([
    rollups.totals({ site, grain: 'day', from: day, to: day }),
    rollups.totals({ site, grain: 'hour', from: `${day}T00`, to: `${day}T23` }),
  ])
  if (days.size === 0 && hours.size === 0) return false
  const period = { start: instantOf(startOf(day)), end: instantOf(endOf(day)) }
  const visits = new Map<string, number>()
  for await (const { time } of store.visitsOf({ site, period, before: null, atOnce }))
    for (const span of [day, hourOf(time)]) visits.set(span, (visits.get(span) ?? 0) + 1)
  return differs(days, visits) || differs(hours, visits)
}

const differs = (counted: BySpan<ByClass<Count>>, visits: ReadonlyMap<string, number>): boolean =>
  [...counted].some(([span, totals]) => visitCount(totals) !== (visits.get(span) ?? 0))

import { eachAtOnce } from '../domain/at-once'
import { visitCount } from '../domain/rollup/day-plan'
import { dayOf, instantOf } from '../domain/time/day'
import type { RollupReader } from '../store/rollup-store'
import type { QueryStore } from '../store/visit-store'

interface CountedParts {
  readonly rollups: RollupReader
  readonly now: () => Date
}

/** This month's visits of a site in closed hours and days, bots too. Days without a rollup of their own are counted by their hours. */
export async function countedThisMonth({ rollups, now }: CountedParts, site: string): Promise<number> {
  const today = dayOf(instantOf(now().getTime()))
  const [from, to] = [`${today.slice(0, 7)}-01`, today]
  const [days, hours] = await Promise.all([
    rollups.totals({ site, grain: 'day', from, to }),
    rollups.totals({ site, grain: 'hour', from: `${from}T00`, to: `${to}T23` }),
  ])
  const apart = [...hours].filter(([hour]) => !days.has(dayOf(hour))).map(([, totals]) => totals)
  return [...days.values(), ...apart].reduce((sum, totals) => sum + visitCount(totals), 0)
}

/** The same of all sites together. */
export async function allCountedThisMonth({
  store,
  ...parts
}: CountedParts & { readonly store: Pick<QueryStore, 'sites'> }): Promise<number> {
  const each = await eachAtOnce(await store.sites(), ({ site }) => countedThisMonth(parts, site))
  return each.reduce((sum, visits) => sum + visits, 0)
}

import { eachAtOnce } from '../domain/at-once'
import { ttlCache } from '../domain/cache'
import { type DescribedVisit, describer } from '../domain/describe/described-visit'
import type { NetworkFacts } from '../domain/describe/known-network'
import { dayLength, instantOf } from '../domain/time/day'
import { type Pages, pageKey } from '../domain/visit/page-key'
import type { QueryStore } from '../store/visit-store'

/** What looks for titles: the newest visits of a site, of so many days. */
const [visitsLookedAt, daysLookedAt] = [100, 30]

/** Titles seldom change, and an open dashboard asks each minute. */
const keptMs = 60_000
const sitesKept = 100

export interface PageTitleParts {
  readonly store: Pick<QueryStore, 'visitsOf'>
  readonly pages: Pages
  readonly now: () => Date
}

/** Returns the title that a page had in its newest visit; null where none of the visits that were looked at tells one. */
export type TitleOf = (site: string, page: string) => string | null

/** Pages whose titles one report notes, as strangers make up pages. */
const mostNoted = 2000

/** Titles of pages, out of visits that a report reads anyway. */
export interface TitleNotes {
  /** Notes the title of a visit, in any order of time. */
  note(visit: DescribedVisit): void
  readonly titleOf: TitleOf
}

export function titleNotes(pages: Pages): TitleNotes {
  const noted = new Map<string, { readonly title: string; readonly time: string }>()
  const keyOf = (site: string, page: string) => `${site}${pageKey(page, pages)}` // a site has no slash
  return {
    note({ site, page, title, time, bot }) {
      if (title === null || bot !== null) return
      const key = keyOf(site, page)
      const before = noted.get(key)
      if (before === undefined ? noted.size < mostNoted : before.time < time) noted.set(key, { title, time })
    },
    titleOf: (site, page) => noted.get(keyOf(site, page))?.title ?? null,
  }
}

/**
 * Looks up titles of pages. Rollups do not have them, so they come from the newest visits of people alone: a page that was
 * not read for long has none, and the cost is that of a hundred visits, whatever the period.
 */
export function pageTitles({ store, pages, now }: PageTitleParts) {
  const known = ttlCache<ReadonlyMap<string, string>>({ size: sitesKept, now })

  async function look(site: string, facts: NetworkFacts): Promise<ReadonlyMap<string, string>> {
    const found = known.get(site)
    if (found !== undefined) return found
    const describe = describer(facts)
    const time = now().getTime()
    const period = { start: instantOf(time - daysLookedAt * dayLength), end: instantOf(time + dayLength) }
    const titles = new Map<string, string>()
    let seen = 0
    for await (const visit of store.visitsOf({ site, period, before: null, atOnce: visitsLookedAt })) {
      if (seen++ === visitsLookedAt) break
      const { title, page, bot } = describe(visit)
      const key = pageKey(page, pages)
      if (title !== null && bot === null && !titles.has(key)) titles.set(key, title)
    }
    known.set(site, titles, keptMs)
    return titles
  }

  return async (sites: readonly string[], facts: NetworkFacts): Promise<TitleOf> => {
    const titles = new Map(await eachAtOnce(sites, async (site) => [site, await look(site, facts)] as const))
    return (site, page) => titles.get(site)?.get(pageKey(page, pages)) ?? null
  }
}

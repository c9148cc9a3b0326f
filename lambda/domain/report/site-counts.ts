import { getOrInsert } from '../cache'
import { addedUp, type Breakdown, larger, noOthers, type Others, type ValueCount } from '../count/breakdown'
import { type Count, none, sum } from '../count/count'
import type { Day } from '../time/day'
import { type Pages, pageKey } from '../visit/page-key'
import { noBreakdowns, type Reporter, type SiteCount } from './report'

/** Keeps what each site adds to a report. */
export interface SiteCounts {
  /** Returns a reporter for the visits of one site. What it is given is added to the whole report too. */
  of(site: string): Reporter
  sites(): readonly SiteCount[]
}

interface Tally {
  count: Count
  lastDay: Day
  readonly pages: Breakdown[]
}

const newTally = (): Tally => ({ count: none, lastDay: '', pages: noBreakdowns() })

export function siteCounts(whole: Reporter, pages: Pages): SiteCounts {
  const tallies = new Map<string, Tally>()
  return {
    of(site) {
      const tally = getOrInsert(tallies, site, newTally)
      return {
        ...whole,
        add(sides, lastDay) {
          whole.add(sides, lastDay)
          if (sides.counted.visits > 0 && lastDay > tally.lastDay) tally.lastDay = lastDay
          tally.count = sum(tally.count, sides.counted)
        },
        addBreakdown(dimension, breakdown) {
          whole.addBreakdown(dimension, breakdown)
          if (dimension === 'page') tally.pages.push(breakdown)
        },
      }
    },
    sites: () =>
      [...tallies]
        .filter(([, { count }]) => count.visits > 0)
        .map(([site, { count, lastDay, pages: read }]) => ({
          ...{ site, ...count, lastDay },
          pages: addedUp(read, (page) => pageKey(page, pages)),
        })),
  }
}

/** A page of one of several sites. */
export type SitePage = ValueCount & { readonly site: string }

/** Returns the pages of all sites, the most visited first. Equal paths of two sites are two pages. */
export function pagesOfSites(sites: readonly SiteCount[]): {
  readonly values: readonly SitePage[]
  readonly others: Others
} {
  const values = sites.flatMap(({ site, pages }) => pages.values.map((page) => ({ ...page, site })))
  const others = sites.reduce(
    (all, { pages }) => ({ values: all.values + pages.others.values, ...sum(all, pages.others) }),
    noOthers,
  )
  return { values: values.toSorted((a, b) => larger(a, b) || (a.site < b.site ? -1 : 1)), others }
}

/** Returns the sites, the most visited first. */
export const sitesInOrder = (sites: readonly SiteCount[]): SiteCount[] =>
  sites.toSorted((a, b) => larger({ ...a, value: a.site }, { ...b, value: b.site }))

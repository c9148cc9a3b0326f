import { getOrInsert } from '../cache'
import { type Activity, pagesNamed, type Tally, tally } from '../count/organisation-activity'
import { visitorsOfValues } from '../count/visitors-of-values'
import type { DescribedVisit } from '../describe/described-visit'
import { isIndexed } from '../organisation/organisation'
import type { Instant } from '../time/day'
import type { Pages } from '../visit/page-key'

/** What one network did on one day. */
export interface NetworkActivity extends Activity {
  /** AS number. */
  readonly asn: number
}

/** The organisations of one day: those that matter most, and how many there were besides. */
export interface DayOrganisations {
  readonly present: readonly NetworkActivity[]
  readonly others: number
}

/** When people of each network first came, by AS number. */
export type FirstSeen = ReadonlyMap<number, Instant>

/** Networks that are named of a day, at most: those that a visitors' book is read for, and, where they are all named, others up to so many together. */
export const soughtNamed = 100
export const networksNamed = 160

/** Pages that are named of the sought ones together, about; but of each network at least so many. A small site's day names ten of each. */
const pagesTogether = 400
const leastPages = 3

const pagesOfEach = (networks: number): number =>
  Math.max(leastPages, Math.min(pagesNamed, Math.floor(pagesTogether / networks)))

/** Pages that are kept of each network at once: whoever reads more than so many is a crawler, or makes them up. */
const pagesKept = 2000

interface Network {
  readonly number: number
  readonly sought: boolean
  readonly counting: Tally
  visitors: number
  first: Instant
}

/** Counts the networks of one day, from its visits in any order. */
export function dayOrganisations(pages: Pages) {
  const networks = new Map<number, Network>()
  const seen = visitorsOfValues()
  const networkOf = ({ kind, time }: DescribedVisit): Network => ({
    number: networks.size,
    sought: kind !== null && isIndexed({ kind }),
    counting: tally(pages, { visitors: false, pages: pagesKept }),
    visitors: 0,
    first: time,
  })
  return {
    /** @param visitor by its number */
    add(visit: DescribedVisit, visitor: number): void {
      if (visit.asn === null) return
      const network = getOrInsert(networks, visit.asn, () => networkOf(visit))
      if (visit.time < network.first) network.first = visit.time
      if (seen.isNew(visitor, network.number)) network.visitors += 1
      network.counting.add(visit)
    },
    pairs: seen.pairs,
    /** Forgets the visitors, whose numbers are given to others now, and keeps the counts. */
    forgetVisitors: seen.clear,
    organisations: () => mostActive(networks),
    /** Of all networks, those too that are not named. */
    firstSeen: (): FirstSeen => new Map([...networks].map(([asn, { first }]) => [asn, first])),
  }
}

/** Names the sought networks first, and the most active ones. */
function mostActive(networks: ReadonlyMap<number, Network>): DayOrganisations {
  const all = [...networks]
    .map(([asn, { sought, counting, visitors }]) => ({
      sought,
      present: { asn, ...counting.activity(), visitors },
    }))
    .toSorted(
      (a, b) =>
        Number(b.sought) - Number(a.sought) ||
        b.present.visits - a.present.visits ||
        a.present.asn - b.present.asn,
    )
  const count = all.filter(({ sought }) => sought).length
  const named = all.slice(0, count > soughtNamed ? soughtNamed : networksNamed)
  const most = pagesOfEach(count)
  const present = named.map(({ sought, present }) => ({
    ...present,
    pages: present.pages.slice(0, sought ? most : Math.min(most, leastPages)),
  }))
  return { present, others: all.length - named.length }
}

import { getOrInsert } from '../cache'
import {
  type Activity,
  pagesNamed,
  type Tally,
  tally,
  type WholeActivity,
} from '../count/organisation-activity'
import { visitorsOfValues } from '../count/visitors-of-values'
import type { DescribedVisit } from '../describe/described-visit'
import { type NetworkId, networkIdText } from '../organisation/network-id'
import { isIndexed } from '../organisation/organisation'
import type { Instant } from '../time/day'
import type { Pages } from '../visit/page-key'

/** What one network did on one day. */
export interface NetworkActivity extends Activity {
  readonly id: NetworkId
}

/** The same with every page that is kept, so that it can be added to what the network's other visitors did. */
export interface WholeNetwork extends WholeActivity {
  readonly id: NetworkId
  /** Whether it is of a kind that people read a visitors' book for. */
  readonly sought: boolean
}

/** The organisations of one day: the most important ones, and the number of others. */
export interface DayOrganisations {
  readonly present: readonly NetworkActivity[]
  readonly others: number
}

/** When people of each network first came. */
export type FirstSeen = ReadonlyMap<NetworkId, Instant>

/**
 * The most networks named for a day. Sought ones are named up to the first limit. If all of them fit, other networks are
 * named too, up to the second limit in all.
 */
export const soughtNamed = 100
export const networksNamed = 160

/** About how many pages are named for all sought networks together, and the fewest for each. On a small site each has ten. */
const pagesTogether = 400
const leastPages = 3

const pagesOfEach = (networks: number): number =>
  Math.max(leastPages, Math.min(pagesNamed, Math.floor(pagesTogether / networks)))

/** The most pages kept for each network at once. A network that reads more is a crawler, or makes them up. */
const pagesKept = 2000

interface Network {
  readonly number: number
  readonly sought: boolean
  readonly counting: Tally
  visitors: number
  first: Instant
}

/** Counts the networks of one day. Visits may come in any order. */
export function dayOrganisations(pages: Pages) {
  const networks = new Map<NetworkId, Network>()
  const seen = visitorsOfValues()
  const networkOf = (sought: boolean, first: Instant): Network => ({
    number: networks.size,
    sought,
    counting: tally(pages, { visitors: false, pages: pagesKept }),
    visitors: 0,
    first,
  })
  return {
    /** @param visitor its number */
    add(visit: DescribedVisit, visitor: number): void {
      if (visit.networkId === null) return
      const network = getOrInsert(networks, visit.networkId, () =>
        networkOf(visit.kind !== null && isIndexed({ kind: visit.kind }), visit.time),
      )
      if (visit.time < network.first) network.first = visit.time
      if (seen.isNew(visitor, network.number)) network.visitors += 1
      network.counting.add(visit)
    },
    pairs: seen.pairs,
    /** Forgets the visitors, whose numbers will be reused, and keeps the counts. */
    forgetVisitors: seen.clear,
    /** Adds what other visitors did. */
    join(others: readonly WholeNetwork[]): void {
      for (const { id, sought, visitors, ...activity } of others) {
        const first = activity.firstSeen ?? ''
        const network = getOrInsert(networks, id, () => networkOf(sought, first))
        if (first < network.first) network.first = first
        network.visitors += visitors
        network.counting.join({ ...activity, visitors: 0 })
      }
    },
    whole: (): WholeNetwork[] =>
      [...networks].map(([id, { sought, visitors, counting }]) => ({
        ...counting.whole(),
        ...{ id, sought, visitors },
      })),
    organisations: () => mostActive(networks),
    /** Returns the first moments of all networks, even of those that are not named. */
    firstSeen: (): FirstSeen => new Map([...networks].map(([id, { first }]) => [id, first])),
  }
}

/** Names the sought networks first, and among each group the most active ones. */
function mostActive(networks: ReadonlyMap<NetworkId, Network>): DayOrganisations {
  const all = [...networks]
    .map(([id, { sought, counting, visitors }]) => ({
      sought,
      present: { id, ...counting.activity(), visitors },
    }))
    .toSorted(
      (a, b) =>
        Number(b.sought) - Number(a.sought) ||
        b.present.visits - a.present.visits ||
        order(a.present.id, b.present.id),
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

/** Numbers by size, before texts. */
function order(a: NetworkId, b: NetworkId): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return networkIdText(a) < networkIdText(b) ? -1 : 1
}

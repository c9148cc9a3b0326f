import { getOrInsert } from '../cache'
import type { KnownNetwork } from '../describe/known-network'
import { type NetworkId, networkIdText } from '../organisation/network-id'
import type { Day } from '../time/day'
import type { Pages } from '../visit/page-key'
import { type OrganisationActivity, type Tally, tally } from './organisation-activity'

/** Counts visits of many networks, those of one organisation together. */
export interface OrganisationTallies {
  /** Returns the tally of a network's organisation. @param visits how many of the network will be added, of a day */
  of(id: NetworkId, visits: number, day: Day): Tally
  /** @param days those to tell the visits of, one by one */
  organisations(days: readonly Day[]): readonly OrganisationActivity[]
}

type Share = readonly [id: NetworkId, visits: number]

interface Entry {
  readonly tally: Tally
  /** Visits by network. */
  readonly networks: Map<NetworkId, number>
  /** Visits by UTC day. */
  readonly days: Map<Day, number>
}

export function organisationTallies(
  pages: Pages,
  known: (id: NetworkId) => KnownNetwork,
): OrganisationTallies {
  const entries = new Map<string, Entry>()
  return {
    of(id, visits, day) {
      const { tally, networks, days } = getOrInsert(entries, known(id).key, () => newEntry(pages))
      networks.set(id, (networks.get(id) ?? 0) + visits)
      days.set(day, (days.get(day) ?? 0) + visits)
      return tally
    },
    organisations: (asked) =>
      [...entries.values()].map(({ tally, networks, days }) => ({
        ...factsOf(known(mostVisited(networks))),
        asns: [...networks.keys()].filter((id) => typeof id === 'number').toSorted((a, b) => a - b),
        ...tally.activity(),
        daily: asked.map((day) => days.get(day) ?? 0),
      })),
  }
}

const newEntry = (pages: Pages): Entry => ({ tally: tally(pages), networks: new Map(), days: new Map() })

/** Networks of one organisation may differ in kind: the one that most visits came from speaks for it. */
const mostVisited = (networks: ReadonlyMap<NetworkId, number>): NetworkId =>
  [...networks].reduce((most, one) => (isAhead(one, most) ? one : most))[0]

const isAhead = ([id, visits]: Share, [than, most]: Share): boolean =>
  visits > most || (visits === most && networkIdText(id) < networkIdText(than))

const factsOf = ({ id: _, ...facts }: KnownNetwork) => facts

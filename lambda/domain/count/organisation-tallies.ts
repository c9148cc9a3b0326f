import { getOrInsert } from '../cache'
import type { KnownNetwork } from '../describe/known-network'
import { type NetworkId, networkIdText } from '../organisation/network-id'
import type { Pages } from '../visit/page-key'
import { type OrganisationActivity, type Tally, tally } from './organisation-activity'

/** Counts visits of many networks, those of one organisation together. */
export interface OrganisationTallies {
  /** Returns the tally of a network's organisation. @param visits how many of the network will be added */
  of(id: NetworkId, visits: number): Tally
  organisations(): readonly OrganisationActivity[]
}

type Share = readonly [id: NetworkId, visits: number]

interface Entry {
  readonly tally: Tally
  /** Visits by network. */
  readonly networks: Map<NetworkId, number>
}

export function organisationTallies(
  pages: Pages,
  known: (id: NetworkId) => KnownNetwork,
): OrganisationTallies {
  const entries = new Map<string, Entry>()
  return {
    of(id, visits) {
      const { tally, networks } = getOrInsert(entries, known(id).key, () => newEntry(pages))
      networks.set(id, (networks.get(id) ?? 0) + visits)
      return tally
    },
    organisations: () =>
      [...entries.values()].map(({ tally, networks }) => ({
        ...factsOf(known(mostVisited(networks))),
        asns: [...networks.keys()].filter((id) => typeof id === 'number').toSorted((a, b) => a - b),
        ...tally.activity(),
      })),
  }
}

const newEntry = (pages: Pages): Entry => ({ tally: tally(pages), networks: new Map() })

/** Networks of one organisation may differ in kind: the one that most visits came from speaks for it. */
const mostVisited = (networks: ReadonlyMap<NetworkId, number>): NetworkId =>
  [...networks].reduce((most, one) => (isAhead(one, most) ? one : most))[0]

const isAhead = ([id, visits]: Share, [than, most]: Share): boolean =>
  visits > most || (visits === most && networkIdText(id) < networkIdText(than))

const factsOf = ({ id: _, ...facts }: KnownNetwork) => facts

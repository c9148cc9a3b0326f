import { getOrInsert } from '../cache'
import { keyOfName } from '../organisation/key'
import { isRange, type NetworkId } from '../organisation/network-id'
import { type Correction, corrected, type Network } from '../organisation/organisation'

/** What the network table says, before the owner's corrections. */
export interface Directory {
  /**
   * Returns a network, a holder of ranges, or the network of a range that the owner corrected; null if the table does not
   * have it.
   */
  network(id: NetworkId): Network | null
  /** Returns the networks of an organisation, and its key where it holds ranges. Former keys lead to it too. */
  networksOf(key: string): readonly NetworkId[]
  /** Whether a part of the network belongs to others, by the labels of its ranges. */
  carriesLabels(asn: number): boolean
}

/** A network with the owner's corrections applied. */
export interface KnownNetwork extends Network {
  /** Whether it is the owner's own. */
  readonly mine: boolean
}

export interface NetworkFacts {
  readonly networks: Directory
  readonly corrections: readonly Correction[]
}

/**
 * Returns what is known about a network. Each is looked up once; one that the table does not have is named by its id. Of the
 * owner's corrections the narrowest wins: that of a range over that of an AS, and that over its organisation's. A network
 * that was given a name of its own belongs to the organisation of that name.
 */
export function knownNetworks({ networks, corrections }: NetworkFacts): (id: NetworkId) => KnownNetwork {
  const words = new Map(corrections.map((correction) => [correction.subject, correction]))
  const known = new Map<NetworkId, KnownNetwork>()

  function correctedNetwork(id: NetworkId): KnownNetwork {
    const network = networks.network(id) ?? nameless(id)
    const subjects = [...new Set<NetworkId>([network.key, network.id, id])]
    let [one, mine] = [network, false]
    for (const subject of subjects) {
      const word = words.get(subject)
      if (word === undefined) continue
      const key = word.name === null || subject === network.key ? one.key : keyOfName(word.name)
      one = { ...corrected(one, word), key }
      mine ||= word.mine
    }
    return { ...one, id, mine }
  }

  return (id) => getOrInsert(known, id, () => correctedNetwork(id))
}

/** Finds organisations by what people ask for, and their networks by their keys. */
export interface Organisations {
  readonly known: (id: NetworkId) => KnownNetwork
  /** Returns the key of an organisation that is asked for by its key, by a former one, or by the number of an AS. */
  keyOf(asked: number | string): string
  /** Returns the networks, holders and corrected ranges of an organisation; none if nobody has the key. */
  networksOf(key: string): readonly NetworkId[]
}

export function organisationsOf(facts: NetworkFacts): Organisations {
  const { networks, corrections } = facts
  const known = knownNetworks(facts)
  const narrow = corrections
    .map(({ subject }) => subject)
    .filter((subject) => typeof subject === 'number' || isRange(subject))
  return {
    known,
    keyOf(asked) {
      if (typeof asked === 'number') return known(asked).key
      const [first] = networks.networksOf(asked)
      return first === undefined ? asked : (networks.network(first)?.key ?? asked)
    },
    networksOf(key) {
      const candidates = new Set([...networks.networksOf(key), ...unlisted(key), ...narrow])
      return [...candidates].filter((id) => known(id).key === key)
    },
  }
}

/** An AS that the table does not have is named by its number. */
const unlisted = (key: string): number[] => (/^as[1-9]\d{0,9}$/.test(key) ? [Number(key.slice(2))] : [])

const nameless = (id: NetworkId): Network => {
  const name = typeof id === 'number' ? `AS${id}` : id
  return {
    ...{ id, key: typeof id === 'number' ? `as${id}` : keyOfName(id), name },
    ...({ domain: null, kind: 'unknown', confidence: 'low', evidence: 'not in the network table' } as const),
  }
}

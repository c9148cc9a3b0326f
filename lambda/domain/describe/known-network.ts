import { getOrInsert } from '../cache'
import { keyOfName } from '../organisation/key'
import { isDomain, isRange, isRegistered, type NetworkId, networkName } from '../organisation/network-id'
import { type Correction, corrected, isIndexed, type Network } from '../organisation/organisation'
import { selfNamed } from '../organisation/reverse-domain'

/** What the network table says, before the owner's corrections. */
export interface Directory {
  /**
   * Returns a network, a holder of ranges, whose domain reverse DNS has named, or the network of a range that the owner
   * corrected; null if the table does not have it.
   */
  network(id: NetworkId): Network | null
  /** Returns the networks of an organisation, and its key where it holds ranges. Former keys lead to it too. */
  networksOf(key: string): readonly NetworkId[]
  /** Whether a part of the network belongs to others, by the labels of its ranges. */
  carriesLabels(asn: number): boolean
  /** Whether other organisations may be behind it: true for an ISP, a research network and an unknown network. */
  hidesOthers(id: NetworkId | null): boolean
}

/** A network with the owner's corrections applied. */
export interface KnownNetwork extends Network {
  /** Whether it is the owner's own. */
  readonly mine: boolean
  /** Whether the owner wants no message about it. */
  readonly muted: boolean
}

export interface NetworkFacts {
  readonly networks: Directory
  readonly corrections: readonly Correction[]
}

/**
 * Returns what is known about a network. Each is looked up once; one that the table does not have is named by its id. Of the
 * owner's corrections the narrowest wins: that of a range over that of an AS or a domain, and that over its organisation's.
 * A network that was given a name of its own belongs to the organisation of that name.
 */
export function knownNetworks({ networks, corrections }: NetworkFacts): (id: NetworkId) => KnownNetwork {
  const words = new Map(corrections.map((correction) => [correction.subject, correction]))
  const known = new Map<NetworkId, KnownNetwork>()

  function correctedNetwork(id: NetworkId): KnownNetwork {
    const network = networks.network(id) ?? nameless(id)
    const subjects = [...new Set<NetworkId>([network.key, network.id, id])]
    let [one, mine, muted] = [network, false, false]
    for (const subject of subjects) {
      const word = words.get(subject)
      if (word === undefined) continue
      const key = word.name === null || subject === network.key ? one.key : keyOfName(word.name)
      one = { ...corrected(one, word), key }
      mine ||= word.mine
      muted ||= word.muted
    }
    return { ...one, id, mine, muted }
  }

  return (id) => getOrInsert(known, id, () => correctedNetwork(id))
}

/** Finds organisations by what people ask for, and their networks by their keys. */
export interface Organisations {
  readonly known: (id: NetworkId) => KnownNetwork
  /** Returns the key of an organisation that is asked for by its key, a former one, the number of an AS, or a domain. */
  keyOf(asked: number | string): string
  /** Returns the networks, holders, domains and corrected ranges of an organisation; none if nobody has the key. */
  networksOf(key: string): readonly NetworkId[]
}

export function organisationsOf(facts: NetworkFacts): Organisations {
  const { networks, corrections } = facts
  const known = knownNetworks(facts)
  const narrow = corrections.map(({ subject }) => subject).filter(isNarrow)
  return {
    known,
    keyOf(asked) {
      if (typeof asked === 'number' || isDomain(asked)) return known(asked).key
      const [first] = networks.networksOf(asked)
      return first === undefined ? asked : (networks.network(first)?.key ?? asked)
    },
    networksOf(key) {
      const listed = networks.networksOf(key)
      const domains = listed.flatMap((id) => networks.network(id)?.domain ?? [])
      const candidates = new Set([...listed, ...domains, ...unlisted(key), ...narrow])
      return [...candidates].filter((id) => known(id).key === key)
    },
  }
}

/** Whether a correction of it is narrower than one of an organisation. */
export const isNarrow = (subject: NetworkId): boolean =>
  typeof subject === 'number' || isRange(subject) || isDomain(subject)

/** Whether the index has visits under this id. A range that the owner corrected is none of its own there. */
export function isInIndex(networks: Pick<Directory, 'network'>, id: NetworkId): boolean {
  if (isRange(id)) return false
  const network = networks.network(id) ?? selfNamed(id)
  return network !== null && isIndexed(network)
}

/** Whether visits of a network may be counted under other ids than its number: those of ranges in it, or of domains. */
export const isOfSeveral = (networks: Directory, asn: number): boolean =>
  networks.carriesLabels(asn) || networks.hidesOthers(asn)

/** An AS that the table does not have is named by its number, a domain and a registered name by themselves. */
function unlisted(key: string): NetworkId[] {
  if (/^as[1-9]\d{0,9}$/.test(key)) return [Number(key.slice(2))]
  return isDomain(key) || isRegistered(key) ? [key] : []
}

function nameless(id: NetworkId): Network {
  const itself = selfNamed(id)
  if (itself !== null) return itself
  const name = networkName(id)
  return {
    ...{ id, key: typeof id === 'number' ? `as${id}` : keyOfName(id), name },
    ...({ domain: null, kind: 'unknown', confidence: 'low', evidence: 'not in the network table' } as const),
  }
}

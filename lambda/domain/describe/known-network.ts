import { type Correction, corrected, type Network } from '../organisation/organisation'

/** Looks an autonomous system up in the network table; null if the table does not have it. */
export type NetworkOf = (asn: number) => Network | null

/** A network with the owner's correction applied. */
export interface KnownNetwork extends Network {
  /** Whether it is the owner's own. */
  readonly mine: boolean
}

export interface NetworkFacts {
  readonly networkOf: NetworkOf
  readonly corrections: readonly Correction[]
}

/** Returns what is known about a network. Each is looked up once; one that the table does not have is named by its number. */
export function knownNetworks({ networkOf, corrections }: NetworkFacts): (asn: number) => KnownNetwork {
  const words = new Map(corrections.map((correction) => [correction.asn, correction]))
  const known = new Map<number, KnownNetwork>()
  return (asn) => {
    const before = known.get(asn)
    if (before !== undefined) return before
    const word = words.get(asn)
    const network = { ...corrected(networkOf(asn) ?? nameless(asn), word), mine: word?.mine ?? false }
    known.set(asn, network)
    return network
  }
}

const nameless = (asn: number): Network => ({
  asn,
  name: `AS${asn}`,
  domain: null,
  kind: 'unknown',
  confidence: 'low',
  evidence: 'not in the network table',
})

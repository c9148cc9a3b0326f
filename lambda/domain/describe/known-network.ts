import { type Correction, corrected, type Network } from '../organisation/organisation'

/** What the network table says of an autonomous system; null for one that it does not have. */
export type NetworkOf = (asn: number) => Network | null

/** A network with the owner's word on it. */
export interface KnownNetwork extends Network {
  /** The owner's own. */
  readonly mine: boolean
}

export interface NetworkFacts {
  readonly networkOf: NetworkOf
  readonly corrections: readonly Correction[]
}

/** Tells what is known of a network, each looked up once. One that the table does not have goes by its number. */
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

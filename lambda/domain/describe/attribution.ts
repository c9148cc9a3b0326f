import { type NetworkId, networkIdOf } from '../organisation/network-id'
import type { Confidence, Kind } from '../organisation/organisation'
import type { Visit } from '../visit/visit'
import { botOf, type Verdict } from './bot'
import { correctedRanges } from './corrected-range'
import { type Directory, isInIndex, knownNetworks, type NetworkFacts } from './known-network'

/** Who a visit is attributed to. Fields are null if the network is not known. */
export interface Attribution extends Verdict {
  /** The network, holder or corrected range that names it. */
  readonly networkId: NetworkId | null
  /** Key of the organisation. */
  readonly organisationKey: string | null
  /** Name of the organisation. */
  readonly organisation: string | null
  readonly domain: string | null
  readonly kind: Kind | null
  readonly confidence: Confidence | null
  readonly evidence: string | null
  /** Whether it is the owner's own: what the visit itself says comes before what its network says. */
  readonly mine: boolean
}

/** Returns the part of a description that lists are filtered by. It costs little compared with the whole. */
export function attributor(facts: NetworkFacts): (visit: Visit) => Attribution {
  const known = knownNetworks(facts)
  const rangeOf = correctedRanges(facts.corrections)
  return (visit) => {
    const networkId = rangeOf(visit.ip) ?? namingIdOf(visit, facts.networks)
    const network = networkId === null ? null : known(networkId)
    return {
      networkId,
      organisationKey: network?.key ?? null,
      organisation: network?.name ?? null,
      domain: network?.domain ?? null,
      kind: network?.kind ?? null,
      confidence: network?.confidence ?? null,
      evidence: network?.evidence ?? null,
      mine: visit.mine ?? network?.mine ?? false,
      ...botOf(visit, network),
    }
  }
}

/**
 * Returns the id that names a visit. Visits that were recorded before domains counted may have that of a provider, which names nobody. The owner's corrections do
 * not matter here, so that one which is taken back finds the days that it was about.
 */
function namingIdOf(visit: Visit, networks: Directory): NetworkId | null {
  const { asn, holder, reverseDomain } = visit
  const names = reverseDomain !== null && isInIndex(networks, reverseDomain)
  return networkIdOf(names ? visit : { asn, holder })
}

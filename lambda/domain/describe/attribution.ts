import type { Confidence, Kind } from '../organisation/organisation'
import type { Visit } from '../visit/visit'
import { botOf } from './bot'
import { knownNetworks, type NetworkFacts } from './known-network'

/** Who a visit is attributed to. Fields are null if the network is not known. */
export interface Attribution {
  /** Name of the organisation. */
  readonly organisation: string | null
  readonly domain: string | null
  readonly kind: Kind | null
  readonly confidence: Confidence | null
  readonly evidence: string | null
  /** Whether it came from the owner's own network. */
  readonly mine: boolean
  /** Why it counts as a bot's visit; null for a person's. */
  readonly bot: string | null
}

/** Returns the part of a description that lists are filtered by. It costs little compared with the whole. */
export function attributor(facts: NetworkFacts): (visit: Visit) => Attribution {
  const known = knownNetworks(facts)
  return ({ asn, userAgent, webdriver }) => {
    const network = asn === null ? null : known(asn)
    return {
      organisation: network?.name ?? null,
      domain: network?.domain ?? null,
      kind: network?.kind ?? null,
      confidence: network?.confidence ?? null,
      evidence: network?.evidence ?? null,
      mine: network?.mine ?? false,
      bot: botOf({ userAgent, webdriver, network }),
    }
  }
}

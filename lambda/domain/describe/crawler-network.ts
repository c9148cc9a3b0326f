import { keyOfName } from '../organisation/key'
import type { Kind } from '../organisation/organisation'
import { type BotPurpose, crawlerRanges, crawlers } from './crawler'

/** What is asked of a visit's network. */
export interface BotNetwork {
  readonly key: string
  readonly name: string
  readonly kind: Kind
}

/** Who runs the crawlers of a network, and for what. */
export interface CrawlerNetwork {
  readonly operator: string
  readonly purpose: BotPurpose | null
}

/** By the keys that the labels of ranges have. */
const known: ReadonlyMap<string, CrawlerNetwork> = new Map(
  [...crawlerRanges, ...crawlers].map(({ name, operator, purpose = null }) => [
    keyOfName(name),
    { operator, purpose },
  ]),
)

/** Returns who crawls from a network, or null if it is none of crawlers. A network without crawlers of its own is its owner's. */
export function crawlerNetworkOf(network: BotNetwork | null): CrawlerNetwork | null {
  if (network?.kind !== 'crawler') return null
  return known.get(network.key) ?? { operator: network.name, purpose: null }
}

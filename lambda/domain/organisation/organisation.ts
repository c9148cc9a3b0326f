import type { NetworkId } from './network-id'

/** The kinds of organisation that a network may belong to, as they matter to the reader of a visitors' book. */
export const kinds = [
  'unknown',
  'business',
  'education',
  'government',
  'isp',
  'mobile',
  'hosting',
  'vpn',
  'gateway',
  'crawler',
] as const
export type Kind = (typeof kinds)[number]

/** How sure a kind is: `high` for a manual label or the owner's correction, `medium` for a word in the name, `low` for a guess. */
export const confidences = ['low', 'medium', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** A network, or a range with a label of its own, and the organisation it belongs to. */
export interface Network {
  readonly id: NetworkId
  /** Key of the organisation, see key.ts. */
  readonly key: string
  /** Name of the organisation, as people write it. */
  readonly name: string
  /** Its web domain, if known. */
  readonly domain: string | null
  readonly kind: Kind
  readonly confidence: Confidence
  /** The source of the kind: `label`, `rule: bank`, `reverse DNS`, `owner`, … */
  readonly evidence: string
}

/** The owner's correction. Fields that are null stay as they are. */
export interface Correction {
  /** An AS by its number, an organisation by its key, a domain, or a range of addresses such as `203.0.113.0/24`. */
  readonly subject: NetworkId
  readonly name: string | null
  readonly kind: Kind | null
  readonly domain: string | null
  /** Whether it is the owner's own, whose visits are left out of lists. */
  readonly mine: boolean
  /** Whether its owner wants no message about it. */
  readonly muted: boolean
  /** Whether the owner marked the organisation. */
  readonly star: boolean
  /** What the owner noted about the organisation. */
  readonly note: string | null
}

/** Kinds whose visits go into the organisation index. `unknown` is one of them, because it may turn out to be a firm. */
const indexed: ReadonlySet<Kind> = new Set(['business', 'education', 'government', 'unknown'])

export const isIndexed = ({ kind }: Pick<Network, 'kind'>): boolean => indexed.has(kind)

/** Returns a network with the owner's correction applied. */
export function corrected(network: Network, correction: Correction): Network {
  const { name, kind, domain } = correction
  const named = { ...network, name: name ?? network.name, domain: domain ?? network.domain }
  return kind === null ? named : { ...named, kind, confidence: 'high', evidence: 'owner' }
}

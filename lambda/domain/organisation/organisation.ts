/** What a network belongs to, as far as it matters to somebody who reads a visitors' book. */
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

/** How sure a kind is: `high` a label by hand or the owner's word, `medium` a telling word in the name, `low` a guess. */
export const confidences = ['low', 'medium', 'high'] as const
export type Confidence = (typeof confidences)[number]

/** A network and the organisation that it belongs to. */
export interface Network {
  /** Autonomous system number. */
  readonly asn: number
  /** Of the organisation, as people write it. */
  readonly name: string
  /** Its web domain, where known. */
  readonly domain: string | null
  readonly kind: Kind
  readonly confidence: Confidence
  /** What says so: `label`, `rule: bank`, `owner`, … */
  readonly evidence: string
}

/** The owner's word on a network. What is null stays as it is. */
export interface Correction {
  readonly asn: number
  readonly name: string | null
  readonly kind: Kind | null
  readonly domain: string | null
  /** The owner's own network, whose visits are left out of lists. */
  readonly mine: boolean
}

/** Kinds that visits are put into the organisation index for. `unknown` is among them, as it may turn out to be a firm. */
const indexed: ReadonlySet<Kind> = new Set(['business', 'education', 'government', 'unknown'])

export const isIndexed = ({ kind }: Pick<Network, 'kind'>): boolean => indexed.has(kind)

/** A network as the owner corrected it. */
export function corrected(network: Network, correction: Correction | undefined): Network {
  if (correction === undefined) return network
  const { name, kind, domain } = correction
  const named = { ...network, name: name ?? network.name, domain: domain ?? network.domain }
  return kind === null ? named : { ...named, kind, confidence: 'high', evidence: 'owner' }
}

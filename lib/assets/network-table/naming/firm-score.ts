/** A registered name and what the source says of its network. */
export interface Candidate {
  readonly registered: string
  /** Two letters, or empty. */
  readonly country: string
  /** How many addresses it announces: of IPv4, and of IPv6 in /48. */
  readonly ipv4: number
  readonly ipv6: number
}

/** A candidate of which a label or a rule says whether it is a firm, school or authority. */
export interface Example {
  readonly candidate: Candidate
  readonly isOrganisation: boolean
  readonly weight: number
}

const buckets = 1 << 18
const rounds = 6
const firstStep = 0.15
const decay = 2e-6

/** Learns weights of features by logistic regression, in a fixed order, so that the same examples give the same weights. */
export function learn(examples: readonly Example[]): Float64Array {
  const weights = new Float64Array(buckets)
  const known = examples
    .map((example) => ({
      ...example,
      features: featuresOf(example.candidate),
      order: hashOf(example.candidate.registered, 7),
    }))
    .toSorted((a, b) => a.order - b.order)
  for (let round = 0; round < rounds; round++) {
    const step = firstStep / (1 + round)
    for (const { features, isOrganisation, weight } of known) {
      const error = (isOrganisation ? 1 : 0) - probability(sum(weights, features))
      for (const feature of features) {
        const before = weights[feature] ?? 0
        weights[feature] = before + step * weight * (error / Math.sqrt(features.length) - decay * before)
      }
    }
  }
  return weights
}

/** Returns how likely the candidate is an organisation of its own, from 0 to 1 as the weights have it. */
export const score = (weights: Float64Array, candidate: Candidate): number =>
  probability(sum(weights, featuresOf(candidate)))

const probability = (sum: number): number => 1 / (1 + Math.exp(-sum))

function sum(weights: Float64Array, features: readonly number[]): number {
  const total = features.reduce((all, feature) => all + (weights[feature] ?? 0), 0)
  return total / Math.sqrt(features.length)
}

function featuresOf({ registered, country, ipv4, ipv6 }: Candidate): number[] {
  const name = ` ${registered
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\d&.]+/gu, ' ')
    .trim()} `
  const words = name.trim().split(' ')
  const size = Math.round(Math.log2(ipv4 + 1))
  const wide = Math.round(Math.log2(ipv6 + 1))
  const grams = [3, 4, 5].flatMap((length) =>
    Array.from({ length: Math.max(0, name.length - length + 1) }, (_, at) => name.slice(at, at + length)),
  )
  const facts = [
    `country ${country}`,
    `sizes ${country} ${Math.min(size, 14)} ${wide}`,
    `ipv4 ${size}`,
    `ipv6 ${wide}`,
    `words ${Math.min(words.length, 6)}`,
    `last ${words.at(-1)} ${country}`,
    `last two ${words.slice(-2).join(' ')}`,
    `first ${words[0]}`,
    `shape ${shapeOf(registered)} ${country}`,
    ...words.map((word) => `word ${word}`),
  ]
  // Facts stand three times, so that many letters do not outweigh them.
  return [
    ...new Set([
      ...grams,
      ...facts,
      ...facts.map((fact) => `2 ${fact}`),
      ...facts.map((fact) => `3 ${fact}`),
    ]),
  ].map((feature) => hashOf(feature, 0) % buckets)
}

/** How a name is written: capitals, a handle, a person's first names and surname, or words. */
function shapeOf(name: string): string {
  if (/^\S+$/.test(name)) return 'one word'
  if (name === name.toUpperCase()) return 'capitals'
  return /^(?:\p{Lu}\p{Ll}+ ){1,2}\p{Lu}\p{Ll}+$/u.test(name) ? 'two or three words' : 'words'
}

/** FNV-1a. */
function hashOf(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}

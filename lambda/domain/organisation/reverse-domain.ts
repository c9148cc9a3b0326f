import { isDomain, isRegistered, type NetworkId, nameRegistered } from './network-id'
import type { Kind, Network } from './organisation'

/** Shown as the evidence of whatever a reverse domain says. */
export const reverseDnsEvidence = 'reverse DNS'

/** Suffixes under which only some may register a domain, or words by which access networks call themselves. */
const rules: readonly { readonly kind: Kind; readonly pattern: RegExp }[] = [
  { kind: 'education', pattern: /^[^.]+\.(edu|(ac|edu|sch)\.[a-z]{2}|k12\.[a-z]{2}\.us)$/ },
  {
    kind: 'government',
    pattern: /^[^.]+\.(gov|mil|(gov|gob|gouv|govt|gub|mil)\.[a-z]{2}|go\.(jp|kr|th|id|ke|ug|tz))$/,
  },
  { kind: 'education', pattern: /^(uni|univ|tu|fh|hs)-[^.]+\.[^.]+$/ },
  {
    kind: 'isp',
    pattern: /^[^.]*(telecom|telekom|broadband|(?<![a-z])([av]?dsl|w?isp|ftth|fttx|catv)(?![a-z]))[^.]*\./,
  },
]

/**
 * Returns what a domain says by itself, without the network table. The domain is name and key of the organisation: no other
 * key has a dot, so it is nobody else's.
 */
export function networkOfDomain(domain: string): Network {
  const kind = rules.find(({ pattern }) => pattern.test(domain))?.kind
  return {
    ...{ id: domain, key: domain, name: domain, domain },
    kind: kind ?? 'business',
    confidence: 'medium',
    evidence: reverseDnsEvidence,
  }
}

/** Words of a registered name that tell the kind. */
const words: readonly { readonly kind: Kind; readonly pattern: RegExp }[] = [
  { kind: 'education', pattern: /\b(universit|universidad|college|school|hochschule|istituto)/i },
  {
    kind: 'government',
    pattern: /\b(ministry|ministerio|government|municipality|police|county of|city of)\b/i,
  },
]

/** Returns what the name of a holder by a registry says by itself. It is the key too, in the form of the id. */
function networkOfRegistered(id: string): Network {
  const name = nameRegistered(id)
  const kind = words.find(({ pattern }) => pattern.test(name))?.kind
  return {
    ...{ id, key: id, name, domain: null, kind: kind ?? 'business' },
    ...{ confidence: 'medium', evidence: 'registry' },
  }
}

/** Returns what an id says by itself, where it does: a domain, and a holder's name by a registry. */
export function selfNamed(id: NetworkId): Network | null {
  if (typeof id === 'number') return null
  if (isRegistered(id)) return networkOfRegistered(id)
  return isDomain(id) ? networkOfDomain(id) : null
}

/** Whether a registered name is that of the network itself: its first word is. */
export function isNameOf({ name: own }: Pick<Network, 'name'>, name: string): boolean {
  const [first, second] = [own, name].map((text) => plain(text.trim().split(/[\s,.-]/, 1)[0] ?? ''))
  return first !== '' && first === second
}

/** The fewest letters by which a domain is told to be a network's own. */
const fewest = 4

/** Whether a domain is that of the network itself, as its name tells: `tele2.se` of Tele2 Sverige AB. */
export function isDomainOf({ name, domain: own }: Pick<Network, 'name' | 'domain'>, domain: string): boolean {
  const [label = ''] = domain.split('.', 1)
  const [short, long] = [plain(label), plain(name)]
  return domain === own || (short.length >= fewest && long.startsWith(short))
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

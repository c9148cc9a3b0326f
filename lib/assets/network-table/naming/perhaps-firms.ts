import type { TableSources } from '../builder'
import type { Range } from '../range'
import { type NamedNetwork, perhaps, type Rule } from './classifier'
import { type Candidate, type Example, learn, score } from './firm-score'
import { writtenName } from './written-name'

/** Above it the verdict is "perhaps a firm". */
const threshold = 0.6

/** How much an example counts: a label, a rule's verdict, and a name that was drawn from the unknown ones and judged. */
const weights = { label: 1, rule: 0.5, judged: 8 } as const

/** What the script learns from. */
export interface Known {
  readonly sources: TableSources
  readonly names: ReadonlyMap<number, string>
  readonly rules: readonly Rule[]
  /** Whether it is an organisation, by AS number. */
  readonly judged: ReadonlyMap<number, boolean>
}

/** Returns the AS numbers, sorted, that neither label nor rule tells but whose names look like those of organisations. */
export function perhapsFirms(known: Known): number[] {
  const { sources, names } = known
  const candidates = candidatesOf(sources, names)
  const unknown = sources.networks.filter(isUnknown)
  const examples = sources.networks.flatMap((network) => exampleOf(network, candidates, known))
  const words = wordsOfOrganisations(examples)
  const learned = learn(examples)
  return unknown
    .filter(({ asn }) => {
      const candidate = candidates.get(asn)
      if (candidate === undefined) return false
      const looksLikeOne = () =>
        !isPerson(candidate.registered, words) && score(learned, candidate) >= threshold
      return known.judged.get(asn) ?? looksLikeOne()
    })
    .map(({ asn }) => asn)
    .toSorted((a, b) => a - b)
}

const isUnknown = ({ evidence }: NamedNetwork): boolean => evidence === 'no rule' || evidence === perhaps

const isOrganisation = ({ kind }: NamedNetwork): boolean =>
  kind === 'business' || kind === 'education' || kind === 'government'

function exampleOf(
  network: NamedNetwork,
  candidates: ReadonlyMap<number, Candidate>,
  { rules, judged }: Known,
): Example[] {
  const candidate = candidates.get(network.asn)
  if (candidate === undefined) return []
  if (isUnknown(network)) {
    const verdict = judged.get(network.asn)
    return verdict === undefined ? [] : [{ candidate, isOrganisation: verdict, weight: weights.judged }]
  }
  const example = { candidate, isOrganisation: isOrganisation(network), weight: weights.label }
  if (!network.evidence.startsWith('rule: ')) return [example]
  const rule = rules.find(({ pattern }) => pattern.test(candidate.registered))
  const registered = rule === undefined ? candidate.registered : withoutWord(candidate.registered, rule)
  return [{ ...example, candidate: { ...candidate, registered }, weight: weights.rule }]
}

/** Without the word by which the rule told it, which no unknown name has. A pattern from the beginning on takes too much. */
function withoutWord(name: string, { pattern }: Rule): string {
  const rest = pattern.source.startsWith('^') ? name : name.replace(pattern, ' ')
  return rest.trim() === '' ? name : rest
}

/** Words that three organisations or more bear. */
function wordsOfOrganisations(examples: readonly Example[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { candidate, isOrganisation } of examples) {
    if (!isOrganisation) continue
    for (const word of new Set(candidate.registered.toLowerCase().match(/\p{L}+/gu))) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return new Set([...counts].flatMap(([word, count]) => (count > 2 ? [word] : [])))
}

/** A person has two to four names, no legal form, and none of the words that organisations bear; or the form says so. */
function isPerson(name: string, words: ReadonlySet<string>): boolean {
  if (/^(?:FOP|PE|IE|IP|SPD|SE:|Individual)\b|sole prop|trading as|^AS\d+$|^[\d-]+$/i.test(name)) return true
  const hasForm = writtenName(name).length < name.length
  const isNamesOnly = /^\p{Lu}[\p{L}'-]+(?: [\p{L}.'-]+){1,3}$/u.test(name)
  return (
    isNamesOnly &&
    !hasForm &&
    !name
      .toLowerCase()
      .split(' ')
      .some((word) => words.has(word))
  )
}

/** Adds up what each network announces, and takes the country of its largest range. */
function candidatesOf(
  { ipv4, ipv6 }: TableSources,
  names: ReadonlyMap<number, string>,
): Map<number, Candidate> {
  const sizes = { ipv4: new Map<number, number>(), ipv6: new Map<number, number>() }
  const largest = new Map<number, Range<number, number>>()
  for (const range of ipv4.asn) {
    add(sizes.ipv4, range.value, lengthOf(range))
    const before = largest.get(range.value)
    if (before === undefined || lengthOf(before) < lengthOf(range)) largest.set(range.value, range)
  }
  for (const { start, end, value } of ipv6.asn) add(sizes.ipv6, value, Number((end - start) >> 16n) + 1)
  const candidate = (asn: number, registered: string): Candidate => ({
    registered,
    country: countryAt(ipv4.country, largest.get(asn)?.start),
    ipv4: sizes.ipv4.get(asn) ?? 0,
    ipv6: sizes.ipv6.get(asn) ?? 0,
  })
  return new Map([...names].map(([asn, registered]) => [asn, candidate(asn, registered)]))
}

const lengthOf = ({ start, end }: Range<number, number>): number => end - start + 1

const add = (sums: Map<number, number>, key: number, value: number): void => {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

/** Ranges are sorted by their start. */
function countryAt(ranges: readonly Range<number, string>[], address: number | undefined): string {
  if (address === undefined) return ''
  let low = 0
  let high = ranges.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.start ?? 0) <= address) low = middle
    else high = middle
  }
  return ranges[low]?.value ?? ''
}

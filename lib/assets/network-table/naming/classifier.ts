import { type Kind, kinds, type Network } from '../../../../lambda/domain/organisation/organisation'
import { dataLines } from './data-line'
import { labelsBySameName } from './same-name'
import { writtenName } from './written-name'

/** A network as the table is made from it. */
export interface NamedNetwork extends Omit<Network, 'id' | 'key'> {
  /** Autonomous system number. */
  readonly asn: number
  /** The registered name as people write it; a label has its own name. */
  readonly registeredName: string
  readonly isLabelled: boolean
}

/** A label written by hand for one organisation: a line of data/<kind>.tsv. */
export interface Label {
  readonly kind: Kind
  readonly name: string
  readonly domain: string | null
  readonly asns: readonly number[]
  /** File and line, for errors. */
  readonly place: string
}

/** Host names of two parts or more, in small letters. */
const domainForm = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/

/** A word in a registered name that shows the kind: a line of data/rules.tsv. The first match decides. */
export interface Rule {
  readonly kind: Kind
  /** Shown as the evidence. */
  readonly word: string
  readonly pattern: RegExp
  /** A registered name that the rule decides, and one that it must not match. */
  readonly takes: string
  readonly leaves: string
}

/** @throws Error naming the file and the line that is not understood */
export function parseLabels(kind: Kind, file: string, text: string): Label[] {
  return dataLines(file, text).map(({ line, place }) => {
    const [name = '', domain = '', asns = ''] = line.split('\t')
    const numbers = asns.split(' ').map(Number)
    if (name === '' || domain === '' || !numbers.every((asn) => Number.isInteger(asn) && asn > 0)) {
      throw new Error(`${place}: expected name, domain or -, AS numbers, with tabs between`)
    }
    if (domain !== '-' && !domainForm.test(domain)) {
      throw new Error(`${place}: ${domain} is no domain; write one such as example.com, or -`)
    }
    return { kind, name, domain: domain === '-' ? null : domain, asns: numbers, place }
  })
}

/** @throws Error naming the file and the line that is not understood */
export function parseRules(file: string, text: string): Rule[] {
  return dataLines(file, text).map(({ line, place }) => {
    const [kind, word, pattern, takes, leaves] = line.split('\t')
    const known = kinds.find((one) => one === kind)
    if (known === undefined || !word || !pattern || !takes || !leaves) {
      const expected = 'kind, word, pattern, a name that it takes and one that it must not, with tabs between'
      throw new Error(`${place}: expected ${expected}`)
    }
    return { kind: known, word, pattern: new RegExp(pattern, 'iu'), takes, leaves }
  })
}

/**
 * Classifies a network by its label, by that of a network of the same registered name, or else by the first rule that
 * its registered name matches; otherwise it is perhaps a firm, or unknown. A name that is equal is not as sure as a
 * number that was looked at.
 */
export function classifier(
  labels: readonly Label[],
  rules: readonly Rule[],
  names: ReadonlyMap<number, string> = new Map(),
  perhapsFirms: ReadonlySet<number> = new Set(),
): (asn: number, registered: string) => NamedNetwork {
  const byAsn = new Map(labels.flatMap((label) => label.asns.map((asn) => [asn, label] as const)))
  const byName = labelsBySameName(labels, names)
  return (asn, registered) => {
    const registeredName = writtenName(registered) || `AS${asn}`
    const label = byAsn.get(asn)
    if (label !== undefined) {
      return { ...labelled(asn, label), registeredName, confidence: 'high', evidence: 'label' }
    }
    const namesake = byName.get(asn)
    if (namesake !== undefined) {
      return {
        ...labelled(asn, namesake),
        registeredName,
        confidence: 'medium',
        evidence: 'label: same name',
      }
    }
    const unlabelled = { asn, name: registeredName, registeredName, isLabelled: false, domain: null }
    const rule = rules.find(({ pattern }) => pattern.test(registered))
    if (rule !== undefined) {
      return { ...unlabelled, kind: rule.kind, confidence: 'medium', evidence: `rule: ${rule.word}` }
    }
    return perhapsFirms.has(asn)
      ? { ...unlabelled, kind: 'business', confidence: 'low', evidence: perhaps }
      : { ...unlabelled, kind: 'unknown', confidence: 'low', evidence: 'no rule' }
  }
}

/** Evidence of a name that looks like those of firms, schools and authorities. */
export const perhaps = 'perhaps a firm'

const labelled = (asn: number, { name, domain, kind }: Label) => ({
  asn,
  name,
  isLabelled: true,
  domain,
  kind,
})

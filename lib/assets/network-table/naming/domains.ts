import { keyOfName } from '../../../../lambda/domain/organisation/key'
import { isIndexed, type Kind } from '../../../../lambda/domain/organisation/organisation'
import type { NumberedLabel } from '../builder'
import type { NamedNetwork } from './classifier'
import { dataLines, domainPattern } from './data-line'

/** Domains of whom no label speaks: lines of data/domains/. */
export interface ListedDomains {
  /** Domains of schools and universities, and their names. */
  readonly schools: ReadonlyMap<string, string>
  /** Domains that access networks give to their customers' lines. */
  readonly providers: ReadonlySet<string>
}

/** Who has a domain: a network or a label by its number, a school by its name, or a provider, whose name is empty. */
export type DomainOwner = { readonly number: number } | { readonly name: string }

/** @throws Error naming the file and the line that is not understood, or that says the same domain again */
export function parseSchools(file: string, text: string): ReadonlyMap<string, string> {
  const schools = new Map<string, string>()
  for (const { line, place } of dataLines(file, text)) {
    const [domain = '', name = '', ...rest] = line.split('\t')
    if (!domainPattern.test(domain) || name === '' || rest.length > 0)
      throw new Error(`${place}: expected a domain and the name of a school, with a tab between`)
    if (schools.has(domain)) throw new Error(`${place}: ${domain} is there already`)
    schools.set(domain, name)
  }
  return schools
}

/** @throws Error naming the file and the line that is not understood, or that says the same domain again */
export function parseProviders(file: string, text: string): ReadonlySet<string> {
  const providers = new Set<string>()
  for (const { line, place } of dataLines(file, text)) {
    if (!domainPattern.test(line)) throw new Error(`${place}: "${line}" is no domain such as example.com`)
    if (providers.has(line)) throw new Error(`${place}: ${line} is there already`)
    providers.add(line)
  }
  return providers
}

interface Candidate {
  readonly number: number
  readonly kind: Kind
}

/**
 * Says who has each domain. Several labels may have the same one: an access network among them speaks for it, because its
 * customers' lines are named so; then an organisation, by its most frequent name; then the rest. A label comes before the
 * lists, unless it would make an organisation of a provider.
 */
export function domainOwners(
  { networks, labels }: { networks: readonly NamedNetwork[]; labels: readonly NumberedLabel[] },
  { schools, providers }: ListedDomains,
): ReadonlyMap<string, DomainOwner> {
  const candidates = new Map<string, Map<string, Candidate[]>>()
  const add = (domain: string | null, name: string, candidate: Candidate) => {
    if (domain === null) return
    const byKey = candidates.get(domain) ?? new Map<string, Candidate[]>()
    candidates.set(domain, byKey)
    const key = `${keyOfName(name)} ${candidate.kind}`
    byKey.set(key, [...(byKey.get(key) ?? []), candidate])
  }
  for (const { number, name, domain, kind } of labels) add(domain, name, { number, kind })
  for (const { asn, name, domain, kind } of networks) add(domain, name, { number: asn, kind })
  const owners = new Map<string, DomainOwner>([...schools].map(([domain, name]) => [domain, { name }]))
  for (const domain of providers) owners.set(domain, { name: '' })
  for (const [domain, byKey] of candidates) {
    const owner = speakerOf([...byKey.values()])
    if (!(isIndexed(owner) && providers.has(domain))) owners.set(domain, { number: owner.number })
  }
  return owners
}

function speakerOf(groups: readonly (readonly Candidate[])[]): Candidate {
  const [[first] = []] = groups.toSorted((a, b) => rankOf(a) - rankOf(b) || b.length - a.length)
  return first as Candidate
}

function rankOf([first]: readonly Candidate[]): number {
  const { kind } = first as Candidate
  if (kind === 'isp' || kind === 'mobile') return 0
  return isIndexed({ kind }) ? 1 : 2
}

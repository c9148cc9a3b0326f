import { keyInCountry, keyOfName } from '../../../lambda/domain/organisation/key'
import { domainKey, firstList, firstName, keyHash } from '../../../lambda/network/table-format'
import type { NumberedLabel } from './builder'
import type { NamedNetwork } from './naming/classifier'
import type { DomainOwner } from './naming/domains'

interface Named {
  readonly networks: readonly NamedNetwork[]
  readonly labels: readonly NumberedLabel[]
  /** The country of most addresses of each network. */
  readonly main: ReadonlyMap<number, string>
  readonly formerKeys: ReadonlyMap<string, string>
  readonly owners: ReadonlyMap<string, DomainOwner>
  /** Where the strings have a name. */
  readonly offsetOf: (name: string) => number
}

export interface Members {
  /** Hashes of keys and domains in order, and of each its place, see table-format.ts. */
  readonly places: readonly (readonly [hash: bigint, place: number])[]
  /** For each organisation of several networks how many it has, then their numbers. */
  readonly lists: Buffer
}

/**
 * Lists the networks of each organisation under its key, and under keys that it had before: one from a label that was
 * renamed, or the one that a network had by its registered name before somebody labelled it. Domains stand among them.
 */
export function organisationMembers({
  networks,
  labels,
  main,
  formerKeys,
  owners,
  offsetOf,
}: Named): Members {
  const members = new Map<string, number[]>()
  const add = (key: string, number: number) => {
    const before = members.get(key)
    if (before === undefined) members.set(key, [number])
    else before.push(number)
  }
  const keyed = networks.map((network) => ({ ...network, country: main.get(network.asn) ?? null }))
  for (const { name, number } of labels) add(keyOfName(name), number)
  for (const { asn, name, country, isLabelled } of keyed)
    add(isLabelled ? keyOfName(name) : keyInCountry(name, country), asn)
  const now = new Set(members.keys())
  for (const { asn, registeredName, country, isLabelled } of keyed) {
    const before = keyInCountry(registeredName, country)
    if (isLabelled && !now.has(before)) add(before, asn)
  }
  for (const [before, key] of formerKeys) {
    const found = members.get(key)
    if (found === undefined) throw new Error(`former-keys.tsv: there is no organisation ${key}`)
    if (now.has(before)) throw new Error(`former-keys.tsv: ${before} is the key of an organisation`)
    members.set(before, found)
  }
  const domains = [...owners].map(([domain, owner]): Hashed => {
    const place = 'number' in owner ? owner.number : firstName + offsetOf(owner.name)
    return [keyHash(domainKey(domain)), [place]]
  })
  return listed([...[...members].map(([key, numbers]): Hashed => [keyHash(key), numbers]), ...domains])
}

type Hashed = readonly [hash: bigint, numbers: readonly number[]]

function listed(all: readonly Hashed[]): Members {
  const hashed = all.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const places: [bigint, number][] = []
  const lists: Buffer[] = []
  let size = 0
  for (const [hash, numbers] of hashed) {
    if (places.at(-1)?.[0] === hash) throw new Error('two keys have the same hash')
    const [only, second] = numbers
    if (only !== undefined && second === undefined) {
      places.push([hash, only])
      continue
    }
    places.push([hash, firstList + size])
    const list = Buffer.from(Uint32Array.of(numbers.length, ...numbers).buffer)
    lists.push(list)
    size += list.length
  }
  return { places, lists: Buffer.concat(lists) }
}

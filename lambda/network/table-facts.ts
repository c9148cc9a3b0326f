import { getOrInsert, onDemand } from '../domain/cache'
import { keyInCountry, keyOfName } from '../domain/organisation/key'
import { isDomain, type NetworkId } from '../domain/organisation/network-id'
import { confidences, type Kind, kinds, type Network } from '../domain/organisation/organisation'
import { networkOfDomain, reverseDnsEvidence } from '../domain/organisation/reverse-domain'
import type { TableFile } from './table-file'
import {
  blockBytes,
  blocksOf,
  domainKey,
  entryBytes,
  firstLabel,
  firstList,
  firstName,
  keyBytes,
  keyHash,
  perBlock,
} from './table-format'

/** What the table says about networks, organisations, domains and labels of ranges. Each is read once. */
export interface TableFacts {
  network(id: NetworkId): Network | null
  kind(id: NetworkId): Kind | null
  networksOf(key: string): readonly NetworkId[]
  carriesLabels(asn: number): boolean
  isResearch(id: NetworkId): boolean
  /** Every network, and every holder of ranges by its key. */
  ids(): Iterable<NetworkId>
  /** @param number of a label, from `firstLabel` on */
  label(number: number): Label
}

/** A range with a label, as one network carries it. */
export interface Label {
  readonly asn: number | null
  readonly range: string
  readonly network: Network
}

export function tableFacts(file: TableFile): TableFacts {
  const label = labelReader(file)
  const networkEntry = entryReader(file)
  const placeOf = placeReader(file)
  const membersOf = memberReader(file, placeOf)
  const carriers = onDemand(() => carriersIn(file))
  const known = new Map<NetworkId, Network | null>()
  const knownKinds = new Map<NetworkId, Kind | null>()

  /** Speaks for an organisation: a label, or else an AS, if its ranges have lost their labels since. */
  function readHolder(key: string): Network | null {
    const numbers = membersOf(key)
    const first = numbers.find((number) => number >= firstLabel) ?? numbers[0]
    if (first === undefined) return null
    const network = first < firstLabel ? readNetwork(first) : label(first).network
    return network === null ? null : { ...network, id: key }
  }

  function readNetwork(asn: number): Network | null {
    const entry = networkEntry(asn)
    return entry === null ? null : networkIn(entry, file)
  }

  function readDomain(domain: string): Network | null {
    const place = placeOf(domainKey(domain))
    if (place === null) return null
    if (place >= firstName) return listedDomain(domain, file.textAt(place - firstName))
    const network = place < firstLabel ? readNetwork(place) : label(place).network
    return network === null ? null : { ...network, id: domain, ...byReverseDns }
  }

  const readText = (id: string) => (isDomain(id) ? readDomain(id) : readHolder(id))

  function readKind(id: NetworkId): Kind | null {
    if (typeof id === 'string') return readText(id)?.kind ?? null
    const entry = networkEntry(id)
    return entry === null ? null : kindOf(entry, kindAt.networks)
  }

  return {
    label,
    network: (id) => getOrInsert(known, id, () => (typeof id === 'number' ? readNetwork(id) : readText(id))),
    kind: (id) => getOrInsert(knownKinds, id, () => readKind(id)),
    networksOf: (key) => [
      ...new Set(membersOf(key).map((number) => (number < firstLabel ? number : label(number).network.key))),
    ],
    carriesLabels: (asn) => carriers().has(asn),
    isResearch: (id) => typeof id === 'number' && networkEntry(id)?.readUInt8(18) === 1,
    ids: () => new Set<NetworkId>([...keysOf('networks', file), ...holdersIn(file, label)]),
  }
}

const holdersIn = (file: TableFile, label: (number: number) => Label): string[] =>
  [...keysOf('labels', file)].map((number) => label(number).network.key)

/** Yields the first number of each entry of a section. */
function* keysOf(section: 'networks' | 'labels', { header, read }: TableFile): Iterable<number> {
  const [perOne, width] = [perBlock(section), entryBytes[section]]
  const blocks = read(header[`${section}Offset`], blocksOf(section, header[section]) * blockBytes)
  for (let at = 0; at < header[section]; at++)
    yield blocks.readUInt32LE(Math.floor(at / perOne) * blockBytes + (at % perOne) * width)
}

const byReverseDns = { confidence: 'medium', evidence: reverseDnsEvidence } as const

/** Speaks for a domain that only the lists of schools and providers have. A provider has no name there. */
function listedDomain(domain: string, name: string): Network {
  const listed = { ...networkOfDomain(domain), ...byReverseDns }
  return name === '' ? { ...listed, kind: 'isp' } : { ...listed, name, kind: 'education' }
}

/** Returns a function that reads the entry of a network. */
const entryReader =
  ({ entryFor }: TableFile) =>
  (asn: number): Buffer | null => {
    const entry = entryFor('networks', asn)
    return entry?.readUInt32LE(0) === asn ? entry : null
  }

/** Texts are read into buffers of their own, so the entry stays valid. */
function networkIn(entry: Buffer, { textAt, countryAt }: TableFile): Network {
  const name = textAt(entry.readUInt32LE(4))
  return {
    id: entry.readUInt32LE(0),
    key: keyInCountry(name, countryAt(entry.readUInt8(19))),
    name,
    domain: textAt(entry.readUInt32LE(8)) || null,
    evidence: textAt(entry.readUInt32LE(12)),
    kind: kindOf(entry, kindAt.networks),
    confidence: confidences[entry.readUInt8(17)] ?? 'low',
  }
}

/** There are at most as many labels as the label files have lines. */
function labelReader({ entryFor, textAt }: TableFile): (number: number) => Label {
  const known = new Map<number, Label>()
  const readLabel = (number: number): Label => {
    const entry = entryFor('labels', number)
    if (entry?.readUInt32LE(0) !== number) throw new Error(`it has no label ${number}`)
    const name = textAt(entry.readUInt32LE(8))
    const key = keyOfName(name)
    return {
      asn: entry.readUInt32LE(4) || null,
      range: textAt(entry.readUInt32LE(16)),
      network: {
        ...{ id: key, key, name, domain: textAt(entry.readUInt32LE(12)) || null },
        ...{ kind: kindOf(entry, kindAt.labels), confidence: 'high', evidence: 'label: range' },
      },
    }
  }
  return (number) => getOrInsert(known, number, () => readLabel(number))
}

/** Reads the numbers of all networks of which a part has a label. */
function carriersIn({ header, read }: TableFile): ReadonlySet<number> {
  const [perOne, width] = [perBlock('labels'), entryBytes.labels]
  const blocks = read(header.labelsOffset, blocksOf('labels', header.labels) * blockBytes)
  const placeOf = (at: number) => Math.floor(at / perOne) * blockBytes + (at % perOne) * width
  return new Set(Array.from({ length: header.labels }, (_, at) => blocks.readUInt32LE(placeOf(at) + 4)))
}

/** Returns a function that reads the place of a key. */
function placeReader({ entryFor }: TableFile): (key: string) => number | null {
  return (key) => {
    const hash = keyHash(key)
    const entry = entryFor('organisations', hash)
    return entry?.readBigUInt64LE(0) === hash ? entry.readUInt32LE(keyBytes.organisations) : null
  }
}

/** Returns a function that reads the numbers of an organisation's networks and labels. */
function memberReader(
  { header, read }: TableFile,
  placeOf: (key: string) => number | null,
): (key: string) => readonly number[] {
  return (key) => {
    const place = placeOf(key)
    if (place === null) return []
    if (place < firstList) return [place]
    const from = header.membersOffset + place - firstList
    const count = read(from, 4).readUInt32LE(0)
    const numbers = read(from + 4, count * 4)
    return Array.from({ length: count }, (_, at) => numbers.readUInt32LE(at * 4))
  }
}

/** Where an entry has the kind. */
const kindAt = { networks: 16, labels: 20 } as const

const kindOf = (entry: Buffer, at: number): Kind => kinds[entry.readUInt8(at)] ?? 'unknown'

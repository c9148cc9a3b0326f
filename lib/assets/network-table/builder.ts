import { confidences, kinds } from '../../../lambda/domain/organisation/organisation'
import {
  blockBytes,
  blocksOf,
  dateBytes,
  dateOffset,
  entryBytes,
  firstLabel,
  type Header,
  headerBytes,
  headerFields,
  keyBytes,
  magic,
  mostLabels,
  perBlock,
  type Section,
  sections,
} from '../../../lambda/network/table-format'
import { mainCountries } from './main-country'
import type { NamedNetwork } from './naming/classifier'
import { domainOwners, type ListedDomains } from './naming/domains'
import type { LabelledRanges, RangeLabel } from './naming/range-labels'
import { organisationMembers } from './organisation-members'
import { merge, type Range, type Segment, segmentsOf } from './range'

/** What a table is made from. Ranges are sorted by start; where they overlap, the one that starts last holds. */
export interface TableSources {
  /** The day of the sources, `2026-06-17`. */
  readonly date: string
  readonly networks: readonly NamedNetwork[]
  readonly labels: LabelledRanges
  /** Keys that labels had before they were renamed, and the ones they have now. */
  readonly formerKeys: ReadonlyMap<string, string>
  readonly domains: ListedDomains
  /** AS numbers of research networks, which hide universities. */
  readonly research: ReadonlySet<number>
  readonly ipv4: Ranges<number>
  /** Ranges of the first 64 bits. */
  readonly ipv6: Ranges<bigint>
}

export interface Ranges<K extends number | bigint> {
  readonly asn: readonly Range<K, number>[]
  readonly country: readonly Range<K, string>[]
}

/** Makes the file that network-table.ts reads. */
export function buildNetworkTable(sources: TableSources): Buffer {
  const { date, networks, labels, formerKeys, domains, research, ipv4, ipv6 } = sources
  const countries = ['\0\0', ...new Set([...ipv4.country, ...ipv6.country].map(({ value }) => value))]
  const codes = new Map(countries.map((country, code) => [country, code]))
  const codeOf = (country = '\0\0') => codes.get(country) as number
  const numbered = labelNumbers()
  const segments = {
    ipv4: whereIn(ipv4, labels.ipv4, { codeOf, numberOf: numbered.numberOf }),
    ipv6: whereIn(ipv6, labels.ipv6, { codeOf, numberOf: numbered.numberOf }),
  }
  const main = mainCountries([ipv4, ipv6])
  const strings = new Strings()
  const named = { networks, labels: numbered.labels() }
  const members = organisationMembers({
    ...{ ...named, main, formerKeys, owners: domainOwners(named, domains) },
    offsetOf: (name) => strings.offsetOf(name),
  })
  return assemble(date, countries, {
    strings,
    members: members.lists,
    entries: {
      ipv4: segments.ipv4.map(rangeEntry('ipv4')),
      ipv6: segments.ipv6.map(rangeEntry('ipv6')),
      networks: networks
        .toSorted((a, b) => a.asn - b.asn)
        .map((network) =>
          networkEntry(network, strings, {
            isResearch: research.has(network.asn),
            keyCountry: network.isLabelled ? 0 : codeOf(main.get(network.asn)),
          }),
        ),
      labels: named.labels.map((label) => labelEntry(label, strings)),
      organisations: members.places.map(([hash, place]) => organisationEntry(hash, place)),
    },
  })
}

/** A label as one network carries it. */
export interface NumberedLabel extends RangeLabel {
  readonly number: number
  /** Zero if no network announces the range. */
  readonly asn: number
}

/** Numbers each label once for each network that carries a part of its range. */
function labelNumbers() {
  const labels = new Map<string, NumberedLabel>()
  return {
    numberOf(label: RangeLabel, asn: number): number {
      const key = `${label.range} ${asn}`
      const before = labels.get(key)
      if (before !== undefined) return before.number
      if (labels.size === mostLabels) throw new Error(`there are more than ${mostLabels} labelled ranges`)
      const number = firstLabel + labels.size
      labels.set(key, { ...label, number, asn })
      return number
    },
    labels: () => [...labels.values()],
  }
}

/** Network and country of each segment, as `where` has them. */
function whereIn<K extends number | bigint>(
  { asn, country }: Ranges<K>,
  labels: readonly Range<K, RangeLabel>[],
  {
    codeOf,
    numberOf,
  }: { codeOf: (country?: string) => number; numberOf: (label: RangeLabel, asn: number) => number },
): Segment<K, number>[] {
  const network = merge(segmentsOf(asn), segmentsOf(labels), (asn = 0, label) =>
    label === undefined ? asn : numberOf(label, asn),
  )
  return [...merge(network, segmentsOf(country), (number = 0, where) => number * 256 + codeOf(where))]
}

const rangeEntry =
  (section: 'ipv4' | 'ipv6') =>
  ({ start, value }: Segment<number | bigint, number>): Buffer => {
    const bytes = Buffer.alloc(entryBytes[section])
    if (typeof start === 'bigint') bytes.writeBigUInt64LE(start)
    else bytes.writeUInt32LE(start)
    bytes.writeUInt32LE(value, keyBytes[section])
    return bytes
  }

function networkEntry(
  { asn, name, domain, evidence, kind, confidence }: NamedNetwork,
  strings: Strings,
  { isResearch, keyCountry }: { isResearch: boolean; keyCountry: number },
): Buffer {
  const bytes = Buffer.alloc(entryBytes.networks)
  const numbers = [asn, strings.offsetOf(name), strings.offsetOf(domain ?? ''), strings.offsetOf(evidence)]
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, at * 4)
  bytes.writeUInt8(kinds.indexOf(kind), 16)
  bytes.writeUInt8(confidences.indexOf(confidence), 17)
  bytes.writeUInt8(isResearch ? 1 : 0, 18)
  bytes.writeUInt8(keyCountry, 19)
  return bytes
}

function labelEntry({ number, asn, name, domain, range, kind }: NumberedLabel, strings: Strings): Buffer {
  const bytes = Buffer.alloc(entryBytes.labels)
  const numbers = [number, asn, ...[name, domain ?? '', range].map((text) => strings.offsetOf(text))]
  for (const [at, one] of numbers.entries()) bytes.writeUInt32LE(one, at * 4)
  bytes.writeUInt8(kinds.indexOf(kind), 20)
  return bytes
}

function organisationEntry(hash: bigint, place: number): Buffer {
  const bytes = Buffer.alloc(entryBytes.organisations)
  bytes.writeBigUInt64LE(hash)
  bytes.writeUInt32LE(place, keyBytes.organisations)
  return bytes
}

/** Keeps each text once, found by its offset. */
class Strings {
  private readonly parts: Buffer[] = []
  private readonly offsets = new Map<string, number>()
  private size = 0

  constructor() {
    this.offsetOf('')
  }

  offsetOf(text: string): number {
    const known = this.offsets.get(text)
    if (known !== undefined) return known
    const bytes = Buffer.from(text).subarray(0, 255)
    const offset = this.size
    this.parts.push(Buffer.of(bytes.length), bytes)
    this.offsets.set(text, offset)
    this.size += bytes.length + 1
    return offset
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.parts)
  }
}

interface Parts {
  readonly entries: Readonly<Record<Section, readonly Buffer[]>>
  readonly members: Buffer
  readonly strings: Strings
}

function assemble(date: string, countries: readonly string[], { entries, members, strings }: Parts): Buffer {
  const blocks = sections.map((section) => blocksFor(section, entries[section]))
  const keys = sections.flatMap((section) =>
    entries[section]
      .filter((_, at) => at % perBlock(section) === 0)
      .map((entry) => entry.subarray(0, keyBytes[section])),
  )
  const index = Buffer.concat([...keys, Buffer.from(countries.join(''), 'latin1')])
  const parts = [...blocks, members, strings.toBuffer()]
  const names = [...sections, 'members', 'strings'] as const
  const places = offsets(headerBytes + index.length, parts)
  const header = {
    ...Object.fromEntries(sections.map((section) => [section, entries[section].length])),
    ...Object.fromEntries(names.map((name, at) => [`${name}Offset`, places[at]])),
    countries: countries.length,
    indexBytes: index.length,
    size: places.at(-1),
  } as Header
  return Buffer.concat([headerOf(date, header), index, ...parts])
}

/** Where each part begins when the parts stand one after the other, and where the last one ends. */
function offsets(from: number, parts: readonly Buffer[]): number[] {
  const found = [from]
  for (const part of parts) found.push((found.at(-1) as number) + part.length)
  return found
}

function blocksFor(section: Section, entries: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(blocksOf(section, entries.length) * blockBytes)
  for (const [at, entry] of entries.entries()) {
    const block = Math.floor(at / perBlock(section))
    bytes.set(entry, block * blockBytes + (at % perBlock(section)) * entryBytes[section])
  }
  return bytes
}

function headerOf(date: string, header: Header): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes.writeUInt32LE(magic)
  for (const [at, field] of headerFields.entries()) bytes.writeUInt32LE(header[field], 4 + at * 4)
  bytes.write(date, dateOffset, dateBytes, 'latin1')
  return bytes
}

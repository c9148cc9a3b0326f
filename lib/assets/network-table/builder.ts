import { confidences, kinds, type Network } from '../../../lambda/domain/organisation/organisation'
import {
  blockBytes,
  blocksOf,
  dateBytes,
  dateOffset,
  entryBytes,
  type Header,
  headerBytes,
  headerFields,
  keyBytes,
  magic,
  perBlock,
  type Section,
  sections,
} from '../../../lambda/network/table-format'
import { merge, type Range, type Segment } from './range'

/** What a table is made from. Ranges are sorted by start; where they overlap, the one that starts last holds. */
export interface TableSources {
  /** The day of the sources, `2026-06-17`. */
  readonly date: string
  readonly networks: readonly Network[]
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
export function buildNetworkTable({ date, networks, research, ipv4, ipv6 }: TableSources): Buffer {
  const countries = ['\0\0', ...new Set([...ipv4.country, ...ipv6.country].map(({ value }) => value))]
  const codes = new Map(countries.map((country, code) => [country, code]))
  const where = (asn = 0, country = '\0\0') => asn * 256 + (codes.get(country) as number)
  const strings = new Strings()
  return assemble(date, countries, strings, {
    ipv4: [...merge(ipv4.asn, ipv4.country, where)].map(rangeEntry('ipv4')),
    ipv6: [...merge(ipv6.asn, ipv6.country, where)].map(rangeEntry('ipv6')),
    networks: networks
      .toSorted((a, b) => a.asn - b.asn)
      .map((network) => networkEntry(network, research.has(network.asn), strings)),
  })
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

function networkEntry(network: Network, isResearch: boolean, strings: Strings): Buffer {
  const { asn, name, domain, evidence, kind, confidence } = network
  const bytes = Buffer.alloc(entryBytes.networks)
  const numbers = [asn, strings.offsetOf(name), strings.offsetOf(domain ?? ''), strings.offsetOf(evidence)]
  for (const [at, number] of numbers.entries()) bytes.writeUInt32LE(number, at * 4)
  bytes.writeUInt8(kinds.indexOf(kind), 16)
  bytes.writeUInt8(confidences.indexOf(confidence), 17)
  bytes.writeUInt8(isResearch ? 1 : 0, 18)
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

function assemble(
  date: string,
  countries: readonly string[],
  strings: Strings,
  entries: Readonly<Record<Section, readonly Buffer[]>>,
): Buffer {
  const blocks = sections.map((section) => blocksFor(section, entries[section]))
  const keys = sections.flatMap((section) =>
    entries[section]
      .filter((_, at) => at % perBlock(section) === 0)
      .map((entry) => entry.subarray(0, keyBytes[section])),
  )
  const index = Buffer.concat([...keys, Buffer.from(countries.join(''), 'latin1')])
  const texts = strings.toBuffer()
  const [ipv4Offset, ipv6Offset, networksOffset, stringsOffset, size] = offsets(headerBytes + index.length, [
    ...blocks,
    texts,
  ])
  const header = headerOf(date, {
    ipv4: entries.ipv4.length,
    ipv6: entries.ipv6.length,
    networks: entries.networks.length,
    countries: countries.length,
    ipv4Offset,
    ipv6Offset,
    networksOffset,
    stringsOffset,
    indexBytes: index.length,
    size,
  } as Header)
  return Buffer.concat([header, index, ...blocks, texts])
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

import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { getOrInsert } from '../domain/cache'
import { confidences, type Kind, kinds, type Network } from '../domain/organisation/organisation'
import { numberOf } from './address-number'
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
} from './table-format'

/** The network and country of an address. Null means unannounced, or not known. */
export interface Whereabouts {
  readonly asn: number | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
}

/** The network table, open for reading. */
export interface NetworkTable {
  /** The day of its sources, `2026-06-17`. */
  readonly date: string
  /** @param address canonical, see `canonicalAddress` */
  find(address: string): Whereabouts
  /** Returns what is known about a network, or null if the table does not have it. */
  network(asn: number): Network | null
  /** Returns only its kind, with one read instead of four. */
  kind(asn: number): Kind | null
  /** Whether it is a research network, which hides universities. */
  isResearch(asn: number): boolean
  close(): void
}

/**
 * Opens the table. Only the header and index (about 16 KB) are read; the rest stays on disk, where one read of 4 KB
 * answers a look-up. bench/RESULTS.md compares this with reading the whole file.
 *
 * @throws Error that says what is wrong with the file
 */
export function openNetworkTable(file: string): NetworkTable {
  const fd = openSync(file, 'r')
  try {
    return tableIn(fd)
  } catch (error) {
    closeSync(fd)
    throw new Error(`network table ${file}: ${(error as Error).message}`)
  }
}

function tableIn(fd: number): NetworkTable {
  const { date, header } = readHeader(fd)
  const index = readIndex(fd, header)
  const entryFor = entryFinder(fd, header, index)
  const textAt = textReader(fd, header)
  const known = new Map<number, Network | null>()
  const knownKinds = new Map<number, Kind | null>()

  function networkEntry(asn: number): Buffer | null {
    const entry = entryFor('networks', asn)
    return entry?.readUInt32LE(0) === asn ? entry : null
  }

  const readNetwork = (asn: number): Network | null => networkOf(asn, networkEntry(asn), textAt)

  function readKind(asn: number): Kind | null {
    const entry = networkEntry(asn)
    return entry === null ? null : kindOf(entry)
  }

  return {
    date,
    find(address) {
      const number = numberOf(address)
      const entry = typeof number === 'number' ? entryFor('ipv4', number) : entryFor('ipv6', number)
      return whereaboutsIn(entry, index.countries)
    },
    network: (asn) => getOrInsert(known, asn, () => readNetwork(asn)),
    kind: (asn) => getOrInsert(knownKinds, asn, () => readKind(asn)),
    isResearch: (asn) => networkEntry(asn)?.readUInt8(18) === 1,
    close: () => closeSync(fd),
  }
}

type Index = Readonly<Record<Section | 'countries', Buffer>>

/**
 * Returns a function that finds the last entry whose key is not above `key`, or null if there is none. An entry is valid
 * until the next look-up.
 */
function entryFinder(fd: number, header: Header, index: Index) {
  const space = Buffer.alloc(blockBytes)
  return (section: Section, key: bigint | number): Buffer | null => {
    const keyAt = keyReaders[section]
    const width = keyBytes[section]
    const firsts = index[section]
    const block = lastNotAbove(firsts.length / width, (at) => keyAt(firsts, at * width), key)
    if (block < 0) return null
    const bytes = entryBytes[section]
    const count = Math.min(perBlock(section), header[section] - block * perBlock(section))
    const entries = readInto(space, fd, header[`${section}Offset`] + block * blockBytes, count * bytes)
    const at = lastNotAbove(count, (entry) => keyAt(entries, entry * bytes), key) * bytes
    return entries.subarray(at, at + bytes)
  }
}

function textReader(fd: number, header: Header): (offset: number) => string {
  return (offset) => {
    const from = header.stringsOffset + offset
    const bytes = read(fd, from, Math.min(256, header.size - from))
    return bytes.toString('utf8', 1, 1 + bytes.readUInt8(0))
  }
}

function networkOf(asn: number, entry: Buffer | null, textAt: (offset: number) => string): Network | null {
  if (entry === null) return null
  // Texts are read into buffers of their own, so the entry stays valid.
  return {
    asn,
    name: textAt(entry.readUInt32LE(4)),
    domain: textAt(entry.readUInt32LE(8)) || null,
    evidence: textAt(entry.readUInt32LE(12)),
    kind: kindOf(entry),
    confidence: confidences[entry.readUInt8(17)] ?? 'low',
  }
}

function whereaboutsIn(entry: Buffer | null, countries: Buffer): Whereabouts {
  const where = entry?.readUInt32LE(entry.length - 4) ?? 0
  const [asn, country] = [where >>> 8, where & 0xff]
  return {
    asn: asn === 0 ? null : asn,
    country: country === 0 ? null : countries.toString('latin1', country * 2, country * 2 + 2),
  }
}

const kindOf = (entry: Buffer): Kind => kinds[entry.readUInt8(16)] ?? 'unknown'

const u32 = (bytes: Buffer, at: number): number => bytes.readUInt32LE(at)
const u64 = (bytes: Buffer, at: number): bigint => bytes.readBigUInt64LE(at)

/** Read the key of an entry, by section. */
const keyReaders = { ipv4: u32, ipv6: u64, networks: u32 } as const satisfies Record<Section, unknown>

function readHeader(fd: number): { header: Header; date: string } {
  const bytes = read(fd, 0, headerBytes)
  if (u32(bytes, 0) !== magic) throw new Error('it is not a network table of this version')
  const header = Object.fromEntries(headerFields.map((name, at) => [name, u32(bytes, 4 + at * 4)])) as Header
  const { size } = fstatSync(fd)
  if (size < header.size) throw new Error('it is cut short')
  if (size > header.size) throw new Error('it is longer than its header says')
  return { header, date: bytes.toString('latin1', dateOffset, dateOffset + dateBytes) }
}

function readIndex(fd: number, header: Header): Record<Section | 'countries', Buffer> {
  const bytes = read(fd, headerBytes, header.indexBytes)
  const [ipv4, ipv6, networks] = sections.map(
    (section) => blocksOf(section, header[section]) * keyBytes[section],
  ) as [number, number, number]
  return {
    ipv4: bytes.subarray(0, ipv4),
    ipv6: bytes.subarray(ipv4, ipv4 + ipv6),
    networks: bytes.subarray(ipv4 + ipv6, ipv4 + ipv6 + networks),
    countries: bytes.subarray(ipv4 + ipv6 + networks),
  }
}

const read = (fd: number, position: number, length: number): Buffer =>
  readInto(Buffer.allocUnsafe(length), fd, position, length)

function readInto(space: Buffer, fd: number, position: number, length: number): Buffer {
  if (readSync(fd, space, 0, length, position) !== length) throw new Error('it is cut short')
  return space.subarray(0, length)
}

/** Returns the last of `count` positions whose key is not above `key`, or -1. */
function lastNotAbove<K extends number | bigint>(count: number, keyAt: (at: number) => K, key: K): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (keyAt(middle) <= key) low = middle + 1
    else high = middle
  }
  return low - 1
}

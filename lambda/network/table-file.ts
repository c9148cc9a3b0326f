import { fstatSync, readSync } from 'node:fs'
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

/** The file of the network table, read piece by piece. */
export interface TableFile {
  readonly header: Header
  /** The day of its sources. */
  readonly date: string
  /** Returns the last entry whose key is not above `key`, or null. It is valid until the next look-up. */
  entryFor(section: Section, key: bigint | number): Buffer | null
  textAt(offset: number): string
  /** Returns a country by its code; null for zero. */
  countryAt(code: number): string | null
  /** Reads into a buffer of its own. */
  read(position: number, length: number): Buffer
}

/** @throws Error that says what is wrong with the file */
export function tableFile(fd: number): TableFile {
  const { date, header } = readHeader(fd)
  const index = readIndex(fd, header)
  return {
    header,
    date,
    entryFor: entryFinder(fd, header, index),
    textAt: textReader(fd, header),
    countryAt: (code) => (code === 0 ? null : index.countries.toString('latin1', code * 2, code * 2 + 2)),
    read: (position, length) => read(fd, position, length),
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

const u32 = (bytes: Buffer, at: number): number => bytes.readUInt32LE(at)
const u64 = (bytes: Buffer, at: number): bigint => bytes.readBigUInt64LE(at)

/** Read the key of an entry, by section. */
const keyReaders = {
  ipv4: u32,
  ipv6: u64,
  networks: u32,
  labels: u32,
  organisations: u64,
} as const satisfies Record<Section, unknown>

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
  let from = 0
  const taken = sections.map((section) => {
    const length = blocksOf(section, header[section]) * keyBytes[section]
    from += length
    return [section, bytes.subarray(from - length, from)] as const
  })
  return { ...(Object.fromEntries(taken) as Record<Section, Buffer>), countries: bytes.subarray(from) }
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

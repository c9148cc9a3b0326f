import { createHash } from 'node:crypto'

/**
 * The network table is one file that says which network and country an address belongs to, what each network is, and who
 * holds the ranges inside it that have a label of their own.
 *
 * It is little-endian: a header, an index that is read when the table is opened, then blocks of 4 KiB, so that a look-up
 * is a search in memory and one read. Only the first 64 bits of IPv6 addresses are stored, because no network is
 * announced in smaller pieces.
 *
 * | section | entries |
 * |---|---|
 * | header | magic u32, `headerFields` u32 each, the date of the sources |
 * | index | the first key of each block: IPv4 u32, IPv6 u64, networks u32, labels u32, organisations u64; then countries, two letters each |
 * | ipv4 | start u32, where u32 |
 * | ipv6 | start u64, where u32 |
 * | networks | asn u32; name, domain and evidence u32, offsets into the strings; kind, confidence, research u8; country of the key u8 |
 * | labels | number u32; asn u32, or zero; name, domain and range u32, offsets into the strings; kind u8; 0 u8 × 3 |
 * | organisations | hash of the key u64; its only network, or `firstList` and the place of its networks in the next part u32 |
 * | | hash of `domainKey` u64; a network of whom it is, or `firstName` and where the strings have the name of a school u32; no name for a provider |
 * | members | of each organisation of several networks: how many u32, then their ASNs or the numbers of their labels u32 |
 * | strings | length u8, UTF-8; the first one is empty |
 *
 * `where` is network × 256 + country, where zero means none. The network is an ASN, or from `firstLabel` on the number of a
 * label. An entry applies until the next one starts.
 */
export const magic = 0x32_4e_42_56 // "VBN2"

/** The numbers in the header: how many entries each section has, where it begins, and the sizes of index and file in bytes. */
export const headerFields = [
  'ipv4',
  'ipv6',
  'networks',
  'labels',
  'organisations',
  'countries',
  'ipv4Offset',
  'ipv6Offset',
  'networksOffset',
  'labelsOffset',
  'organisationsOffset',
  'membersOffset',
  'stringsOffset',
  'indexBytes',
  'size',
] as const

export type Header = Record<(typeof headerFields)[number], number>

export const dateOffset = 4 + headerFields.length * 4
export const dateBytes = 10
export const headerBytes = dateOffset + dateBytes

export const sections = ['ipv4', 'ipv6', 'networks', 'labels', 'organisations'] as const
export type Section = (typeof sections)[number]

export const blockBytes = 4096
export const entryBytes = {
  ipv4: 8,
  ipv6: 12,
  networks: 20,
  labels: 24,
  organisations: 12,
} as const satisfies Record<Section, number>
export const keyBytes = {
  ipv4: 4,
  ipv6: 8,
  networks: 4,
  labels: 4,
  organisations: 8,
} as const satisfies Record<Section, number>
export const perBlock = (section: Section): number => Math.floor(blockBytes / entryBytes[section])
export const blocksOf = (section: Section, entries: number): number => Math.ceil(entries / perBlock(section))

/** The number of the first label. `where` has room for 65,536 of them. */
export const firstLabel = 0xff_00_00
export const mostLabels = 2 ** 24 - firstLabel

/** No network has this number, so it begins the places of lists. */
export const firstList = 2 ** 31

/** Where the places of names begin. */
export const firstName = 3 * 2 ** 30

/** Higher ASNs are private or leaked by mistake (the table's sources have a dozen), and do not fit into `where`. */
export const largestAsn = firstLabel - 1

/** Domains stand among the keys, none of which has a colon. */
export const domainKey = (domain: string): string => `domain:${domain}`

/** 64 bits of SHA-256: that two of a hundred thousand keys share them has a chance of 1 in 4 × 10^9. */
export const keyHash = (key: string): bigint => createHash('sha256').update(key).digest().readBigUInt64LE()

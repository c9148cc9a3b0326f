/**
 * The network table is one file that says which network and country an address belongs to, and what each network is.
 *
 * It is little-endian: a header, an index that is read when the table is opened, then blocks of 4 KiB, so that a look-up
 * is a search in memory and one read. Only the first 64 bits of IPv6 addresses are stored, because no network is
 * announced in smaller pieces.
 *
 * | section | entries |
 * |---|---|
 * | header | magic u32, `headerFields` u32 each, the date of the sources |
 * | index | the first key of each block: IPv4 u32, IPv6 u64, networks u32; then countries, two letters each |
 * | ipv4 | start u32, where u32 |
 * | ipv6 | start u64, where u32 |
 * | networks | asn u32; name, domain and evidence u32, offsets into the strings; kind, confidence, research u8; 0 u8 |
 * | strings | length u8, UTF-8; the first one is empty |
 *
 * `where` is ASN × 256 + country, where zero means none. An entry applies until the next one starts.
 */
export const magic = 0x31_4e_42_56 // "VBN1"

/** The numbers in the header: how many entries each section has, where it begins, and the sizes of index and file in bytes. */
export const headerFields = [
  'ipv4',
  'ipv6',
  'networks',
  'countries',
  'ipv4Offset',
  'ipv6Offset',
  'networksOffset',
  'stringsOffset',
  'indexBytes',
  'size',
] as const

export type Header = Record<(typeof headerFields)[number], number>

export const dateOffset = 4 + headerFields.length * 4
export const dateBytes = 10
export const headerBytes = dateOffset + dateBytes

export const sections = ['ipv4', 'ipv6', 'networks'] as const
export type Section = (typeof sections)[number]

export const blockBytes = 4096
export const entryBytes = { ipv4: 8, ipv6: 12, networks: 20 } as const satisfies Record<Section, number>
export const keyBytes = { ipv4: 4, ipv6: 8, networks: 4 } as const satisfies Record<Section, number>
export const perBlock = (section: Section): number => Math.floor(blockBytes / entryBytes[section])
export const blocksOf = (section: Section, entries: number): number => Math.ceil(entries / perBlock(section))

/** Higher ASNs are private or leaked by mistake (the table's sources have a dozen), and do not fit into `where`. */
export const largestAsn = 2 ** 24 - 1

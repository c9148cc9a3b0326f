import { readFileSync } from 'node:fs'
import { numberOf } from '../../lambda/network/address-number'
import type { NetworkTable } from '../../lambda/network/network-table'
import {
  blockBytes,
  blocksOf,
  entryBytes,
  type Header,
  headerBytes,
  headerFields,
  keyBytes,
  perBlock,
  sections,
} from '../../lambda/network/table-format'

/** The baseline: the same file read whole, and searched where it lies. Written apart from the reader, so that one checks the other. */
export function openInMemoryTable(file: string): Pick<NetworkTable, 'find'> {
  const bytes = readFileSync(file)
  const header = Object.fromEntries(
    headerFields.map((name, at) => [name, bytes.readUInt32LE(4 + at * 4)]),
  ) as Header
  const keys = sections.map((section) => blocksOf(section, header[section]) * keyBytes[section])
  const countries = headerBytes + keys.reduce((sum, length) => sum + length, 0)

  /** Where the last entry whose key is not above `key` lies; null where even the first one is. */
  function entryFor(
    section: 'ipv4' | 'ipv6',
    key: number | bigint,
    keyAt: (at: number) => number | bigint,
  ): number | null {
    const width = entryBytes[section]
    const held = perBlock(section)
    const placeOf = (entry: number) =>
      header[`${section}Offset`] + Math.floor(entry / held) * blockBytes + (entry % held) * width
    let [low, high] = [0, header[section]]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (keyAt(placeOf(middle)) <= key) low = middle + 1
      else high = middle
    }
    return low === 0 ? null : placeOf(low - 1) + width - 4
  }

  return {
    find(address) {
      const number = numberOf(address)
      const at =
        typeof number === 'number'
          ? entryFor('ipv4', number, (place) => bytes.readUInt32LE(place))
          : entryFor('ipv6', number, (place) => bytes.readBigUInt64LE(place))
      const where = at === null ? 0 : bytes.readUInt32LE(at)
      const country = countries + (where & 0xff) * 2
      return {
        asn: where >>> 8 || null,
        country: (where & 0xff) === 0 ? null : bytes.toString('latin1', country, country + 2),
      }
    },
  }
}

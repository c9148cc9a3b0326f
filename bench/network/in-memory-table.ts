import { readFileSync } from 'node:fs'
import { keyOfName } from '../../lambda/domain/organisation/key'
import { numberOf } from '../../lambda/network/address-number'
import type { NetworkTable } from '../../lambda/network/network-table'
import {
  blockBytes,
  blocksOf,
  entryBytes,
  firstLabel,
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
      const network = where >>> 8
      return {
        ...(network < firstLabel ? { asn: network || null, holder: null } : labelAt(bytes, header, network)),
        country: (where & 0xff) === 0 ? null : bytes.toString('latin1', country, country + 2),
      }
    },
  }
}

/** Labels are numbered in the order in which they lie. */
function labelAt(bytes: Buffer, header: Header, number: number): { asn: number | null; holder: string } {
  const held = perBlock('labels')
  const at = number - firstLabel
  const place = header.labelsOffset + Math.floor(at / held) * blockBytes + (at % held) * entryBytes.labels
  const name = header.stringsOffset + bytes.readUInt32LE(place + 8)
  const text = bytes.toString('utf8', name + 1, name + 1 + bytes.readUInt8(name))
  return { asn: bytes.readUInt32LE(place + 4) || null, holder: keyOfName(text) }
}

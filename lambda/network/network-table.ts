import { createHash } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { onDemand } from '../domain/cache'
import type { NetworkId } from '../domain/organisation/network-id'
import type { Kind, Network } from '../domain/organisation/organisation'
import { numberOf } from './address-number'
import { tableFacts } from './table-facts'
import { tableFile } from './table-file'
import { firstLabel } from './table-format'

/** The network and country of an address. Null means unannounced, or not known. */
export interface Whereabouts {
  readonly asn: number | null
  /** Key of the organisation that holds the range; null if the range has no label of its own. */
  readonly holder: string | null
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null
}

/** The network table, open for reading. */
export interface NetworkTable {
  /** The day of its sources, `2026-06-17`. */
  readonly date: string
  /** @param address canonical, see `canonicalAddress` */
  find(address: string): Whereabouts
  /** Returns what is known about a network or a holder of ranges, or null if the table does not have it. */
  network(id: NetworkId): Network | null
  /** Returns only its kind, with fewer reads. */
  kind(id: NetworkId): Kind | null
  /** Returns the networks of an organisation, and its key where it holds ranges. Nothing if the table does not have it. */
  networksOf(key: string): readonly NetworkId[]
  /** Whether a part of the network has a label of its own. */
  carriesLabels(asn: number): boolean
  /** Returns the label of an address's range, such as `131.111.0.0/16`, or null. @param address canonical */
  labelledRange(address: string): string | null
  /** Whether it is a research network, which hides universities. */
  isResearch(id: NetworkId): boolean
  /** Every network, and every holder of ranges. */
  ids(): Iterable<NetworkId>
  /** SHA-256 of the file in hex. Reading all of it takes 30 ms. */
  hash(): string
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
  const file = tableFile(fd)
  const { label, ...facts } = tableFacts(file)

  function whereOf(address: string): number {
    const number = numberOf(address)
    const entry = file.entryFor(typeof number === 'number' ? 'ipv4' : 'ipv6', number)
    return entry?.readUInt32LE(entry.length - 4) ?? 0
  }

  return {
    ...facts,
    date: file.date,
    find(address) {
      const where = whereOf(address)
      const [number, country] = [where >>> 8, file.countryAt(where & 0xff)]
      if (number < firstLabel) return { asn: number === 0 ? null : number, holder: null, country }
      const { asn, network } = label(number)
      return { asn, holder: network.key, country }
    },
    labelledRange(address) {
      const number = whereOf(address) >>> 8
      return number < firstLabel ? null : label(number).range
    },
    hash: onDemand(() => createHash('sha256').update(file.read(0, file.header.size)).digest('hex')),
    close: () => closeSync(fd),
  }
}

import { type Directory, isInIndex } from '../domain/describe/known-network'
import { isRange, type NetworkId, networkIdOf } from '../domain/organisation/network-id'
import { isIndexed } from '../domain/organisation/organisation'
import { isDomainOf, isNameOf, selfNamed } from '../domain/organisation/reverse-domain'
import { reservedAs } from './address-number'
import { type NetworkTable, openNetworkTable, type Whereabouts } from './network-table'

/** What the functions need from the network table. */
export interface Networks extends Directory {
  /** The day of the table's sources; null if there is no table. */
  readonly date: string | null
  /** @param address canonical, see `canonicalAddress` */
  locate(address: string): Whereabouts
  /** Whether visits of a network, holder or domain go into the index of organisations. */
  isIndexed(id: NetworkId): boolean
  /** Whether a domain names somebody behind a network: neither a provider of lines, nor the ISP itself. */
  isBehind(carrier: NetworkId | null, domain: string): boolean
  /** Whether a registered name is not the network's own. */
  isHeldByOther(carrier: NetworkId | null, name: string): boolean
  /** Every network, and every holder of ranges. */
  ids(): Iterable<NetworkId>
  /** A hash of all that it knows. */
  hash(): string
}

const nowhere: Whereabouts = { asn: null, holder: null, country: null }

/** For a service that names no organisations. */
export const noNetworks: Networks = {
  date: null,
  locate: () => nowhere,
  network: () => null,
  networksOf: () => [],
  carriesLabels: () => false,
  isIndexed: () => false,
  hidesOthers: () => false,
  isBehind: () => false,
  isHeldByOther: () => false,
  ids: () => [],
  hash: () => '',
}

/** Tables that are open: one process needs each of them once. */
const opened = new Map<string, Networks>()

/** Opens the table, once. If that or a look-up fails, visits have no organisation and one log line says why. */
export function openNetworks(file: string): Networks {
  try {
    const networks = opened.get(file) ?? networksIn(openNetworkTable(file))
    opened.set(file, networks)
    return networks
  } catch (error) {
    console.error({ networkTable: (error as Error).message, effect: 'visits have no organisation' })
    return noNetworks
  }
}

function networksIn(table: NetworkTable): Networks {
  const safely = once((error) =>
    console.error({ networkTable: error.message, effect: 'some visits have no organisation' }),
  )
  const kindOf = (id: NetworkId) => safely(() => table.kind(id), null)
  const network = (id: NetworkId) =>
    safely(() => table.network(isRange(id) ? networkOfRange(table, id) : id), null)
  return {
    date: table.date,
    locate: (address) =>
      safely(() => {
        const found = table.find(address)
        return networkIdOf(found) === null && reservedAs(address) !== null ? nowhere : found
      }, nowhere),
    network,
    networksOf: (key) => safely(() => table.networksOf(key), []),
    carriesLabels: (asn) => safely(() => table.carriesLabels(asn), false),
    isIndexed: (id) => {
      if (selfNamed(id) !== null) return isInIndex({ network }, id)
      const kind = kindOf(id)
      return kind !== null && isIndexed({ kind })
    },
    hidesOthers: (id) => {
      const kind = id === null ? 'unknown' : (kindOf(id) ?? 'unknown')
      return (
        kind === 'isp' || kind === 'unknown' || (id !== null && safely(() => table.isResearch(id), false))
      )
    },
    ids: () => safely(() => table.ids(), []),
    hash: () => safely(() => table.hash(), ''),
    isHeldByOther: (id, name) => {
      const carrier = id === null ? null : network(id)
      return carrier === null || !isNameOf(carrier, name)
    },
    isBehind: (id, domain) => {
      const carrier = id === null ? null : network(id)
      return isInIndex({ network }, domain) && !(carrier?.kind === 'isp' && isDomainOf(carrier, domain))
    },
  }
}

/** The network of the first address of a range; 0, which nobody has, if no network announces it. */
const networkOfRange = (table: NetworkTable, range: string): NetworkId =>
  networkIdOf(table.find(range.slice(0, range.indexOf('/')))) ?? 0

/** Wraps actions that may fail. Only the first failure is reported. */
function once(report: (error: Error) => void): <T>(act: () => T, otherwise: T) => T {
  let reported = false
  return (act, otherwise) => {
    try {
      return act()
    } catch (error) {
      if (!reported) report(error as Error)
      reported = true
      return otherwise
    }
  }
}

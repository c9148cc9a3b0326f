import { isIndexed, type Network } from '../domain/organisation/organisation'
import { reservedAs } from './address-number'
import { openNetworkTable, type Whereabouts } from './network-table'

/** What the functions need from the network table. */
export interface Networks {
  /** The day of the table's sources; null if there is no table. */
  readonly date: string | null
  /** @param address canonical, see `canonicalAddress` */
  locate(address: string): Whereabouts
  network(asn: number): Network | null
  /** Whether visits of a network go into the index of organisations. */
  isIndexed(asn: number): boolean
  /** Whether other organisations may be behind it: true for an ISP, a research network and an unknown network. */
  hidesOthers(asn: number | null): boolean
}

const nowhere: Whereabouts = { asn: null, country: null }

/** For a service that names no organisations. */
export const noNetworks: Networks = {
  date: null,
  locate: () => nowhere,
  network: () => null,
  isIndexed: () => false,
  hidesOthers: () => false,
}

/** Opens the table. If that or a look-up fails, visits have no organisation and one log line says why. */
export function openNetworks(file: string): Networks {
  try {
    return networksIn(openNetworkTable(file))
  } catch (error) {
    console.error({ networkTable: (error as Error).message, effect: 'visits have no organisation' })
    return noNetworks
  }
}

function networksIn(table: ReturnType<typeof openNetworkTable>): Networks {
  const safely = once((error) =>
    console.error({ networkTable: error.message, effect: 'some visits have no organisation' }),
  )
  const kindOf = (asn: number) => safely(() => table.kind(asn), null)
  return {
    date: table.date,
    locate: (address) =>
      safely(() => {
        const found = table.find(address)
        return found.asn === null && reservedAs(address) !== null ? nowhere : found
      }, nowhere),
    network: (asn) => safely(() => table.network(asn), null),
    isIndexed: (asn) => {
      const kind = kindOf(asn)
      return kind !== null && isIndexed({ kind })
    },
    hidesOthers: (asn) => {
      const kind = asn === null ? 'unknown' : (kindOf(asn) ?? 'unknown')
      return kind === 'isp' || kind === 'unknown' || safely(() => table.isResearch(asn as number), false)
    },
  }
}

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

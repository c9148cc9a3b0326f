import { isIndexed, type Network } from '../domain/organisation/organisation'
import { reservedAs } from './address-number'
import { openNetworkTable, type Whereabouts } from './network-table'

/** What the functions ask of the network table. */
export interface Networks {
  /** The day of the table's sources; null when there is no table. */
  readonly date: string | null
  /** @param address in canonical spelling, see `canonicalAddress` */
  locate(address: string): Whereabouts
  network(asn: number): Network | null
  /** Whether visits of a network go into the index of organisations. */
  isIndexed(asn: number): boolean
  /** Whether other organisations are behind it: an ISP, a research network, or nobody knows. */
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

/** Opens the table. Where that fails, or a look-up does, visits go without organisation and one line says why. */
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

/** Runs things that may fail; says so the first time only. */
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

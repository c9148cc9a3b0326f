import type { Viewer } from '../domain/visit/viewer'
import type { Whereabouts } from './network-table'
import type { Networks } from './networks'

/** The most pairs of networks that a running function remembers. */
const remembered = 1000

/**
 * Returns a function that adds to what the network table has for an address what the edge says of it. Where the edge
 * names a country, that is newer. A range with a label of its own wins over any network; else the edge's network does,
 * unless the table knows another one and cannot name the edge's. Where the two differ, one line says so for each pair.
 */
export function addEdge(
  networks: Pick<Networks, 'network'>,
): (found: Whereabouts, viewer: Viewer | undefined) => Whereabouts {
  const told = new Set<string>()
  const tell = (pair: string) => {
    if (told.has(pair) || told.size >= remembered) return
    told.add(pair)
    console.info({ otherNetwork: pair })
  }
  return (found, viewer) => {
    if (viewer === undefined) return found
    const country = viewer.country ?? found.country
    const { asn } = viewer
    if (asn === null || asn === found.asn) return { ...found, country }
    if (found.asn !== null) tell(`AS${found.asn}, by the edge AS${asn}`)
    const isBetter = found.holder === null && (found.asn === null || networks.network(asn) !== null)
    return { ...found, country, asn: isBetter ? asn : found.asn }
  }
}

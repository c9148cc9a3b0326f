import { isIPv4 } from 'node:net'
import { networkIdOf } from '../../../lambda/domain/organisation/network-id'
import type { Confidence, Kind } from '../../../lambda/domain/organisation/organisation'
import { canonicalAddress } from '../../../lambda/network/address'
import { numberOf, reservedAs } from '../../../lambda/network/address-number'
import type { NetworkTable } from '../../../lambda/network/network-table'

/** What is known of one address. */
export interface WhoAnswer {
  /** The address as it was typed. */
  readonly ip: string
  readonly asn: number | null
  readonly name: string | null
  readonly domain: string | null
  readonly kind: Kind
  readonly country: string | null
  /** Null where no network was judged. */
  readonly confidence: Confidence | null
  readonly evidence: string
  /** Key of the organisation; null where none is known. */
  readonly key: string | null
}

export const notAnAddress = 'not an address'

const nobody = {
  asn: null,
  name: null,
  domain: null,
  kind: 'unknown',
  country: null,
  confidence: null,
  key: null,
} as const

export function whoAnswer(table: NetworkTable, ip: string): WhoAnswer {
  const address = canonicalAddress(withoutKeptLength(ip))
  if (address === null) return { ip, ...nobody, evidence: notAnAddress }
  const reserved = reservedAs(carriedBy(address))
  if (reserved !== null) return { ip, ...nobody, evidence: `${reserved} address` }
  const { asn, country, ...origin } = table.find(address)
  const id = networkIdOf({ asn, ...origin })
  if (id === null) return { ip, ...nobody, country, evidence: 'no network announces it' }
  const network = table.network(id)
  if (network === null) return { ip, ...nobody, asn, country, evidence: 'nothing is known of its network' }
  const { name, domain, kind, confidence, key } = network
  const range = table.labelledRange(address)
  const evidence = range === null ? network.evidence : `${network.evidence} ${range}`
  return { ip, asn, name, domain, kind, country, confidence, evidence, key }
}

/** A visit keeps 192.0.2.0/24 or 2001:db8:1::/48 of an address, and such a range nearly always lies in one network. */
const withoutKeptLength = (ip: string): string =>
  ip.includes(':') ? ip.replace(/\/48$/, '') : ip.replace(/\/24$/, '')

/** The IPv4 address inside a 6to4 or NAT64 address; any other address as it is. */
function carriedBy(address: string): string {
  const number = numberOf(address)
  if (isIPv4(address) || typeof number === 'bigint') return address
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.')
}

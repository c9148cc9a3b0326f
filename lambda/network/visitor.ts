import type { IpSetting } from '../contract'
import { hmacSha256 } from '../domain/hmac'
import { networkIdOf, type Origin, registeredId } from '../domain/organisation/network-id'
import { type AddressRange, isWithinAny } from '../domain/visit/address-range'
import type { Caller, Identify, TodaysVisitor } from '../domain/visit/caller'
import type { Viewer } from '../domain/visit/viewer'
import { ofLink, type Visit } from '../domain/visit/visit'
import type { SaltReader, SaltStore } from '../store/salt-store'
import { canonicalAddress, keptAddress } from './address'
import type { Networks } from './networks'
import type { Registrants } from './rdap'
import type { ReverseDns } from './reverse-dns'
import { addEdge } from './told-by-edge'

/** Bytes of the HMAC that are kept: with 96 bits, a chance collision of two browsers is out of the question. */
const hashBytes = 12

/**
 * Identifies a browser for as long as its salt lives: HMAC-SHA256(salt, site + address + user agent), 12 bytes in
 * hexadecimal digits, which no spreadsheet takes for a formula and no URL has to escape.
 * The parts are separated by a zero byte, which none of them can contain.
 */
export function visitorHash(salt: Uint8Array, site: string, address: string, userAgent: string): string {
  return hasherOf(salt)(`${site}\0${address}\0${userAgent}`).slice(0, hashBytes * 2)
}

/** Returns a function that tells the visitor of a site from a caller; null where the caller has no address. */
export function visitorTeller({ salts, day }: { readonly salts: SaltStore; readonly day: () => string }) {
  const find = visitorFinder({ respectGpc: false, saltOf: (of) => salts.saltOf(of) })
  return async (site: string, caller: Caller): Promise<string | null> =>
    (await find(day(), caller))?.(site) ?? null
}

/** Hashers by salt. A salt lasts for a day. */
const hashers = new WeakMap<Uint8Array, (text: string) => string>()

function hasherOf(salt: Uint8Array): (text: string) => string {
  const known = hashers.get(salt)
  if (known !== undefined) return known
  const hasher = hmacSha256(salt)
  hashers.set(salt, hasher)
  return hasher
}

export interface VisitorParts {
  readonly salts: SaltStore
  readonly ip: IpSetting
  /** Records visits sent with `Sec-GPC: 1` or `DNT: 1` without address, visitor or organisation. */
  readonly respectGpc: boolean
  /** Gives visits the organisation of their network. */
  readonly organisations: boolean
  readonly networks: Pick<Networks, 'locate' | 'network' | 'hidesOthers' | 'isBehind' | 'isHeldByOther'>
  /** Addresses and ranges of the owner's own, looked at while recording. */
  readonly mine: readonly AddressRange[]
  /** Null if the setting is off. */
  readonly reverseDns: ReverseDns | null
  /** Null if the setting is off. */
  readonly rdap: Registrants | null
  /** Returns the day whose salt is used: today for a beacon, the day of the visit for an imported log. */
  readonly saltDay: (visit: { time: string }) => string
}

/** Tells the visitor of somebody who reads, exactly as a visit of theirs is given it. */
export function visitorFinder({
  respectGpc,
  saltOf,
}: Pick<VisitorParts, 'respectGpc'> & { readonly saltOf: SaltReader }): TodaysVisitor {
  const addressOf = tellingAddress({ respectGpc })
  return async (day, caller) => {
    const address = addressOf(caller)
    const salt = address === null ? null : await saltOf(day)
    return address === null || salt === null
      ? null
      : (site) => visitorHash(salt, site, address, caller.userAgent)
  }
}

/** Returns the address that tells a caller's visitor, in its one spelling; null where there is none or it may not be used. */
const tellingAddress =
  ({ respectGpc }: Pick<VisitorParts, 'respectGpc'>) =>
  ({ ip, optsOut }: Caller): string | null =>
    respectGpc && optsOut ? null : canonicalAddress(ip)

/** Adds to a visit what the settings allow to be kept about its visitor. */
export function identifier(parts: VisitorParts): Identify {
  const { salts, ip, respectGpc, organisations, networks, mine, saltDay } = parts
  const namesBehind = namer(parts)
  const withEdge = addEdge(networks)
  return async (given, caller) => {
    const address = canonicalAddress(caller.ip)
    const isMine = mine.length > 0 && isWithinAny(address, mine)
    const visit = isMine ? { ...given, mine: true } : given
    if (respectGpc && caller.optsOut) return { ...visit, ...ofLink(null) } // who got the link is known by name
    if (address === null) return visit
    const { viewer } = caller
    const { country, ...origin } = withEdge(networks.locate(address), viewer)
    const [salt, names] = await Promise.all([
      salts.saltOf(saltDay(visit)),
      organisations ? namesBehind(address, origin) : {},
    ])
    return {
      ...visit,
      ...(organisations && origin),
      ...names,
      country,
      ...(viewer !== undefined && keptOf(viewer, visit, ip)),
      ip: keptAddress(address, ip),
      visitor: visitorHash(salt, visit.site, address, caller.userAgent),
    }
  }
}

/** What is kept of what the edge says: no place within the country where nothing of the address may be kept. */
const keptOf = ({ region, city, timeZone, httpVersion }: Viewer, visit: Visit, ip: IpSetting) => ({
  ...(ip !== 'none' && { region, city, timeZone: visit.timeZone ?? timeZone }),
  httpVersion,
})

/** Returns a function that asks who is behind a network that may hide others: DNS, and the registries at the same time. */
function namer({ networks, reverseDns, rdap }: VisitorParts) {
  return async (address: string, origin: Origin): Promise<Partial<Origin>> => {
    const carrier = networkIdOf(origin)
    if ((reverseDns === null && rdap === null) || !networks.hidesOthers(carrier)) return {}
    const [domain = null, name = null] = await Promise.all([reverseDns?.(address), rdap?.(address)])
    if (domain !== null && networks.isBehind(carrier, domain)) return { reverseDomain: domain }
    return name !== null && networks.isHeldByOther(carrier, name) ? { holder: registeredId(name) } : {}
  }
}

import type { IpSetting } from '../contract'
import { hmacSha256 } from '../domain/hmac'
import type { Identify } from '../domain/visit/caller'
import type { SaltStore } from '../store/salt-store'
import { canonicalAddress, keptAddress } from './address'
import type { Networks } from './networks'
import type { ReverseDns } from './reverse-dns'

/** Bytes of the HMAC that are kept: 96 bits, so that a chance meeting of two browsers is out of the question. */
const hashBytes = 12

/**
 * Names a browser for as long as its salt lives: HMAC-SHA256(salt, site + address + user agent), 12 bytes in
 * hexadecimal digits, which no spreadsheet takes for a formula and no address has to escape.
 * The parts are set apart by a zero byte, which none of them can hold.
 */
export function visitorHash(salt: Uint8Array, site: string, address: string, userAgent: string): string {
  return hasherOf(salt)(`${site}\0${address}\0${userAgent}`).slice(0, hashBytes * 2)
}

/** A salt lasts for a day. */
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
  /** Record visits that come with `Sec-GPC: 1` or `DNT: 1` without address, visitor and organisation. */
  readonly respectGpc: boolean
  /** Give visits the organisation of their network. */
  readonly organisations: boolean
  readonly networks: Pick<Networks, 'locate' | 'hidesOthers'>
  /** Asks reverse DNS; null where the setting is off. */
  readonly reverseDns: ReverseDns | null
  /** The day whose salt is used: today for a beacon, the visit's own for an imported log. */
  readonly saltDay: (visit: { time: string }) => string
}

/** Adds to a visit what the settings allow to keep of who made it. */
export function identifier(parts: VisitorParts): Identify {
  const { salts, ip, respectGpc, organisations, networks, reverseDns, saltDay } = parts
  return async (visit, caller) => {
    if (respectGpc && caller.optsOut) return visit
    const address = canonicalAddress(caller.ip)
    if (address === null) return visit
    const { asn, country } = networks.locate(address)
    const isHidden = organisations && reverseDns !== null && networks.hidesOthers(asn)
    const [salt, reverseDomain] = await Promise.all([
      salts.saltOf(saltDay(visit)),
      isHidden ? reverseDns(address) : null,
    ])
    return {
      ...visit,
      asn: organisations ? asn : null,
      reverseDomain,
      country,
      ip: keptAddress(address, ip),
      visitor: visitorHash(salt, visit.site, address, caller.userAgent),
    }
  }
}

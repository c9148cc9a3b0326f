import { parse } from 'tldts'

/** A host on the Internet, as DNS names it. */
export interface HostName {
  /** Lower case, without a trailing dot. */
  readonly name: string
  /** The part before the registrable domain: `gw1.corp` in `gw1.corp.siemens.com`, `''` if there is none. */
  readonly subdomain: string
  /** The registrable domain: `siemens.com`. */
  readonly domain: string
  /** The public suffix: `com`, `ac.uk`. */
  readonly suffix: string
}

/** RFC 1123, section 2.1: letters, digits and inner hyphens. */
const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/

/** RFC 1035, section 2.3.4: 255 octets on the wire are 253 characters. */
const maxLength = 253

/**
 * Parses a host name. Returns null for a name that identifies nobody: an invalid name, an address, a name in `arpa` or
 * outside ICANN's suffixes (`localhost`, `.local`, `.internal`), a bare suffix, and a name that a provider lends to its
 * customers (`*.compute.amazonaws.com`, `*.myfritz.net`: the private part of the Public Suffix List).
 */
export function hostName(text: string): HostName | null {
  const name = text.toLowerCase().replace(/\.$/, '')
  if (name.length > maxLength || !name.split('.').every((one) => label.test(one))) return null
  const { subdomain, domain, publicSuffix, isIcann } = parse(name, {
    allowPrivateDomains: true,
    extractHostname: false,
  })
  if (!isIcann || domain === null || publicSuffix === null || /(^|\.)arpa$/.test(name)) return null
  return { name, subdomain: subdomain ?? '', domain, suffix: publicSuffix }
}

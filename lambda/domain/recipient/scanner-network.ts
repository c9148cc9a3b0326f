import { isRelay } from '../describe/relay'
import { keyOfName } from '../organisation/key'
import type { Kind } from '../organisation/organisation'

/**
 * Makers of mail security, by the names of their networks. They open the links of a message before its reader does, some of
 * them in a whole browser that waits and moves its pointer.
 */
const mailScanners: ReadonlySet<string> = new Set(
  [
    'Barracuda Networks',
    'Cisco IronPort',
    'Mimecast',
    'Proofpoint',
    'SilverSky',
    'Symantec MessageLabs',
    'Trellix',
    'Trend Micro',
  ].map(keyOfName),
)

/** The network that a visit came from. */
export interface VisitNetwork {
  readonly asn: number | null
  readonly organisationKey: string | null
  readonly kind: Kind | null
}

/**
 * Whether links are scanned from a network: from one of servers, where Safe Links and most others run, or from one of a maker
 * of mail security. Whatever a browser does there shows no person. An owner whose reader works there corrects its kind.
 */
export const isScannerNetwork = ({ asn, organisationKey, kind }: VisitNetwork): boolean =>
  (kind === 'hosting' && !isRelay(asn)) || (organisationKey !== null && mailScanners.has(organisationKey))

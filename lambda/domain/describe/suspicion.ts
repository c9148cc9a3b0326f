import type { Kind } from '../organisation/organisation'
import type { Instant } from '../time/day'
import type { Visit } from '../visit/visit'
import { isRelay } from './relay'

/** What a visit says that may speak against a browser, or for it. */
export type Suspect = Pick<
  Visit,
  'time' | 'userAgent' | 'asn' | 'timeZone' | 'language' | 'screen' | 'viewport' | 'assets'
>

/** What is known besides. */
export interface Background {
  /** Of the network; null if it is not known. */
  readonly kind: Kind | null
  /** When its browser was ten years old; null if that is not known. */
  readonly oldFrom: Instant | null
}

/** Nothing, half of what is needed, or all. */
type Weight = 0 | 1 | 2

/** A kind of evidence that no person is there. */
interface Evidence {
  readonly name: string
  readonly weightOf: (suspect: Suspect, background: Background) => Weight
}

const enough = 2

/** The kinds of evidence, in the order in which the reason names them. */
export const evidence: readonly Evidence[] = [
  { name: 'hosting network', weightOf: hostingWeight },
  { name: 'UTC', weightOf: ({ timeZone }) => (timeZone !== null && serverZones.has(timeZone) ? 1 : 0) },
  { name: 'no language', weightOf: (one) => (one.language === null && hasScript(one) ? 1 : 0) },
  { name: 'screen equal to viewport', weightOf: (one) => (isScreenless(one) ? 1 : 0) },
  { name: 'old browser', weightOf: ({ time }, { oldFrom }) => (oldFrom !== null && time >= oldFrom ? 1 : 0) },
  { name: 'no assets', weightOf: assetsWeight },
]

/** Returns the kinds of evidence against a visit, or null if they are too few to suspect it. */
export function suspicionOf(suspect: Suspect, background: Background): string | null {
  let weight = 0
  for (const { weightOf } of evidence) weight += weightOf(suspect, background) // runs a million times a day
  if (weight < enough) return null
  const against = evidence.filter(({ weightOf }) => weightOf(suspect, background) > 0)
  return against.map(({ name }) => name).join(', ')
}

/**
 * The network decides alone where a visit could bring nothing else: a picture, a plain request or a line of a log, of which
 * nearly all that come from hosting networks are programs. Signs of an office or of a whole browser outvote it.
 */
function hostingWeight(suspect: Suspect, { kind }: Background): Weight {
  const { asn, assets } = suspect
  if (kind !== 'hosting' || isRelay(asn)) return 0
  if (hasScript(suspect)) return isAtDesk(suspect) ? 0 : 1
  if (assets === null) return 2
  return assets ? 0 : 1
}

/**
 * A browser that took a page without anything that belongs to it is none. People behind a gateway or VPN have several
 * addresses at once, and some gateways answer from a cache.
 */
function assetsWeight({ assets }: Suspect, { kind }: Background): Weight {
  return assets === false && kind !== 'gateway' && kind !== 'vpn' ? 2 : 0
}

/** What servers call their time. */
const serverZones: ReadonlySet<string> = new Set(
  'UTC Etc/UTC Etc/UCT UCT Etc/Universal Universal Etc/Zulu Zulu GMT Etc/GMT Etc/Greenwich Greenwich'.split(
    ' ',
  ),
)

/** Whether the beacon ran. Each browser that runs it tells at least one of these. */
const hasScript = ({ timeZone, screen, viewport }: Suspect): boolean =>
  timeZone !== null || screen !== null || viewport !== null

/**
 * Whether the page fills the screen, as where there is none. Firefox that resists fingerprinting, and so Tor, says so along
 * with UTC: both are one decision of one person.
 */
const isScreenless = ({ screen, viewport, userAgent }: Suspect): boolean =>
  screen !== null && screen === viewport && !userAgent?.includes('Firefox/')

/** `Europe/Berlin`, not `Etc/UTC`. */
const placed = /^(?!Etc\/)\w+\//

/**
 * A place on Earth for a time zone, and a window within a larger screen. Whether the zone fits the country is not asked: of a
 * server the country is known too, and many are set to it, while an office may surf through a cloud abroad.
 */
const isAtDesk = ({ timeZone, screen, viewport }: Suspect): boolean =>
  placed.test(timeZone ?? '') && isWithin(viewport, screen)

function isWithin(viewport: string | null, screen: string | null): boolean {
  if (viewport === null || screen === null || viewport === screen) return false
  const [width = 0, height = 0] = viewport.split('x').map(Number)
  const [wide = 0, high = 0] = screen.split('x').map(Number)
  return width <= wide && height <= high
}

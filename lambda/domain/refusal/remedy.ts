import { isListed, type SiteList } from '../visit/site-list'
import type { RefusalGroup } from './refusal-groups'

/** The service that turned beacons away. */
export interface RefusingService {
  /** The hosts that it records visits of. */
  readonly sites: SiteList
  /** Whether it runs on AWS, which has its sites from `visitbook.json`, rather than by `npm start`, from a variable. */
  readonly isDeployed: boolean
}

/** Returns what the owner can do to let such beacons in: the exact setting, or the command, if there is one. */
export function remedyOf(
  { reason, host, listable, detail }: Pick<RefusalGroup, 'reason' | 'host' | 'listable' | 'detail'>,
  { sites, isDeployed }: RefusingService,
): string {
  if (reason === 'malformed') return `correct what the page sends (${detail}), or use the beacon as it is`
  if (reason === 'outdated') return pasteAnew
  if (reason === 'no origin and no referer') return showOrigin
  if (!listable) return `no setting: what came as ${reason.split(' ')[0]} is not the host of a web page`
  if (isListed(sites, host)) return `nothing: ${host} is listed now`
  return `if this is yours: ${(isDeployed ? setting : command)([...sites, host])}`
}

/** A script outside a browser sends neither header. A page with the referrer policy no-referrer sends no referer. */
const showOrigin =
  'let the page send its referrer: no Referrer-Policy of no-referrer or same-origin, no frame that is sandboxed; what is not a browser must send an Origin'

const pasteAnew =
  'paste the snippet into the page anew; a browser does not run another script than the one that the page pins or contains'

/** Quoting is safe, because hosts contain no quotes, and needed, because a shell interprets brackets and asterisks. */
const setting = (sites: SiteList): string =>
  `"sites": [${sites.map((site) => `"${site}"`).join(', ')}] in visitbook.json, or -c 'sites=${sites.join(',')}'`
const command = (sites: SiteList): string => `VISITBOOK_SITES='${sites.join(',')}' npm start`

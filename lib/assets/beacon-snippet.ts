import { createHash } from 'node:crypto'
import { defaults } from '../../lambda/contract'
import { beaconTag, inlineBeaconTag } from '../../lambda/domain/visit/beacon-tag'
import { hashOfBeacon } from './released-beacons'

/** The settings of which a page knows. */
interface PageSettings {
  readonly script: string
  readonly engagement: boolean
}

/** The snippet to paste into a page: the current beacon, whichever that is. */
export const beaconSnippet = (url: string, { script, engagement }: PageSettings = defaults) =>
  beaconTag({ src: `${url}/${script}`, engagement })

/**
 * The same for pages that pin this exact beacon: the browser runs no other code, so a new beacon needs a new snippet.
 *
 * @param code as served; `beaconOf` of `lambda/handlers/record/get-beacon.ts` makes hash and integrity of it
 */
export function pinnedBeaconSnippet(
  url: string,
  code: string,
  { script, engagement }: PageSettings = defaults,
): string {
  const src = `${url}/${script.replace(/js$/, hashOfBeacon(code))}.js`
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`
  return beaconTag({ src, integrity, engagement })
}

/** The beacon itself in the page, which asks for no script. Its address is an attribute, so its hash is the same for every service. */
export const inlineBeaconSnippet = (
  url: string,
  code: string,
  { engagement }: Pick<PageSettings, 'engagement'> = defaults,
): string => inlineBeaconTag(url, code, engagement)

/** What a page's Content-Security-Policy needs in `script-src` for the inline snippet. */
export const inlineBeaconHash = (code: string): string =>
  `'sha256-${createHash('sha256').update(code).digest('base64')}'`

import { createHash } from 'node:crypto'
import { defaults } from '../../lambda/contract'
import { hashOfBeacon } from './released-beacons'

/** The settings of which a page knows. */
interface PageSettings {
  readonly script: string
  readonly engagement: boolean
}

/** What keeps a page from reports that the service would not keep. */
const attributesOf = ({ engagement }: Pick<PageSettings, 'engagement'>): string =>
  engagement ? '' : ' data-engagement="off"'

/** The snippet to paste into a page: the current beacon, whichever that is. */
export const beaconSnippet = (url: string, settings: PageSettings = defaults) =>
  `<script defer src="${url}/${settings.script}"${attributesOf(settings)}></script>`

/**
 * The same for pages that pin this exact beacon: the browser runs no other code, so a new beacon needs a new snippet.
 *
 * @param code as served; `beaconOf` of `lambda/handlers/record/get-beacon.ts` makes hash and integrity of it
 */
export function pinnedBeaconSnippet(url: string, code: string, settings: PageSettings = defaults): string {
  const hash = hashOfBeacon(code)
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`
  return `<script defer src="${url}/${settings.script.replace(/js$/, hash)}.js" integrity="${integrity}" crossorigin="anonymous"${attributesOf(settings)}></script>`
}

/** The beacon itself in the page, which asks for no script. Its address is an attribute, so its hash is the same for every service. */
export const inlineBeaconSnippet = (
  url: string,
  code: string,
  settings: Pick<PageSettings, 'engagement'> = defaults,
): string => `<script data-service="${url}"${attributesOf(settings)}>${code}</script>`

/** What a page's Content-Security-Policy needs in `script-src` for the inline snippet. */
export const inlineBeaconHash = (code: string): string =>
  `'sha256-${createHash('sha256').update(code).digest('base64')}'`

import { createHash } from 'node:crypto'
import { defaults } from '../../lambda/contract'
import { hashOfBeacon } from './released-beacons'

/** The snippet to paste into a page: the current beacon, whichever that is. */
export const beaconSnippet = (url: string, script: string = defaults.script) =>
  `<script defer src="${url}/${script}"></script>`

/**
 * The same for pages that pin this exact beacon: the browser runs no other code, so a new beacon needs a new snippet.
 *
 * @param code as served; `beaconOf` of `lambda/handlers/record/get-beacon.ts` makes hash and integrity of it
 */
export function pinnedBeaconSnippet(url: string, code: string, script: string = defaults.script): string {
  const hash = hashOfBeacon(code)
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`
  return `<script defer src="${url}/${script.replace(/js$/, hash)}.js" integrity="${integrity}" crossorigin="anonymous"></script>`
}

/** The beacon itself in the page, which asks for no script. Its address is an attribute, so its hash is the same for every service. */
export const inlineBeaconSnippet = (url: string, code: string): string =>
  `<script data-service="${url}">${code}</script>`

/** What a page's Content-Security-Policy needs in `script-src` for the inline snippet. */
export const inlineBeaconHash = (code: string): string =>
  `'sha256-${createHash('sha256').update(code).digest('base64')}'`

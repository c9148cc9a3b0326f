import { createHash } from 'node:crypto'

/** What to paste into a page: the current beacon, whichever that is. */
export const beaconSnippet = (url: string) => `<script defer src="${url}/beacon.js"></script>`

/**
 * The same for pages that pin this very beacon: the browser runs no other code, so a new beacon needs a new snippet.
 *
 * @param code as served; hash and integrity are what `beaconOf` of `lambda/handlers/get-beacon.ts` makes of it
 */
export function pinnedBeaconSnippet(url: string, code: string): string {
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16)
  const integrity = `sha384-${createHash('sha384').update(code).digest('base64')}`
  return `<script defer src="${url}/beacon.${hash}.js" integrity="${integrity}" crossorigin="anonymous"></script>`
}

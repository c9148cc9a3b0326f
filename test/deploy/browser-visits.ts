import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/clone'
import { findChromium, launch } from '../web/browser'
import { until } from '../web/until'

export interface BrowserVisits {
  /** As `BeaconSnippet` prints it. */
  readonly snippet: string
  readonly api: string
  readonly site: string
}

interface OpenedPages extends Pick<BrowserVisits, 'api' | 'site'> {
  /** What is in each page, by its path. */
  readonly bodies: Readonly<Record<string, string>>
}

/**
 * Opens two pages of a site in Chromium: one has the snippet, the other makes the first version's jQuery call. Returns
 * false where no Chromium starts here.
 */
export async function visitInBrowser({ snippet, api, site }: BrowserVisits): Promise<boolean> {
  const jquery = readFileSync(join(root, 'node_modules/jquery/dist/jquery.min.js'), 'utf8')
  const bodies = {
    '/beacon.html': snippet,
    '/jquery.html': `<script>${jquery}</script><script>$.ajax({ url: '${api}/record' })</script>`,
  }
  const statuses = await openInBrowser({ bodies, api, site })
  if (statuses !== null && statuses.join() !== '204,200')
    throw new Error(`the browser's visits were answered ${statuses}`)
  return statuses !== null
}

/**
 * Opens pages of a site in Chromium, each of which records. The emulator speaks plain http, which a page of https may call
 * all the same: names below localhost count as safe.
 *
 * @returns the statuses of what they sent; null where no Chromium starts here
 */
export async function openInBrowser({ bodies, api, site }: OpenedPages): Promise<number[] | null> {
  const { found } = findChromium(process.env)
  if (found === null) return null
  const browser = await launch(found)
  try {
    const context = await browser.newContext({ permissions: ['local-network-access'] }) // the emulator is on this machine
    const page = await context.newPage()
    const answered: number[] = []
    page.on('response', (response) => {
      if (response.url().startsWith(api) && /\/(visits|record)$/.test(response.url()))
        answered.push(response.status())
    })
    await page.route(`https://${site}/**`, (route) => {
      const { pathname } = new URL(route.request().url())
      return route.fulfill({
        contentType: 'text/html',
        headers: { 'referrer-policy': 'unsafe-url' }, // /record reads the page from the referer
        body: `<!doctype html><title>${pathname}</title>${bodies[pathname] ?? ''}`,
      })
    })
    for (const [at, path] of Object.keys(bodies).entries()) {
      await page.goto(`https://${site}${path}`)
      await until(() => answered.length === at + 1)
    }
    return answered
  } finally {
    await browser.close()
  }
}

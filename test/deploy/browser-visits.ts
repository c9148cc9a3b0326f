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

/**
 * Opens two pages of a site in Chromium: one has the snippet, the other makes the first version's jQuery call. Returns
 * false where no Chromium starts here. The emulator speaks plain http, which a page of https may call all the same: names
 * below localhost count as safe.
 */
export async function visitInBrowser({ snippet, api, site }: BrowserVisits): Promise<boolean> {
  const { found } = findChromium(process.env)
  if (found === null) return false
  const browser = await launch(found)
  try {
    const context = await browser.newContext({ permissions: ['local-network-access'] }) // the emulator is on this machine
    const page = await context.newPage()
    const answered: number[] = []
    page.on('response', (response) => {
      if (response.url().startsWith(api) && /\/(visits|record)$/.test(response.url()))
        answered.push(response.status())
    })
    const jquery = readFileSync(join(root, 'node_modules/jquery/dist/jquery.min.js'), 'utf8')
    const bodies: Record<string, string> = {
      '/beacon.html': snippet,
      '/jquery.html': `<script>${jquery}</script><script>$.ajax({ url: '${api}/record' })</script>`,
    }
    await page.route(`https://${site}/**`, (route) => {
      const { pathname } = new URL(route.request().url())
      return route.fulfill({
        contentType: 'text/html',
        headers: { 'referrer-policy': 'unsafe-url' }, // /record reads the page from the referer
        body: `<!doctype html><title>${pathname}</title>${bodies[pathname] ?? ''}`,
      })
    })
    await page.goto(`https://${site}/beacon.html`)
    await until(() => answered.length === 1)
    await page.goto(`https://${site}/jquery.html`)
    await until(() => answered.length === 2)
    if (answered.join() !== '204,200') throw new Error(`the browser's visits were answered ${answered}`)
    return true
  } finally {
    await browser.close()
  }
}

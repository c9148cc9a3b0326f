import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { type Chromium, launch } from '../browser'
import { type Complain, preparation, type Tabs } from './tabs'

export async function chromiumTabs(
  chromium: Chromium,
  complain: Complain,
): Promise<Tabs<Page, BrowserContextOptions>> {
  const browser = await launch(chromium)
  const contexts: BrowserContext[] = []
  return {
    open: async (url, before, options = {}) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      await context.exposeFunction('complain', complain)
      await context.addInitScript(preparation(before))
      const page = await context.newPage()
      page.on('console', (line) => {
        if (line.type() === 'error' && !ofNetwork.test(line.text())) complain(`${url}: ${line.text()}`)
      })
      await page.goto(url)
      return page
    },
    closeAll: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    },
    quit: () => browser.close(),
  }
}

/** What Chromium itself writes about a request that a test lets fail, or a policy that forbids it. */
const ofNetwork =
  /^Failed to (load resource|find a valid digest)|blocked by CORS policy|Content Security Policy|header has been ignored/

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
      await page.goto(url)
      return page
    },
    closeAll: async () => {
      await Promise.all(contexts.splice(0).map((context) => context.close()))
    },
    quit: () => browser.close(),
  }
}

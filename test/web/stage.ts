import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { VisitAnswer } from '../../lambda/http/visit-answer'
import { type Chromium, launch } from './browser'
import { type PageServer, type Published, startPageServer } from './page-server'
import { until } from './until'
import { type Exchange, startWatchedApi, type WatchedApi } from './watched-api'

/**
 * What the tests of the beacon play on, there from the first test of a `describe` to its last: a static host, the API on
 * another origin, and a browser. Listed are `you.test`, `you.dev`, 127.0.0.1 and localhost; other names below `.test`
 * are the same static host and not listed. Whatever a test is about, it fails when an error was thrown into its page.
 */
export function stage(chromium: Chromium) {
  let server: PageServer
  let api: WatchedApi
  let browser: Browser
  const contexts: BrowserContext[] = []
  const errors: string[] = []

  beforeAll(async () => {
    server = await startPageServer()
    api = await startWatchedApi(['you.dev', ...['you.test', '127.0.0.1', 'localhost'].map(host)])
    browser = await launch(chromium)
  }, 60_000)

  beforeEach(() => {
    api.exchanges.length = 0
  })

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(errors.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await server?.close()
    await api?.close()
  })

  /** A name of the static host, with its port. */
  const host = (name: string): string => `${name}:${server.port}`
  const site = (): string => host('you.test')

  /** Puts a page on the static host, to be opened at the address returned. */
  function publish(path: string, page: Published, name = 'you.test'): string {
    server.publish(path.split('?', 1)[0] as string, page)
    return `http://${host(name)}${path}`
  }

  /** The tag as a page has it. Only with `crossorigin` would a page see what the script throws, so here it has that. */
  const beacon = (attributes = ''): string =>
    `<script defer src="${api.url}/visitbook.js" crossorigin ${attributes}></script>`

  /** Opens a page in a browser that has never been anywhere. @param before code that runs before the page's own */
  async function open(url: string, options: BrowserContextOptions = {}, before = ''): Promise<Page> {
    const context = await browser.newContext(options)
    contexts.push(context)
    await context.exposeFunction('complain', (message: string) => errors.push(message))
    await context.addInitScript(`
      addEventListener('error', (event) => complain(event.message))
      addEventListener('unhandledrejection', (event) => complain(String(event.reason)))
      ${before}`)
    const page = await context.newPage()
    await page.goto(url)
    return page
  }

  /** What browsers have asked of the API since the test began. */
  const exchanges = (): readonly Exchange[] => api.exchanges

  /** Those that were to record a visit, preflights too. */
  const beacons = (): readonly Exchange[] => exchanges().filter(({ path }) => path === '/visits')

  /** The one visit of a page, once it is there. */
  async function visitOf(page: string, of = site()): Promise<VisitAnswer> {
    const visits = await until(async () => {
      const found = await api.visitsOf(of, page)
      return found.length > 0 && found
    })
    expect(visits).toHaveLength(1)
    return visits[0] as VisitAnswer
  }

  /** Expects the visits whose page begins with a path, oldest first, and no more of them to be on their way. */
  async function expectPages(path: string, browsed: Page, pages: readonly string[]): Promise<void> {
    const recorded = async () => {
      const visits = await api.visitsOf(site())
      return visits.map(({ page }) => page).filter((page) => page.startsWith(path))
    }
    await settled(browsed)
    await until(async () => (await recorded()).length >= pages.length)
    expect((await recorded()).toReversed()).toEqual(pages)
  }

  /** Sends something after all that the page was about to send, and waits until everything is answered. */
  async function settled(page: Page): Promise<void> {
    const last = `/last-${exchanges().length}`
    await page.evaluate(async (url) => {
      await new Promise((resolve) => setTimeout(() => setTimeout(resolve)))
      await fetch(url, { mode: 'no-cors' })
    }, api.url + last)
    await until(() => exchanges().some(({ path }) => path === last) && api.isIdle())
  }

  const visitsOf = (of: string, page: string) => api.visitsOf(of, page)
  const apiUrl = () => api.url

  return {
    host,
    site,
    publish,
    beacon,
    open,
    exchanges,
    beacons,
    visitOf,
    visitsOf,
    expectPages,
    settled,
    apiUrl,
  }
}

import type { BrowserContextOptions, Page } from 'playwright-core'
import type { VisitAnswer } from '../../lambda/api/visits'
import type { Chromium } from './browser'
import { chromiumTabs } from './browsers/chromium-tabs'
import type { Firefox } from './browsers/firefox'
import { type FirefoxOptions, type FirefoxTab, firefoxTabs } from './browsers/firefox-tabs'
import { type Complain, ownFetch, type Tab, type Tabs } from './browsers/tabs'
import { type PageServer, type Published, startPageServer } from './page-server'
import { scriptName } from './script-names'
import { until } from './until'
import { type Exchange, startWatchedApi, type WatchedApi } from './watched-api'

/**
 * What the tests of the beacon play on, there from the first test of a `describe` to its last: a static host, the API on
 * another origin, and a browser. Listed are `you.test`, `you.dev`, 127.0.0.1 and localhost; other names below `.test`
 * are the same static host and not listed. Whatever a test is about, it fails when an error was thrown into its page.
 */
export const stage = (chromium: Chromium) =>
  stageIn<Page, BrowserContextOptions>((complain) => chromiumTabs(chromium, complain))

/** The same in a Firefox, where a tab can do less. */
export const firefoxStage = (firefox: Firefox) =>
  stageIn<FirefoxTab, FirefoxOptions>((complain) => firefoxTabs(firefox, complain))

/** A stage in either browser, for tests that are the same in both. */
export type Stage = Omit<ReturnType<typeof stageIn<Tab, object>>, 'open'> & {
  open(url: string, options?: Record<string, never>, before?: string): Promise<Tab>
}

/** What a page reports of a view, and how. */
export interface Report {
  readonly id: string
  readonly page: string
  readonly origin: string | undefined
  readonly contentType: string | undefined
  readonly seconds: number
  readonly reach: number
  readonly acted?: boolean
  readonly sections: Readonly<Record<string, number>>
  readonly links: Readonly<Record<string, unknown>>
}

/** Milliseconds in which the beacon sends a page view: it waits up to 500 for the title of a new page to come. */
const sendingTime = 600

function stageIn<T extends Tab, Options>(start: (complain: Complain) => Promise<Tabs<T, Options>>) {
  let server: PageServer
  let api: WatchedApi
  let browser: Tabs<T, Options>
  const errors: string[] = []
  let began = ''
  let settling = 0

  beforeAll(async () => {
    server = await startPageServer()
    api = await startWatchedApi(['you.dev', ...['you.test', '127.0.0.1', 'localhost'].map(host)])
    browser = await start((message) => errors.push(message))
  }, 60_000)

  beforeEach(() => {
    api.exchanges.length = 0
    began = new Date().toISOString()
  })

  afterEach(async () => {
    await browser.closeAll()
    expect(errors.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser?.quit()
    await server?.close()
    await api?.close()
  })

  /** A name of the static host, with its port. */
  const host = (name: string): string => `${name}:${server.port}`
  const site = (): string => host('you.test')

  /** Puts a page on the static host, to be opened at the address returned. */
  function publish(path: string, page: Published, name = 'you.test'): string {
    server.publish(path.split(/[?#]/, 1)[0] as string, page)
    return `http://${host(name)}${path}`
  }

  /** The tag as a page has it. Only with `crossorigin` would a page see what the script throws, so here it has that. */
  const beacon = (attributes = ''): string =>
    `<script defer src="${api.url}/${scriptName}" crossorigin ${attributes}></script>`

  /** Opens a page in a browser that has never been anywhere. @param before code that runs before the page's own */
  const open = (url: string, options?: Options, before = ''): Promise<T> => browser.open(url, before, options)

  const closeTabs = (): Promise<void> => browser.closeAll()

  /** What browsers have asked of the API since the test began. */
  const exchanges = (): readonly Exchange[] => api.exchanges

  /** Those that were to record a visit, preflights too. */
  const beacons = (): readonly Exchange[] => exchanges().filter(({ path }) => path === '/visits')

  /** The reports of engagement of pages whose path begins so, in the order in which they came. */
  const reports = (path: string): readonly Report[] =>
    exchanges()
      .filter((exchange) => exchange.path.endsWith('/engagement') && exchange.method === 'POST')
      .map(({ body, headers, path: at }) => ({
        ...(JSON.parse(body) as Report),
        id: at.split('/')[2] as string,
        origin: headers.origin,
        contentType: headers['content-type'],
      }))
      .filter(({ page }) => page.startsWith(path))

  /** The last report of a page, once one is there. */
  const reportOf = (path: string): Promise<Report> => until(() => reports(path).at(-1))

  /** The one visit of a page, once it is there. */
  async function visitOf(page: string, of = site()): Promise<VisitAnswer> {
    const visits = await until(async () => {
      const found = await api.visitsOf(of, page)
      return found.length > 0 && found
    })
    expect(visits).toHaveLength(1)
    return visits[0] as VisitAnswer
  }

  /** The visits of this test whose page begins with a path, oldest first. */
  async function visitsBelow(path: string, of = site()): Promise<readonly VisitAnswer[]> {
    const visits = await api.visitsOf(of)
    return visits.filter(({ page, time }) => page.startsWith(path) && time >= began).toReversed()
  }

  /** Expects the visits whose page begins with a path, oldest first, and no more of them to be on their way. */
  async function expectPages(path: string, browsed: Tab, pages: readonly string[]): Promise<void> {
    await settled(browsed)
    await until(async () => (await visitsBelow(path)).length >= pages.length)
    expect((await visitsBelow(path)).map(({ page }) => page)).toEqual(pages)
  }

  /** Sends something after all that the page was about to send, and waits until everything is answered. */
  async function settled(page: Tab): Promise<void> {
    settling += 1
    const last = `/last-${settling}`
    await page.evaluate(`new Promise((resolve) => setTimeout(resolve, ${sendingTime}))
      .then(() => window[${ownFetch}]('${api.url}${last}', { mode: 'no-cors' }))
      .catch(() => {})`) // a policy of the page may keep the answer from it
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
    closeTabs,
    exchanges,
    beacons,
    reports,
    reportOf,
    visitOf,
    visitsOf,
    visitsBelow,
    expectPages,
    settled,
    apiUrl,
  }
}

import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { defaults } from '../../../lambda/contract'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { openNetworks } from '../../../lambda/network/networks'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../../lambda/store/items/record-store'
import { networkTableFile } from '../../../lib/assets/network-table/file'
import { type LocalServer, startServer } from '../../../local/server'
import { type Folder, temporaryFolder } from '../../store/fixtures'
import { rollUpAtOnce } from '../../support/memory/bulk-rollups'
import { wholeHour } from '../../support/whole-hour'
import { type Chromium, launch } from '../browser'
import { freePort } from '../free-port'
import { until } from '../until'

export interface DashboardStage {
  readonly sites?: readonly string[]
  /** The setting `zone`; none when left out. */
  readonly zone?: string
  /** What is in the table before the first test. */
  readonly visits?: () => readonly Visit[]
  /** Puts something into the data folder before the service starts. */
  readonly before?: (data: string) => Promise<void>
}

export interface Opening extends BrowserContextOptions {
  /** Whether the token is kept in the browser already, which is so when nothing is said. */
  readonly signedIn?: boolean
  /** Code that runs before the page's own. */
  readonly before?: string
  /** Whether the test moves the page's clock. */
  readonly hasClock?: boolean
  /** Another door to the same service than its own. */
  readonly url?: string
}

/** One request of the page to the API. */
export interface Asked {
  readonly method: string
  /** With its query string. */
  readonly path: string
}

/**
 * What the tests of the dashboard play on, there from the first test of a `describe` to its last: everything that
 * `npm start` runs, with some visits, and a browser. Whatever a test is about, it fails when an error was thrown into
 * its page or written to its console, when the page broke its own Content-Security-Policy, or when it asked anything of
 * another origin.
 */
export function dashboardStage(
  chromium: Chromium,
  { sites = ['ada.example'], visits = () => [], before: prepare, zone: ownZone }: DashboardStage,
) {
  let local: LocalServer
  let data: Folder
  let browser: Browser
  let demoSite: string
  const contexts: BrowserContext[] = []
  const wrongs: string[] = []
  const asked: Asked[] = []
  const networks = openNetworks(networkTableFile())

  beforeAll(async () => {
    await wholeHour()
    const demoPort = await freePort()
    data = temporaryFolder()
    demoSite = `127.0.0.1:${demoPort}`
    await prepare?.(data.folder)
    local = await startServer({
      port: 0,
      demoPort,
      data: data.folder,
      token: null,
      sites: [...sites, demoSite],
      zone: ownZone ?? null,
    })
    await fetch(local.url) // makes the page
    await record(visits())
    await count()
    browser = await launch(chromium)
  }, 180_000)

  beforeEach(() => {
    asked.length = 0
  })

  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()))
    expect(wrongs.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await local?.close()
    data?.remove()
  })

  /** Puts visits straight into the table. */
  async function record(visits: readonly Visit[]): Promise<void> {
    const store = dynamoRecordStore({
      table: local.database.items,
      retentionDays: 365,
      now: () => new Date(),
      isIndexed: networks.isIndexed,
    })
    await Promise.all(visits.map((visit) => store.add(visit)))
  }

  /** Counts closed hours and days, as the service does every minute; until then each report reads every visit. */
  async function count(): Promise<void> {
    const now = () => new Date()
    const store = dynamoQueryStore({ ...local.database, now })
    await rollUpAtOnce(local.database, { store, networks, pages: defaults.pages, now })
  }

  /** Opens the dashboard in a browser that has never been anywhere, in London English and Berlin time. */
  async function open(
    path = '/',
    { signedIn = true, before = '', url = local.url, hasClock = false, ...options }: Opening = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      timezoneId: zone,
      ...options,
    })
    contexts.push(context)
    context.setDefaultTimeout(20_000) // three suites share two cores
    if (hasClock) await context.clock.install({ time: beforeHourEnds() })
    await context.exposeFunction('complain', (wrong: string) => wrongs.push(wrong))
    await context.addInitScript(`
      addEventListener('securitypolicyviolation', (event) => complain('refused by the policy: ' + event.violatedDirective))
      ${signedIn ? `if (origin !== 'null') sessionStorage.setItem('visitbook.token', ${JSON.stringify(local.token)})` : ''}
      ${before}`)
    context.on('weberror', (error) => wrongs.push(error.error().message))
    context.on('console', (message) => {
      const isAnswer = message.text().startsWith('Failed to load resource')
      if (message.type() === 'error' && !isAnswer) wrongs.push(message.text())
    })
    context.on('request', (request) => {
      const { origin, pathname, search, protocol } = new URL(request.url())
      if (!protocol.startsWith('http')) return
      if (origin === url && pathname !== '/')
        asked.push({ method: request.method(), path: pathname + search })
      else if (origin !== url && !isVisit(request.frame().url())) wrongs.push(`asked ${request.url()}`)
    })
    const page = await context.newPage()
    await page.goto(url + path)
    return page
  }

  /** Whether a page is the demo, which belongs to another origin itself. */
  const isVisit = (address: string): boolean =>
    address.startsWith(`http://${demoSite}/`) || address === 'about:blank'

  /** What the API says, to one who asks it without the dashboard. */
  async function ask(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(local.url + path, {
      ...init,
      headers: { authorization: `Bearer ${local.token}`, ...init.headers },
    })
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test says what it expects of it
  const json = async (path: string): Promise<any> => (await ask(path)).json()

  return {
    open,
    record,
    count,
    ask,
    json,
    local: () => local,
    demoSite: () => demoSite,
    /** What the browser has asked of the API since the test began, in that order. */
    asked: (): readonly Asked[] => asked,
    /** What was wrong so far; the test that asks for it is not failed by it. */
    forgive: (): string[] => wrongs.splice(0),
  }
}

/** A table as it is read: the cells' text, row by row, heads included. */
export const rowsOf = (table: Locator): Promise<string[][]> =>
  table
    .locator('tr')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')))

/** The path in a cell, after its page's title. */
export const pathIn = (cell = ''): string => cell.replace(/^[^/].*? (?=\/)/, '')

/** The width that the page takes, scrolling included, in CSS pixels. */
export const widthOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth)

export const zone = 'Europe/Berlin'
const dayIn = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })

/** A day of the reader's, today when nothing is said. */
export const dayAgo = (days = 0): string => {
  const today = Date.parse(dayIn.format(Date.now())) // midnight by UTC, which has no summer time
  return new Date(today - days * 86_400_000).toISOString().slice(0, 10)
}

/** What asks the API for as many days as the reader looks at, today included. */
export const lastDays = (days: number) => ({ from: dayAgo(days - 1), to: dayAgo(), tz: zone })

/** Numbers as the London reader has them. */
export const number = new Intl.NumberFormat('en-GB').format

/** The heading of the view, once it says that. */
export const headline = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('heading', { level: 1, name }).waitFor()

/** Opens a page that has the beacon, until that was answered: one that is closed before has not visited. */
export async function visitPage(page: Page, address: string): Promise<void> {
  const answered = page.waitForResponse((response) => new URL(response.url()).pathname === '/visits')
  await page.goto(address)
  expect((await answered).status()).toBe(204)
  await page.waitForLoadState('networkidle') // another call may be on it
}

/** Waits until the page has its head and nothing on it is being asked for. */
export async function settled(page: Page): Promise<void> {
  await headline(page, /./)
  await until(async () => (await page.locator('.loading, .old, [aria-busy=true]').count()) === 0)
}

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

/**
 * Now, or a quarter before this hour ends: a test that lets minutes pass would otherwise see the page begin another hour. In the last
 * hour of a UTC day nearly all of it is left, so that none sees another day.
 */
function beforeHourEnds(): number {
  const now = Date.now()
  const left = now % day >= day - hour ? 5 : 45
  return Math.min(now, now - (now % hour) + left * minute)
}

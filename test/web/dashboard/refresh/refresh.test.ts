import type { Page } from 'playwright-core'
import { inFull } from '../../../support/size'
import { describeInChromium } from '../../browser'
import { until } from '../../until'
import { inventedVisits } from '../invented-visits'
import { dashboardStage, headline, settled } from '../stage'
import { type Fault, type FaultProxy, startFaultProxy } from './fault-proxy'

const site = 'ada.example'
const html = { 'content-type': 'text/html' }

const faults: readonly (readonly [name: string, fault: Fault])[] = [
  ['503', { status: 503, body: '{"message":"Service Unavailable"}' }],
  ['429, in ten seconds', { status: 429, headers: { 'retry-after': '10' }, body: '' }],
  ['504 as HTML', { status: 504, headers: html, body: '<h1>Gateway Timeout</h1>' }],
  ['500', { status: 500, body: '{"detail":"something broke on our side"}' }],
  ['200 as HTML', { status: 200, headers: html, body: '<h1>Welcome to our hotel</h1>' }],
  ['a cut answer', 'cut'],
  ['an endless answer', 'endless'],
  ['no connection', 'refused'],
]

/** Where it is ten in the morning, so that no day ends while the clock is moved on. */
function zoneOfMorning(): string {
  const ahead = ((46 - new Date().getUTCHours()) % 24) - 12 // from 12 hours behind UTC to 11 before it
  return ahead < 0 ? `Etc/GMT+${-ahead}` : `Etc/GMT-${ahead}` // their signs are the other way round
}

describeInChromium('a refresh of the dashboard', (chromium) => {
  const visits = inventedVisits({ now: new Date(), site, readers: 250 })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })
  let proxy: FaultProxy
  beforeAll(async () => {
    proxy = await startFaultProxy(stage.local().url)
  })
  beforeEach(() => proxy.mend())
  afterAll(() => proxy.close())

  const newest = visits
    .filter(({ visitor }) => visitor !== null)
    .toSorted((a, b) => (a.id < b.id ? 1 : -1))[0]
  const views: readonly (readonly [string, string])[] = [
    ['the overview', '/?bots=on&refusals=on'],
    ['a filter', '/?country=DE'],
    ['the visits', '/?view=visits'],
    ['a visit', `/?view=visits&visit=${newest?.id}@${site}`],
    ['an organisation', '/?view=organisation&key=cern'],
    ['the refusals', '/?view=refusals'],
    ['health', '/?view=health'],
    ['a shared link', '/#share='],
  ]

  async function open(path: string): Promise<Page> {
    const whole = path.endsWith('#share=') ? `${path}${stage.local().token}` : path
    const timezoneId = whole === path ? zoneOfMorning() : 'UTC' // a shared link goes by UTC itself
    const page = await stage.open(whole, { url: proxy.url, hasClock: true, timezoneId })
    await drawn(page)
    return page
  }
  /** Waits for all of the page; a chart that has a legend is drawn then. */
  async function drawn(page: Page): Promise<void> {
    await settled(page)
    const legends = await page.locator('.key-bars').count()
    await until(async () => (await page.locator('canvas').count()) >= Math.min(legends, 1))
  }
  const trouble = (page: Page) => page.getByText(/^(You see what was loaded at|Offline since)/)

  /** What is on the screen, line by line, whatever the time, and however far the archive has come meanwhile. */
  async function shown(page: Page): Promise<readonly string[]> {
    const [text, pictures] = await page.evaluate(() => [
      document.body.innerText,
      document.querySelectorAll('canvas').length,
    ])
    const lines = text
      .replace(/\d+ \w+ ago|yesterday|now|in \d+ seconds|\d\d:\d\d$/gm, 'then')
      .replace(/^(?:No day yet|Every day until).*$/gm, 'what the archive has')
      .split('\n')
    return [...lines.map((line) => line.trim()).filter(Boolean), `${pictures} pictures`]
  }

  /** Lets time pass until that is so, half a minute whenever nothing is under way. */
  const passUntil = (page: Page, isSo: () => Promise<boolean>) =>
    until(async () => {
      if (await isSo()) return true
      await until(proxy.isIdle)
      await page.clock.fastForward('00:30')
      await page.waitForTimeout(50)
      return false
    }, 20_000)

  /** In small size the overview meets all of them, and every other view two. */
  const faultsAt = (view: number) =>
    inFull(
      faults,
      faults.filter((_, at) => view === 0 || at === view || at === (view + 3) % faults.length),
    )

  it.each(views)(
    'that fails leaves all on the screen of %s, tells its age, and is tried again by itself',
    async (_, path) => {
      const page = await open(path)
      const before = await shown(page)
      for (const [name, fault] of faultsAt(views.findIndex((view) => view[1] === path))) {
        proxy.break(fault)
        await page.clock.fastForward('05:01')
        await passUntil(page, async () => (await trouble(page).count()) > 0)
        const during = await shown(page)
        expect([name, before.filter((line) => !during.includes(line))]).toEqual([name, []])
        expect([name, await page.getByRole('alert').filter({ hasText: /\w/ }).count()]).toEqual([name, 0])
        proxy.mend()
        await passUntil(page, async () => (await trouble(page).count()) === 0)
      }
    },
    120_000,
  )

  it.each(views)(
    'of %s, offline for six minutes, takes nothing off the screen, and comes back at once when online',
    async (_, path) => {
      const page = await open(path)
      const before = await shown(page)
      await page.context().setOffline(true)
      await page.clock.fastForward('06:00')
      await page.getByText(/^Offline since \d\d:\d\d\. You see what was loaded at \d\d:\d\d\./).waitFor()
      const during = await shown(page)
      expect(before.filter((line) => !during.includes(line))).toEqual([])
      await page.context().setOffline(false)
      await until(async () => (await trouble(page).count()) === 0)
    },
    30_000,
  )

  const busy = { status: 429, headers: { 'retry-after': '120' }, body: '' }
  const asksStats = () => proxy.asked.filter((path) => path.startsWith('/stats')).length

  it('that is told to come back later comes back then and not before', async () => {
    const page = await open('/')
    proxy.break(busy, /stats/)
    await page.clock.fastForward('05:01')
    await trouble(page).waitFor()
    await settled(page) // what was asked along with it is refused too
    proxy.mend()
    proxy.asked.length = 0
    await page.clock.fastForward('01:30')
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    await page.waitForTimeout(300)
    expect(asksStats()).toBe(0)
    await page.clock.fastForward('00:31')
    await until(async () => (await trouble(page).count()) === 0)
  })

  /** Lets the time until the next try pass, which fails too. */
  function failAgain(page: Page): Promise<boolean> {
    proxy.asked.length = 0
    return passUntil(page, async () => proxy.asked.length > 0)
  }

  it.each([
    ['the browser is online', () => dispatchEvent(new Event('online'))],
    ['the tab is in front', () => document.dispatchEvent(new Event('visibilitychange'))],
  ])('that failed is tried again at once when %s again', async (_, wake) => {
    const page = await open('/')
    proxy.break({ status: 503, body: '' }, /stats/)
    await page.clock.fastForward('05:01')
    await trouble(page).waitFor()
    for (let failure = 0; failure < 3; failure++) await failAgain(page)
    proxy.mend()
    await page.evaluate(wake)
    await until(async () => (await trouble(page).count()) === 0) // by itself it would take half a minute
  })

  it('is not asked for behind another tab, however often it failed', async () => {
    const page = await open('/')
    proxy.break({ status: 503, body: '' }, /stats/)
    await page.clock.fastForward('05:01')
    await trouble(page).waitFor()
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true }))
    await until(proxy.isIdle)
    proxy.asked.length = 0
    for (let minute = 0; minute < 7; minute++) await page.clock.fastForward('01:00')
    await page.waitForTimeout(200)
    expect(proxy.asked).toEqual([])
  })

  it('leaves alone what is being typed, and sends no more than that', async () => {
    const page = await open('/?view=organisation&key=cern')
    await page.getByLabel('Name').fill('European Labor')
    await stage.ask('/organisations/cern', { method: 'PATCH', body: '{"domain":"cern.example"}' })
    await page.clock.fastForward('05:01')
    await page.getByRole('link', { name: 'cern.example' }).waitFor()
    expect(await page.getByLabel('Name').inputValue()).toBe('European Labor')
    await page.getByRole('button', { name: 'Save' }).click()
    await headline(page, 'European Labor')
    const { domain } = await stage.json('/organisations/513')
    expect(domain).toBe('cern.example')
    expect(await page.getByLabel('Web domain').inputValue()).toBe('cern.example')
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await headline(page, 'CERN')
  })

  it.each(faults.slice(0, 3))(
    'leaves the question about an erasure open where it meets %s',
    async (_, fault) => {
      const page = await open(`/?view=visits&visit=${newest?.id}@${site}`)
      await page.getByRole('button', { name: 'Erase this visit' }).click()
      const question = page.getByText('Erase this visit for good?')
      proxy.break(fault)
      await page.clock.fastForward('05:01')
      await trouble(page).waitFor()
      expect(await question.count()).toBe(1)
      proxy.mend()
      await passUntil(page, async () => (await trouble(page).count()) === 0)
      expect(await question.count()).toBe(1)
    },
  )

  it('at midnight keeps what is there until the new day has been counted', async () => {
    const page = await open('/')
    const before = await shown(page)
    proxy.break({ status: 503, body: '' })
    await page.clock.fastForward('24:00:00')
    await trouble(page).waitFor()
    const during = await shown(page)
    const dated = /\d{4}|\d\d:\d\d/ // the period itself moves on
    expect(before.filter((line) => !dated.test(line) && !during.includes(line))).toEqual([])
  })

  it('a first load that fails gets there by itself', async () => {
    proxy.break({ status: 503, body: '' })
    const page = await stage.open('/', { url: proxy.url, hasClock: true })
    await page.getByText('It is tried again by itself.').first().waitFor()
    proxy.mend()
    await passUntil(page, async () => (await page.getByRole('alert').count()) === 0)
    await headline(page, /came$/)
  })
})

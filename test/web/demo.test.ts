import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core'
import type { VisitAnswer } from '../../lambda/api/visits'
import { type LocalServer, startServer } from '../../local/server'
import { type Folder, temporaryFolder } from '../store/fixtures'
import { describeInChromium, launch } from './browser'
import { freePort } from './free-port'
import { until } from './until'

describeInChromium('the demo page', (chromium) => {
  let browser: Browser
  let data: Folder
  let local: LocalServer
  let site: string

  beforeAll(async () => {
    data = temporaryFolder()
    const demoPort = await freePort() // named in the list of sites, so it must be known before
    site = `127.0.0.1:${demoPort}`
    local = await startServer({ port: 0, demoPort, data: data.folder, token: null, sites: [site] })
    browser = await launch(chromium)
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await local?.close()
    data?.remove()
  })

  async function visits(): Promise<readonly VisitAnswer[]> {
    const answer = await fetch(`${local.url}/visits?bot=include&site=${site}`, {
      headers: { authorization: `Bearer ${local.token}` },
    })
    return ((await answer.json()) as { visits: VisitAnswer[] }).visits
  }

  it('makes two visits when its second page is opened: one by the beacon, one by the jQuery call', async () => {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    const called = page.waitForResponse(`${local.url}/record`)
    await page.goto(`${local.demoUrl}/publications`)
    const { id } = await (await called).json()
    const both = await until(async () => {
      const found = await visits()
      return found.length >= 2 && found
    })
    expect(both).toHaveLength(2)
    expect(both.find((visit) => visit.id === id)).toMatchObject({ page: '/', title: null, screen: null })
    expect(both.find((visit) => visit.id !== id)).toMatchObject({
      page: '/publications',
      title: await page.title(),
      viewport: '1280x720',
    })
    expect(errors).toEqual([])
    await page.close()
  })

  it('answers the jQuery call in a way that the page may read', async () => {
    const page = await browser.newPage()
    const called = page.waitForResponse(`${local.url}/record`)
    await page.goto(`${local.demoUrl}/publications`)
    const answer: Response = await called
    expect(answer.status()).toBe(200)
    expect(await answer.json()).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/) })
    expect(answer.headers()['access-control-allow-origin']).toBe(local.demoUrl)
    const url = `${local.url}/record?url=${local.demoUrl}/publications`
    const read = await page.evaluate(`$.ajax({ url: '${url}' }).then(({ id }) => id)`)
    const found = await visits()
    expect(found.find(({ id }) => id === read)).toMatchObject({ page: '/publications' })
    await page.close()
  })

  it('has the beacon alone on its first page', async () => {
    const page = await browser.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    const before = (await visits()).length
    await page.goto(local.demoUrl)
    await until(async () => (await visits()).length > before)
    expect(asked).not.toContain('/record')
    expect(asked).not.toContain('/jquery.js')
    expect(await visits()).toHaveLength(before + 1)
    await page.close()
  })

  it('leads from the résumé to the publications', async () => {
    const page = await browser.newPage()
    await page.goto(local.demoUrl)
    await page.click('text=Publications')
    await page.waitForURL('**/publications')
    expect(await page.title()).toBe('Publications, Ada Example')
    expect(await page.getAttribute('[aria-current]', 'href')).toBe('/publications')
    await page.close()
  })

  it.each<[string, BrowserContextOptions]>([
    ['a desktop', { viewport: { width: 1280, height: 800 } }],
    ['a desktop that likes it dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' }],
    ['a telephone 320 pixels wide', { viewport: { width: 320, height: 640 } }],
  ])('fits %s', async (what, options) => {
    const page = await browser.newPage(options)
    await page.goto(local.demoUrl)
    expect(await widthOf(page)).toBeLessThanOrEqual(options.viewport?.width ?? 0)
    const folder = process.env.VISITBOOK_SCREENSHOTS // to look at them
    if (folder) await page.screenshot({ path: join(folder, `demo, ${what}.png`), fullPage: true })
    await page.close()
  })
})

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth)

import type { Browser, Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, visitPage } from './stage'

const site = 'ada.example'
const chrome = (system: string) =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36`
const [owners, readers] = [chrome('X11; Linux x86_64'), chrome('Windows NT 10.0; Win64; x64')]
const asPerson = 'delete Navigator.prototype.webdriver'

describeInChromium('the owner’s own visits', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 5 }),
  })

  async function visitDemo(browser: Browser, userAgent: string): Promise<void> {
    const context = await browser.newContext({ userAgent, timezoneId: 'Europe/Berlin' })
    await context.addInitScript(asPerson)
    await visitPage(await context.newPage(), stage.local().demoUrl)
    await context.close()
  }
  /** The systems of the browsers whose visits are listed. */
  const listed = async (mine: string): Promise<string[]> => {
    const { visits } = await stage.json(`/visits?site=${stage.demoSite()}&mine=${mine}`)
    return [...new Set<string>(visits.map(({ os }: { os: string }) => os))].toSorted()
  }
  const isTold = (page: Page) =>
    until(async () => {
      const asked = stage.asked().filter(({ path }) => path === '/status?reader=dashboard')
      await page.waitForTimeout(100)
      return asked.length === 1
    })

  it('are left out once they are signed in at the dashboard, those before it too, and others’ are not', async () => {
    const page = await stage.open('/', { userAgent: owners, before: asPerson })
    await headline(page, /came$|visit/)
    const browser = page.context().browser() as Browser
    await visitDemo(browser, readers)
    await visitDemo(browser, owners)
    expect(await listed('exclude')).toEqual(['Linux', 'Windows 10'])
    await isTold(page)
    await until(async () => (await listed('exclude')).length === 1)
    expect(await listed('exclude')).toEqual(['Windows 10'])
    await visitDemo(browser, owners)
    expect(await listed('exclude')).toEqual(['Windows 10'])
    expect(await listed('only')).toEqual(['Linux'])
  })
})

import type { Browser, BrowserContext, Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, visitPage, widthOf } from './stage'

const asPerson = 'delete Navigator.prototype.webdriver'
const owners =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36'

/** The tests of this file follow each other in one book, from nothing at all to the first visit. */
describeInChromium('the page before the first visit', (chromium) => {
  const stage = dashboardStage(chromium, { sites: ['*.ada.example', 'ada.example'] })

  /** Opens the demo, which has the snippet, in a browser of its own. @param refuse makes that refuse the beacon */
  async function visitDemo(of: Page, refuse?: (context: BrowserContext) => Promise<unknown>): Promise<void> {
    const context = await (of.context().browser() as Browser).newContext({
      userAgent: owners,
      timezoneId: 'Europe/Berlin',
    })
    await context.addInitScript(asPerson)
    await refuse?.(context)
    const demo = await context.newPage()
    if (refuse === undefined) await visitPage(demo, stage.local().demoUrl)
    else await demo.goto(stage.local().demoUrl, { waitUntil: 'networkidle' })
    await context.close()
  }
  const turnAway = (origin: string | null, body: object = { page: '/' }) =>
    fetch(`${stage.local().url}/visits`, {
      method: 'POST',
      headers: origin === null ? {} : { origin },
      body: JSON.stringify(body),
    })

  it.each<[string, (context: BrowserContext) => Promise<unknown>]>([
    ['a blocker refuses the script', (context) => context.route('**/visitbook.js', (route) => route.abort())],
    [
      'the page’s policy refuses the script',
      (context) =>
        context.route(`${stage.local().demoUrl}/`, async (route) => {
          const response = await route.fetch()
          const headers = { ...response.headers(), 'content-security-policy': "script-src 'none'" }
          await route.fulfill({ response, headers })
        }),
    ],
  ])('tells the usual causes, each with a check, after a minute in which %s', async (_, prepare) => {
    const page = await stage.open('/?site=ada.example', { hasClock: true })
    await page.getByText('Waiting for the first visit…').waitFor()
    await visitDemo(page, prepare)
    expect((await stage.json('/visits?bot=include')).visits).toEqual([])
    await page.clock.fastForward(50_000)
    expect(await page.getByText('The usual causes').count()).toBe(0)
    await page.clock.fastForward(15_000)
    await page.getByRole('heading', { name: 'Nothing came for a minute. The usual causes:' }).waitFor()
    expect(await page.locator('.causes li').allInnerTexts()).toEqual([
      `A blocker, or the browser itself, refuses the script. Open ${stage.local().url}/visitbook.js: if it does not load, that is it. If it loads, open your page once in a window without extensions.`,
      'The Content-Security-Policy of your page refuses the script. ./visitbook doctor --page https://ada.example/ names what to add.',
      'The snippet names another host. View the source of your page: data-site must be one of ada.example, or not be there.',
      'The browser, or whoever hosts your page, still has it without the snippet. Load it anew, view its source and look for visitbook.js.',
    ])
    const script = page.locator('.causes a')
    expect((await fetch((await script.getAttribute('href')) as string)).status).toBe(200)
  })

  it('shows what is turned away as it comes, from where, why, and the line that lets it in', async () => {
    const page = await stage.open('/', { viewport: { width: 320, height: 800 } })
    await page.getByText('Waiting for the first visit…').waitFor()
    await turnAway('http://127.0.0.1:4031')
    await page.getByText('No visit yet: 1 beacon came and was turned away').waitFor()
    for (const _ of [2, 3, 4]) await turnAway('http://127.0.0.1:4031')
    await turnAway('https://ada.example', {})
    await turnAway('https://ada.example', { page: '/', site: 'other.example' })
    await turnAway(null)
    await page.getByText('No visit yet: 7 beacons came and were turned away').waitFor()
    const shown = (await page.locator('.turned-away li > p:first-child').allInnerTexts()).toSorted()
    expect(shown).toEqual([
      '1 from ada.example: the message was not understood.',
      '1 from nowhere: the message did not say which page sent it.',
      '1 from other.example: that host, which the message names, is not listed.',
      '4 from 127.0.0.1:4031: that host is not listed.',
    ])
    const demo = stage.demoSite()
    await page
      .getByText(`VISITBOOK_SITES='*.ada.example,ada.example,${demo},127.0.0.1:4031' npm start`, {
        exact: true,
      })
      .waitFor()
    expect(await widthOf(page)).toBeLessThanOrEqual(320)
    expect(await page.getByText('Waiting for the first visit').count()).toBe(0)
    await page.getByRole('link', { name: 'See which' }).click()
    await headline(page, '7 refusals')
    await page.getByText("127.0.0.1:4031' npm start", { exact: false }).first().waitFor()
  })

  it('turns into the first visit, and once that is known to be the owner’s says so', async () => {
    const page = await stage.open('/', { userAgent: owners, before: asPerson })
    await headline(page, 'No visits yet')
    await visitDemo(page)
    await headline(page, '1 visit, from an unknown network')
    await page.reload()
    await until(async () => (await stage.json('/visits')).visits.length === 0)
    await page.reload()
    await headline(page, '1 visit came, yours: it is left out')
    await page.getByRole('link', { name: 'Show it' }).click()
    await page
      .getByRole('link', { name: /^(Visit|Sitting) at/ })
      .first()
      .waitFor()
  })
})

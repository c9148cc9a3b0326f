import type { Page } from 'playwright-core'
import type { SittingAnswer } from '../../../lambda/api/sittings'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'
const minute = 60_000
const compared = 12
const [sap, telekom] = [14114, 3320]

describeInChromium('sittings in the dashboard', (chromium) => {
  const ada = 'a'.repeat(24)
  const at = (ago: number, fields = {}) =>
    visitAt(new Date(Date.now() - ago * 1000).toISOString(), {
      site,
      asn: sap,
      visitor: ada,
      country: 'DE',
      ...fields,
    })
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () =>
      inventedVisits({ now: new Date(Date.now() - 60 * minute), site, readers: 60, areReported: true }),
  })
  const rows = (page: Page) => page.locator('.sitting')
  const list = async (path = `/?view=visits&site=${site}`) => {
    const page = await stage.open(path)
    await rows(page).first().waitFor()
    return page
  }

  it.each([
    ['all of them', '&networks=all', ''],
    ['those of organisations, where any came', '', '&kind=business,education,government'],
    ['those of one kind', '&kind=isp', '&kind=isp'],
  ])('%s are those of the API, in its order, each with its visits', async (_, shown, asked) => {
    const page = await list(`/?view=visits&site=${site}${shown}`)
    const period = new URLSearchParams(stage.asked().find(({ path }) => path.startsWith('/visits?'))?.path)
    const { sittings } = await stage.json(
      `/sittings?site=${site}&from=${period.get('from')}&to=${period.get('to')}&limit=${compared}${asked}`,
    )
    await until(async () => (await rows(page).count()) >= Math.min(compared + 1, sittings.length))
    for (const button of await page.getByRole('button', { name: /^Sitting at/ }).all()) await button.click()
    const found = await rows(page).evaluateAll((those) =>
      those.map((row) =>
        [...(row.parentElement as HTMLElement).querySelectorAll('a.time')].map(
          (link) => new URL((link as HTMLAnchorElement).href).searchParams.get('visit')?.split('@')[0],
        ),
      ),
    )
    expect(found.slice(0, compared)).toEqual(
      sittings.map(({ visits }: SittingAnswer) => visits.map(({ id }) => id)),
    )
  })

  it.each([1280, 320])(
    'a clock of twelve hours, and the sign that it opens, are told whole on %d px',
    async (width) => {
      const page = await stage.open(`/?view=visits&site=${site}&networks=all`, {
        locale: 'en-US',
        viewport: { width, height: 800 },
      })
      const clocks = page.locator('.sitting .time')
      await clocks.first().waitFor()
      await page.evaluate(() => {
        document.body.style.letterSpacing = '1.5px' // as wide as a page is on Linux, by DejaVu Sans
      })
      const told = await clocks.evaluateAll((those) =>
        those.map((one) => {
          ;(one as HTMLElement).style.letterSpacing = '1.5px' // as wide as DejaVu Sans, which many a Linux has
          const text = document.createRange()
          text.selectNodeContents(one) // a button does not say that its text is cut
          const isWhole = text.getBoundingClientRect().right <= one.getBoundingClientRect().right
          return { text: one.textContent, isWhole }
        }),
      )
      expect(told.some(({ text }) => /^\d\d?:\d\d\s[AP]M \+$/.test(text ?? ''))).toBe(true)
      expect(told.filter(({ isWhole }) => !isWhole)).toEqual([])
    },
  )

  it('one says how long, from where, and what was read in which order, titles before paths, and grows by itself', async () => {
    const page = await list(`/?view=visits&site=${site}&country=DE`)
    const reading = { reach: 100, acted: true, sections: [], links: [] }
    await stage.record([
      at(60, {
        page: '/cv',
        title: 'Résumé <b>',
        referrer: 'www.google.com',
        engagement: { ...reading, seconds: 180 },
      }),
      at(40, { page: '/talks', title: 'Talks', referrer: site, engagement: { ...reading, seconds: 60 } }),
    ])
    const row = rows(page).filter({ hasText: 'Résumé <b>' })
    await row.waitFor()
    expect((await row.locator('.page').innerText()).replaceAll(/\s+/g, ' ')).toBe(
      '2 pages, 4 mins · from google.com › Résumé <b> /cv › Talks /talks',
    )
    expect(await row.locator('.name').innerText()).toBe('SAP')
    await stage.record([at(20, { page: '/notes', title: 'Talks', referrer: site })])
    await until(async () => (await row.locator('.page').innerText()).includes('3 pages'))
    expect(await row.locator('.page bdi.quiet').allInnerTexts()).toEqual(['/talks', '/notes']) // of one title
  })

  it('a sitting opens to its views, the first one first, and those to all that is known', async () => {
    const page = await list()
    const button = page.getByRole('button', { name: /^Sitting at \d\d:\d\d, \d visits$/ }).first()
    await button.click()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    const views = page.locator('.views .visit')
    const times = await views
      .locator('time')
      .evaluateAll((all) => all.map((one) => one.getAttribute('datetime')))
    expect(times).toEqual(times.toSorted())
    await views.first().click()
    await page.getByRole('dialog').getByText('User agent').waitFor()
  })

  it('providers are listed on request, and where no organisation came', async () => {
    const page = await list()
    const providers = page.locator('.sitting .name.quiet')
    expect(await providers.count()).toBe(0)
    await page.getByRole('switch', { name: 'Organisations only' }).click()
    await providers.first().waitFor()
    await page.goto(`${stage.local().url}/?view=visits&site=${site}&page=/nowhere-else`)
    await headline(page, 'Visits')
    await stage.record([at(5, { page: '/nowhere-else', asn: telekom, visitor: 'b'.repeat(24) })])
    await rows(page).filter({ hasText: 'Deutsche Telekom' }).waitFor()
    await page.getByText('No organisation came, so every visit is listed.').waitFor()
    expect(await page.getByRole('switch', { name: 'Organisations only' }).count()).toBe(0)
  })

  it('visits one by one are a switch away, also on the page of an organisation', async () => {
    const page = await list(`/?view=organisation&key=sap&site=${site}`)
    await page.getByRole('switch', { name: 'Sittings' }).click()
    await page.waitForURL((url) => url.searchParams.get('sittings') === 'off')
    const asked = stage.asked().find(({ path }) => path.startsWith('/organisations/'))?.path ?? ''
    const { visits } = await stage.json(asked)
    await until(async () => (await page.getByRole('link', { name: /^Visit at/ }).count()) === visits)
    expect(await rows(page).count()).toBe(0)
  })
})

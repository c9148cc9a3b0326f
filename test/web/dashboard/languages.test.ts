import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, widthOf } from './stage'

const site = 'ada.example'

/** Digits of other scripts, and years of other calendars. */
const foreign = /[\u0660-\u0669\u06f0-\u06f9\u0e50-\u0e59]|\b(25[67]\d|14\d\d)\b/

describeInChromium('the languages of the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 20 }),
  })

  it.each([
    ['en-GB', 'en', 'Visits'],
    ['en-US', 'en', 'Visits'],
    ['de-DE', 'de', 'Besuche'],
    ['de-AT', 'de', 'Besuche'],
    ['fr-FR', 'fr', 'Visites'],
    ['fr-CA', 'fr', 'Visites'],
    ['ar-EG', 'en', 'Visits'],
    ['fa-IR', 'en', 'Visits'],
    ['th-TH', 'en', 'Visits'],
  ])(
    'a reader of %s gets one in %s, its digits Latin, its years Gregorian',
    async (locale, lang, heading) => {
      const page = await stage.open('/?view=visits&sittings=off&networks=all&bots=on', { locale })
      await page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor()
      await page.locator('.visit').first().waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe(lang)
      await page.locator('.visit .time').first().click()
      await page.getByRole('dialog').locator('.lead time').waitFor()
      const shown = [
        await page.locator('body').innerText(),
        await page.getByRole('dialog').innerText(),
        ...(await page
          .locator('[title]')
          .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''))),
      ].join('\n')
      expect(foreign.exec(shown)).toBeNull()
      expect(await page.locator('.lead time').innerText()).toMatch(/\b20\d\d\b/)
    },
  )

  it('the footer leads to the same view in another language, which links keep', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&country=DE')
    await page.getByRole('link', { name: 'Deutsch', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Besuche', exact: true }).waitFor()
    await page.getByRole('link', { name: 'Zustand' }).click()
    await until(async () => (await page.title()).includes('Zustand'))
    const { searchParams } = new URL(page.url())
    expect([searchParams.get('lang'), searchParams.get('country')]).toEqual(['de', 'DE'])
    await page.reload()
    await until(async () => (await page.title()).includes('Zustand'))
  })

  it('what the API says of an error is English, and is marked so', async () => {
    const page = await stage.open('/?lang=de&view=organisation&key=nobody-at-all')
    const said = page.getByRole('alert').locator('[lang=en]')
    await said.waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('de')
  })

  it.each(['de', 'fr'])('in %s nothing is wider than a narrow screen', async (lang) => {
    const page = await stage.open(`/?lang=${lang}`, { viewport: { width: 320, height: 800 } })
    for (const view of ['overview', 'visits', 'health', 'refusals', 'shares', 'organisation&key=cern']) {
      await page.goto(`${stage.local().url}/?lang=${lang}&view=${view}`)
      await page.locator('h1').waitFor()
      await page.waitForFunction(() => document.querySelector('.loading') === null)
      expect([view, (await widthOf(page)) <= 320]).toEqual([view, true])
    }
  })
})

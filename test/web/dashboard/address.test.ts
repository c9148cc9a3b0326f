import type { Page } from 'playwright-core'
import { plainCount } from '../../support/plain-count'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, number } from './stage'

const site = 'ada.example'

describeInChromium('an address that is half understood', (chromium) => {
  const visits = inventedVisits({ now: new Date(), site, readers: 60 })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })
  const line = (page: Page) => page.locator('.left-out')
  const people = visits.filter(({ userAgent }) => !/bot/.test(userAgent ?? ''))
  const shows = (page: Page, expected: typeof visits) =>
    until(
      async () =>
        (await page.locator('.figures .value').first().innerText()) === number(plainCount(expected).visits),
    )

  it('shows what is plain of it, in any spelling, and says nothing', async () => {
    const page = await stage.open('/?period=90d&country=de')
    await page.getByRole('link', { name: 'Remove filter Country: Germany' }).waitFor()
    await shows(
      page,
      people.filter(({ country }) => country === 'DE'),
    )
    expect(await line(page).count()).toBe(0)
  })

  it('says what was left out, until that is taken off the address', async () => {
    const page = await stage.open('/?period=90d&country=Germany&contry=AT&view=nowhere')
    await shows(page, people)
    expect(await line(page).innerText()).toBe(
      'Left out, because this page does not know it: view=nowhere, country=Germany, contry=AT. Take it off the address',
    )
    await line(page).getByRole('link', { name: 'Take it off the address' }).click()
    await line(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?period=90d')
    await page.goBack()
    await line(page).waitFor()
  })

  it('says that a site is none of the owner’s, and leads to all of them', async () => {
    const page = await stage.open('/?period=90d&site=typo.example')
    await line(page).waitFor()
    expect(await line(page).innerText()).toBe('typo.example is none of your sites. Show all sites')
    await line(page).getByRole('link').click()
    await shows(page, people)
    expect(await line(page).count()).toBe(0)
  })

  it('is shown as text, and cut', async () => {
    const page = await stage.open(`/?country=${encodeURIComponent(`<img src=x>${'y'.repeat(500)}`)}`)
    await headline(page, /came$/)
    expect((await line(page).innerText()).replace(/y{2,}/, 'y')).toBe(
      'Left out, because this page does not know it: country=<img src=x>y…. Take it off the address',
    )
    expect(await line(page).locator('img').count()).toBe(0)
  })
})

import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'

describeInChromium('history and focus in the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 300 }),
  })
  const items = (page: Page) => page.getByRole('link', { name: /^Visit at/ })
  const dialog = (page: Page) => page.getByRole('dialog')
  const entries = (page: Page) => page.evaluate(() => history.length)
  const focused = (page: Page) =>
    page.evaluate(() => {
      const { labels, textContent, tagName } = document.activeElement as HTMLInputElement
      const label = document.activeElement?.getAttribute('aria-label') ?? labels?.[0]?.textContent
      return (label ?? `${tagName} ${textContent}`).trim()
    })
  const visitsView = async () => {
    const page = await stage.open('/?view=visits&period=90d&networks=all&sittings=off')
    await items(page).first().waitFor()
    return page
  }

  it.each([
    ['its button', (page: Page) => page.getByRole('button', { name: 'Close' }).click()],
    ['Escape', (page: Page) => page.keyboard.press('Escape')],
    ['Escape twice', (page: Page) => page.keyboard.press('Escape').then(() => page.keyboard.press('Escape'))],
  ])('a dialog closed by %s leaves no entry, and Back leads before the list', async (_, close) => {
    const page = await stage.open('/?period=90d&networks=all&sittings=off')
    await headline(page, /came$/)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await items(page).first().click()
    await page.getByRole('button', { name: 'Erase this visit' }).waitFor()
    const open = await entries(page)
    await close(page)
    await dialog(page).waitFor({ state: 'detached' })
    await until(() => !page.url().includes('visit='))
    expect(await entries(page)).toBe(open)
    await page.goBack()
    await headline(page, /came$/)
  })

  it('of several visits opened from each other, all are closed at once', async () => {
    const page = await visitsView()
    const { visits } = await stage.json('/visits?limit=500')
    const counts = new Map<string, number>()
    for (const { visitor } of visits) counts.set(visitor, (counts.get(visitor) ?? 0) + 1)
    const several = visits.find(({ visitor }: { visitor: string }) => (counts.get(visitor) ?? 0) > 1)
    await page.locator(`a[href*="visit=${several.id}"]`).click()
    await dialog(page).locator('ol a').first().click()
    await until(() => !page.url().includes(several.id))
    await page.getByRole('button', { name: 'Close' }).click()
    await until(() => !page.url().includes('visit='))
    await page.waitForTimeout(100)
    expect([await dialog(page).count(), new URL(page.url()).search]).toEqual([
      0,
      '?view=visits&period=90d&networks=all&sittings=off',
    ])
  })

  it('a visit that was opened by its address is closed in place', async () => {
    const { visits } = await stage.json('/visits?limit=1')
    const page = await stage.open(`/?view=visits&visit=${visits[0].id}@${site}`)
    await page.getByRole('button', { name: 'Close' }).click()
    await dialog(page).waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe('?view=visits')
  })

  it('neither Back nor Forward opens a visit that was erased', async () => {
    const page = await stage.open('/?period=90d&networks=all&sittings=off')
    await headline(page, /came$/)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await items(page).nth(1).click()
    await page.getByRole('button', { name: 'Erase this visit' }).click()
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await dialog(page).waitFor({ state: 'detached' })
    await until(() => !page.url().includes('visit='))
    await page.goForward()
    await page.waitForTimeout(200)
    expect([await dialog(page).count(), new URL(page.url()).search]).toEqual([
      0,
      '?view=visits&period=90d&networks=all&sittings=off',
    ])
    await page.goBack()
    await page.goBack()
    await headline(page, /came$/)
    expect(await dialog(page).count()).toBe(0)
  })

  it('older visits that were loaded are there again after Back, where the reader was', async () => {
    const page = await visitsView()
    await page.getByRole('button', { name: 'Older visits' }).click()
    await until(async () => (await items(page).count()) > 60)
    const count = await items(page).count()
    const link = page.locator('.visit .name').nth(70)
    await link.scrollIntoViewIfNeeded()
    const top = await page.evaluate(() => scrollY)
    await link.click()
    await headline(page, /^(?!Visits)./)
    await page.goBack()
    await headline(page, 'Visits')
    await until(async () => (await items(page).count()) >= count)
    await until(async () => Math.abs((await page.evaluate(() => scrollY)) - top) < 60)
  })

  it('filters tell the title and those who do not see, and the next chip has the focus', async () => {
    const page = await stage.open('/?country=DE&device=desktop&os=Windows')
    await page.getByRole('link', { name: /^Remove filter Country/ }).waitFor()
    await until(async () =>
      (await page.title()).startsWith('Country: Germany, System: Windows, Device: Desktop'),
    )
    const status = page.getByRole('status').filter({ hasText: /filter/i })
    expect(await status.count()).toBe(0) // nobody has changed them yet
    await page.getByRole('link', { name: /^Remove filter System/ }).press('Enter')
    await status.filter({ hasText: 'Filtered by Country: Germany, Device: Desktop' }).waitFor()
    await until(async () => (await focused(page)) === 'Remove filter Device: Desktop')
    await page.keyboard.press('Enter')
    await until(async () => (await focused(page)) === 'Remove filter Country: Germany')
    await page.keyboard.press('Enter')
    await status.filter({ hasText: 'No filters' }).waitFor()
    await until(async () => (await focused(page)).startsWith('H1'))
    expect(await page.title()).toBe('Visitbook')
  })

  it('Custom leads into its first field, and Escape back out', async () => {
    const page = await stage.open('/')
    await headline(page, /came$/)
    await page.getByRole('button', { name: 'Custom' }).click()
    await until(async () => (await focused(page)).startsWith('From'))
    await page.keyboard.press('Escape')
    await page.getByLabel('From').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('BUTTON Custom')
  })
})

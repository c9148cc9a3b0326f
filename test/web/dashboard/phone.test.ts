import { exampleSite } from '../../../web/dashboard/example/example-site'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, type Opening, widthOf } from './stage'

const looked = [86_400_000, 3_600_000].map((ago) => new Date(Date.now() - ago).toISOString()).join(' ')
const before = `if (origin !== 'null') localStorage.setItem('visitbook.looked', '${looked}')`

describeInChromium('the dashboard on a phone', (chromium) => {
  const stage = dashboardStage(chromium, { sites: ['ada.example'] })
  beforeAll(async () => {
    await stage.local().example.fill()
    await stage.count()
  }, 60_000)

  const opened = async (path: string, width: number, options: Opening = {}) => {
    const page = await stage.open(path, { viewport: { width, height: 812 }, before, ...options })
    await headline(page, /./)
    await until(async () => (await page.locator('.loading').count()) === 0)
    return page
  }

  it.each([
    ['every site', '/'],
    ['the example', `/?site=${exampleSite}`],
  ])('of %s names who came within 300 pixels from the top, before figures and chart', async (_, path) => {
    const page = await opened(path, 375)
    await until(async () => (await page.locator('.since').innerText()).endsWith('.'))
    const name = await page.locator('.organisations tbody .name').first().boundingBox()
    const figures = await page.locator('.figures').boundingBox()
    const bottom = (name?.y ?? 0) + (name?.height ?? 0)
    expect(bottom).toBeGreaterThan(100)
    expect(bottom).toBeLessThanOrEqual(300)
    expect(figures?.y).toBeGreaterThan(bottom)
    expect((await page.locator('main h1, main h2').allInnerTexts()).slice(1, 3)).toEqual([
      'Organisations',
      'When',
    ])
  })

  it('says period and site in one button, whose sheet has all that a wide page has, and closes with the choice', async () => {
    const page = await opened('/', 320)
    const place = page.locator('.place')
    const sheet = page.getByRole('dialog', { name: 'Period and site' })
    expect(await place.innerText()).toBe('30 days · All sites')
    await place.click()
    await sheet.getByRole('link', { name: '90 days' }).click()
    await page.waitForURL('**/?period=90d')
    await sheet.waitFor({ state: 'detached' })
    expect(await place.innerText()).toBe('90 days · All sites')
    await place.press('Enter')
    await sheet.getByLabel('Site').selectOption(exampleSite)
    await sheet.waitFor({ state: 'detached' })
    expect(await place.innerText()).toBe(`90 days · ${exampleSite}`)
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('place')
    await place.click()
    await sheet.getByRole('button', { name: 'Custom' }).click()
    await sheet.getByLabel('From').fill('2026-01-02')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Health' }).click()
    await headline(page, /./)
    expect(await place.innerText()).toBe(exampleSite)
  })

  it.each([320, 375])('fits %i pixels, its field to find and its views too', async (width) => {
    const page = await opened('/', width)
    const narrow = await page.locator('.find').boundingBox()
    await page.keyboard.press('/')
    await page.keyboard.insertText('cern')
    const wide = await page.locator('.find').boundingBox()
    expect(wide?.width).toBeGreaterThan(2 * (narrow?.width ?? 0))
    await until(async () => (await page.locator('.organisations .name').count()) <= 1)
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
  })
})

import type { Page } from 'playwright-core'
import { visitAt } from '../../../support/memory/visits'
import { describeInChromium } from '../../browser'
import { until } from '../../until'
import { dashboardStage, headline } from '../stage'

const site = 'ada.example'
const [cern, sap, mit, telekom] = [513, 14114, 3, 3320]
const at = (hoursAgo: number, asn: number, fields = {}) =>
  visitAt(new Date(Date.now() - hoursAgo * 3_600_000).toISOString(), { site, asn, ...fields })

describeInChromium('looking through lists', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [
      at(26, cern, { page: '/cv', title: 'Résumé', visitor: 'a'.repeat(24) }),
      at(25.9, cern, { page: '/talks', title: 'Talks (all)', visitor: 'a'.repeat(24) }),
      at(50, sap, { page: '/cv', title: 'Résumé', visitor: 'b'.repeat(24) }),
      at(51, mit, { page: '/notes', title: 'Notes', visitor: 'c'.repeat(24) }),
      at(52, telekom, { page: '/notes', title: 'Notes', visitor: 'd'.repeat(24) }),
    ],
  })
  const names = (page: Page) => page.locator('.organisations tbody .name').allInnerTexts()
  const pagesRead = (page: Page) =>
    page
      .getByRole('table', { name: 'Pages, the most visits first' })
      .locator('tbody th bdi[title]')
      .evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''))
  const field = (page: Page) => page.getByRole('searchbox', { name: 'Find' })
  const open = async (path = '/') => {
    const page = await stage.open(path)
    await page.locator('.organisations .name, .sitting').first().waitFor()
    return page
  }
  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')

  it.each([
    ['a name', 'cern', ['CERN'], []],
    ['an AS number', 'AS14114', ['SAP'], []],
    ['a page', '/talks', ['CERN'], ['/talks']],
    ['words that are not all there', 'cern mit', [], []],
    ['nothing that is there', '<img src=x onerror=alert(1)>(', [], []],
  ])(
    '%s narrows every list of the overview as one types, and asks nothing',
    async (_, text, found, pages) => {
      const page = await open()
      const asked = stage.asked().length
      await field(page).fill(text)
      await until(async () => (await names(page)).join() === found.join())
      expect((await pagesRead(page)).map((one) => one.trim())).toEqual(pages)
      expect(await page.getByText('Nothing here matches').count()).toBe(found.length === 0 ? 1 : 0)
      await field(page).press('Escape')
      await until(async () => (await names(page)).length === 3)
      expect(stage.asked().length).toBe(asked)
    },
  )

  it('sittings are found by titles, without accents, whichever of their views has it', async () => {
    const page = await open('/?view=visits')
    await field(page).fill('resume')
    await until(async () => (await page.locator('.sitting').count()) === 2)
    await field(page).fill('talks (all')
    await until(async () => (await page.locator('.sitting').count()) === 1)
    expect(await page.locator('.sitting .name').innerText()).toBe('CERN')
    await page.locator('.sitting .name').click()
    await headline(page, 'CERN')
    expect(await field(page).inputValue()).toBe('') // another view begins with all
  })

  it('keys find, go from row to row, and tell what they do; turned off, they do nothing', async () => {
    const page = await open()
    await page.keyboard.press('/')
    await page.keyboard.type('c/j?')
    expect(await field(page).inputValue()).toBe('c/j?') // there they are letters
    await page.keyboard.press('Escape')
    await field(page).blur()
    await page.locator('h1').focus()
    for (const [key, name] of [
      ['j', 'CERN'],
      ['j', 'SAP'],
      ['k', 'CERN'],
    ] as const) {
      await page.keyboard.press(key)
      expect(await focused(page)).toBe(name)
    }
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'Keyboard' })
    await dialog.getByText('Next row').waitFor()
    await dialog.getByRole('switch', { name: 'Single keys act' }).uncheck()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.reload()
    await headline(page, /came$/)
    await page.keyboard.press('?')
    await page.keyboard.press('/')
    expect(await dialog.count()).toBe(0)
    expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(false)
    await page.getByRole('button', { name: 'Keyboard' }).click()
    await dialog.getByRole('switch').check()
    await dialog.getByRole('button', { name: 'Close' }).click()
    await page.keyboard.press('/')
    expect(await field(page).evaluate((one) => one === document.activeElement)).toBe(true)
  })
})

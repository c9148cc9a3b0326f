import type { Page } from 'playwright-core'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { dashboardStage, headline, type Opening } from './stage'

const site = 'ada.example'
const [cern, sap] = [513, 14114]

describeInChromium('titles in the dashboard', (chromium) => {
  const day = 86_400_000
  const at = (ago: number, page: string, title: string | null, asn = cern) =>
    visitAt(new Date(Date.now() - ago).toISOString(), { site, asn, page, title })
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [
      at(9 * day, '/cv', 'Curriculum'),
      at(3 * day, '/cv', 'Curriculum <b>vitae</b>'),
      at(3 * day + 60_000, '/talks', 'Talks'),
      at(4 * day, '/talks/old', 'Talks', sap),
      at(5 * day, '/cv.pdf', null, sap),
    ],
  })
  const opened = async (path: string, options?: Opening): Promise<Page> => {
    const page = await stage.open(path, options)
    await headline(page, /./)
    await page.getByText('Curriculum <b>vitae</b>').first().waitFor()
    return page
  }

  it.each(['/', `/?site=${site}`])(
    '%s names pages by the title of their newest visit, and by the path',
    async (path) => {
      const page = await opened(path)
      const pages = page.getByRole('table', { name: 'Pages, the most visits first' })
      const cv = pages.getByRole('link', { name: 'Curriculum <b>vitae</b> /cv' })
      expect(await cv.locator('[title="/cv"]').innerText()).toBe('Curriculum <b>vitae</b>')
      expect(await cv.locator('bdi', { hasText: '/cv' }).getAttribute('class')).toBe('unseen')
      expect(await pages.getByRole('link', { name: 'Talks' }).locator('.quiet').allInnerTexts()).toEqual(
        expect.arrayContaining(['/talks', '/talks/old']), // they share their title
      )
      await pages.getByRole('link', { name: '/cv.pdf', exact: true }).waitFor()
      await page
        .locator('.organisations')
        .getByRole('link', { name: 'Curriculum <b>vitae</b>' })
        .first()
        .waitFor()
      await cv.click()
      await page.getByRole('link', { name: 'Remove filter Page: Curriculum <b>vitae</b> /cv' }).waitFor()
    },
  )

  it('a search finds a page and an organisation by the title', async () => {
    const page = await opened(`/?site=${site}`)
    await page.keyboard.press('/')
    await page.keyboard.insertText('vitae')
    await page.locator('.organisations').getByRole('link', { name: 'SAP' }).waitFor({ state: 'detached' })
    await page.locator('.organisations').getByRole('link', { name: 'CERN', exact: true }).waitFor()
  })

  it('the page of an organisation, visits one by one and what is known of a visit have the title first', async () => {
    const page = await opened('/?view=organisation&key=cern&sittings=off')
    const read = page.getByRole('table', { name: 'Pages, the most read first' })
    await read.getByText('Curriculum <b>vitae</b>').waitFor()
    expect(await page.locator('.visit .page').allInnerTexts()).toContainEqual(
      expect.stringContaining('Curriculum'),
    )
    await page
      .getByRole('link', { name: /^Visit at .*\/cv/ })
      .first()
      .click()
    await page.getByRole('dialog').getByText('User agent').waitFor()
    const facts = await page.getByRole('dialog').locator('dt').allInnerTexts()
    expect(facts.indexOf('Title')).toBeLessThan(facts.indexOf('Page'))
  })

  it('a phone tells what each organisation read, by title', async () => {
    const page = await opened('/', { viewport: { width: 320, height: 700 } })
    const row = page.locator('.organisations tbody tr').filter({ hasText: 'CERN' })
    expect(await row.locator('.reads').innerText()).toContain('Curriculum <b>vitae</b>')
  })
})

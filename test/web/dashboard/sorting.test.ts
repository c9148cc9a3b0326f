import type { Page } from 'playwright-core'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage } from './stage'

const site = 'ada.example'
const [cern, sap, mit] = [513, 14114, 3]
const at = (hoursAgo: number, asn: number, page = '/') =>
  visitAt(new Date(Date.now() - hoursAgo * 3_600_000).toISOString(), { site, asn, page })

describeInChromium('the list of organisations', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [
      ...[50, 51, 52].map((hours) => at(hours, sap)),
      at(26, cern, '/cv'),
      at(27, cern, '/talks'),
      at(74, mit, '/cv'),
    ],
  })
  const names = (page: Page) => page.locator('.organisations tbody .name').allInnerTexts()
  const open = async (path = '/') => {
    const page = await stage.open(path)
    await page.locator('.organisations .name').first().waitFor()
    return page
  }

  it('begins with who came last while counts are small, and its heads sort it, in the address too', async () => {
    const page = await open()
    expect(await names(page)).toEqual(['CERN', 'SAP', 'MIT'])
    await page.getByRole('table', { name: 'Organisations by last seen' }).waitFor()
    const head = (name: string) =>
      page.locator('.organisations').getByRole('columnheader', { name, exact: true })
    expect(await head('Last seen').getAttribute('aria-sort')).toBe('descending')
    for (const [column, sorted, order] of [
      ['Visits', ['SAP', 'CERN', 'MIT'], 'descending'],
      ['Organisation', ['CERN', 'MIT', 'SAP'], 'ascending'],
      ['Pages', ['CERN', 'SAP', 'MIT'], 'descending'],
    ] as const) {
      await head(column).getByRole('button').click()
      await until(async () => (await names(page)).join() === sorted.join())
      expect(await head(column).getAttribute('aria-sort')).toBe(order)
      expect(await page.locator('.organisations [aria-sort]').count()).toBe(1)
    }
    expect(new URL(page.url()).search).toBe('?sort=pages')
    expect(stage.asked()).toHaveLength(4) // sorting asks nothing
  })
})

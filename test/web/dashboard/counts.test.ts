import type { Page } from 'playwright-core'
import { described } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, dayAgo, number, rowsOf } from './stage'

const site = 'ada.example'

describeInChromium('what the dashboard counts', (chromium) => {
  const visits = inventedVisits({ now: new Date(), site, readers: 60 })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })
  const visitsShown = (page: Page) => page.locator('.figures .value').first().innerText()

  it.each([
    ['Sources', 'Search', 'Source: Search', 'referrerGroup', 'search'],
    ['Browsers', 'Firefox 145', 'Browser: Firefox 145', 'browser', 'Firefox 145'],
    ['Systems', 'Windows 10', 'System: Windows 10', 'os', 'Windows 10'],
    ['Devices', 'Mobile', 'Device: Mobile', 'device', 'mobile'],
    ['Languages', 'German (Germany)', 'Language: German (Germany)', 'language', 'de-DE'],
  ] as const)('a click on %s, %s filters by it', async (title, value, chip, name, is) => {
    const period = `from=${dayAgo(70)}&to=${dayAgo()}`
    const page = await stage.open(`/?${period}`)
    await page
      .getByRole('table', { name: `${title}, the most visits first` })
      .getByRole('link', { name: value, exact: true })
      .click()
    await page.getByRole('link', { name: `Remove filter ${chip}` }).waitFor()
    expect(new URL(page.url()).search).toBe(`?${period}&${new URLSearchParams({ [name]: is })}`)
    const passing = visits.map((one) => described(one)).filter((one) => one.bot === null && one[name] === is)
    expect(passing.length).toBeGreaterThan(0)
    await until(async () => (await visitsShown(page)) === number(passing.length))
    await page.getByText('The page of an organisation tells what it read').waitFor()
  })

  it('refusals are drawn and told by the day, without a request of their own', async () => {
    const refused = await stage.ask('/visits', {
      method: 'POST',
      headers: { origin: 'https://stranger.example' },
      body: JSON.stringify({ url: 'https://stranger.example/' }),
    })
    expect(refused.status).toBe(403)
    await until(async () => (await stage.json('/stats')).refusals.total === 1)
    const page = await stage.open('/?period=7d')
    await page.getByRole('switch', { name: 'Refusals' }).check()
    await page.getByText('1 beacon turned away.').waitFor()
    await page.getByText('The chart as a table').click()
    const rows = await rowsOf(page.getByRole('table', { name: 'Visits and visitors by day' }))
    expect(rows.map((cells) => cells[3])).toEqual(['Refusals', ...Array(6).fill('0'), '1'])
    expect(await page.locator('.key').allInnerTexts()).toEqual(['Visits', 'Visitors', 'Refusals'])
    expect(stage.asked().filter(({ path }) => path.startsWith('/refusals'))).toEqual([])
  })

  describe('where there are more visits than one answer reads', () => {
    /** As a busy table answers: all is told of one dimension at a time, else from yesterday noon on. */
    const opened = async (path: string) => {
      const page = await stage.open(path)
      await page.route('**/stats?*', async (route) => {
        const query = new URL(route.request().url()).searchParams
        const filters = [...query.keys()].filter(
          (name) => !['site', 'from', 'to', 'tz', 'by', 'limit'].includes(name),
        )
        const others = (query.get('by') ?? '').split(',').filter((by) => by !== 'day' && by !== filters[0])
        const response = await route.fetch()
        const json = await response.json()
        const isTold = filters.length === 1 && others.length === 0
        if (!isTold) Object.assign(json.freshness, { complete: false, from: `${dayAgo(1)}T12:00:00.000Z` })
        return route.fulfill({ response, json }).catch(() => {}) // the page has asked for something else meanwhile
      })
      await page.reload()
      return page
    }
    const said = (page: Page) => page.locator('.note[role=status]')
    const yesterday = / since .*\d/

    it.each([
      [
        '/',
        /^More visits came than can be counted at once\. All visits since .* will be added within the hour\.$/,
      ],
      [
        '/?page=%2Fcv&device=desktop',
        /^There are too many .* with these filters\. Only those since .* are counted\./,
      ],
      [
        '/?page=%2F',
        /^There are too many .* with this filter\. The totals and the chart count all of them, the rest .* since /,
      ],
    ])('%s says what it lacks in one line, and shows what there is', async (path, line) => {
      const page = await opened(path)
      await said(page).waitFor()
      await until(async () => line.test(await said(page).innerText()))
      expect(await said(page).innerText()).toMatch(yesterday)
      expect(await visitsShown(page)).toMatch(/^[1-9]/)
      await page.getByRole('heading', { name: 'Browsers' }).waitFor()
      await page.getByRole('heading', { name: 'When' }).waitFor()
    })

    it('a time that is told in full says nothing', async () => {
      const page = await opened('/?page=%2F')
      await said(page).waitFor()
      await page.unrouteAll({ behavior: 'wait' })
      await page.getByRole('link', { name: '7 days' }).first().click()
      await until(async () => (await said(page).count()) === 0)
    })

    it('an export of two filters is all that passes both', async () => {
      const page = await opened('/?view=visits&page=%2Fcv&device=desktop')
      const download = page.waitForEvent('download')
      await page.getByRole('button', { name: 'Export as CSV' }).click()
      await download
      await page.getByText(/^\d+ visits? saved$/).waitFor()
    })
  })

  it('a filter that cannot be is told by its name', async () => {
    const page = await stage.open('/?device=phone')
    await page.getByText('device=phone', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Take it off the address' }).waitFor()
  })
})

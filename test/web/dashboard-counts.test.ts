import type { Page } from 'playwright-core'
import { described } from '../support/visits'
import { describeInChromium } from './browser'
import { dashboardStage, dayAgo, headline, number, rowsOf } from './dashboard-stage'
import { inventedVisits } from './invented-visits'
import { until } from './until'

const site = 'ada.example'

describeInChromium('what the dashboard counts', (chromium) => {
  const visits = inventedVisits({ now: new Date(), site, readers: 60 })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })
  const visitsShown = (page: Page) => page.locator('.figures .value').first().innerText()

  it.each([
    ['Came from', 'Search', 'Came from: Search', 'referrerGroup', 'search'],
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
    await page.getByText('What an organisation read, and when it was first and last seen').waitFor()
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

  describe('where more would have to be read than one answer may', () => {
    const detail = 'more than 50000 visits would have to be read one by one: shorten the period'
    const problem = { type: 'about:blank', title: 'Bad Request', status: 400, detail }

    /** As a busy table answers: one dimension at a time. */
    const opened = async (path: string) => {
      const page = await stage.open(path)
      await page.route('**/stats?*', (route) => {
        const query = new URL(route.request().url()).searchParams
        const filters = [...query.keys()].filter(
          (name) => !['from', 'to', 'tz', 'by', 'limit'].includes(name),
        )
        const others = (query.get('by') ?? '').split(',').filter((by) => by !== 'day' && by !== filters[0])
        if (filters.length === 0 || (filters.length === 1 && others.length === 0)) return route.continue()
        return route.fulfill({ status: 400, contentType: 'application/problem+json', json: problem })
      })
      await page.reload()
      return page
    }
    const said = (page: Page) => page.getByRole('alert').filter({ hasText: 'too many visits' })

    it('two filters are too much, and one of them less is offered', async () => {
      const page = await opened('/?page=%2Fcv&device=desktop')
      await said(page).waitFor()
      expect(await said(page).locator('p').allInnerTexts()).toEqual([
        'There are too many visits in this time to look through each of them for both filters.',
        'Take one away:',
        'without Page /cv\nwithout Device Desktop',
        'Or look at a shorter time:',
        'Today\n7 days',
      ])
      await page.getByRole('link', { name: 'without Device Desktop' }).click()
      await page.getByText('How many passed it, and when, is counted all the same.').waitFor()
      expect(await visitsShown(page)).toMatch(/^[1-9]/)
      await page.getByText('Days begin at midnight UTC here.').waitFor()
      expect(await page.locator('.breakdown').count()).toBe(0)
    })

    it('a shorter time shows all again', async () => {
      const page = await opened('/?page=%2F')
      await said(page).waitFor()
      await page.unroute('**/stats?*')
      await said(page).getByRole('link', { name: '7 days' }).click()
      await page.getByRole('heading', { name: 'Browsers' }).waitFor()
      expect(await said(page).count()).toBe(0)
    })

    it('organisations of a kind are still listed, as they are counted apart', async () => {
      const page = await opened('/?kind=business')
      await said(page).waitFor()
      await headline(page, /^\d+ organisations? came$/)
      expect(await page.getByRole('table', { name: 'Organisations, the most visits first' }).count()).toBe(1)
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
    await page.getByText('Device must be one of desktop, mobile').waitFor()
    await page.getByText('Take that filter away to go on.').waitFor()
  })
})

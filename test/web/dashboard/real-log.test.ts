import type { Page } from 'playwright-core'
import { visitbookHere } from '../../bin/visitbook'
import { pageCounts } from '../../support/one-page'
import { plainCount, plainCounts } from '../../support/plain-count'
import { describeWithRealLog, pageViewsByAwk, realLog, realLogViews } from '../../support/real-log'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, number, rowsOf } from './stage'

const site = 'semicomplete.com'

describeWithRealLog('the dashboard', () => {
  describeInChromium('of a real access log', (chromium) => {
    const stage = dashboardStage(chromium, {
      sites: [site],
      before: async (folder) => {
        const ran = await visitbookHere([
          'import',
          'access-log',
          realLog,
          '--site',
          site,
          '--data',
          folder,
          '--json',
        ])
        expect(JSON.parse(ran.stdout).recorded).toBe(realLogViews)
      },
    })

    const days = 'from=2015-05-17&to=2015-05-20'
    const total = async (page: Page) => {
      const values = await page.locator('.figures .value').allInnerTexts()
      return values.map((value) => Number(value.replaceAll(',', '')))
    }

    it('shows the numbers that the API answers, and that awk and plain counting find', async () => {
      const page = await stage.open(`/?site=${site}&${days}`)
      await headline(page, /came/)
      await page.locator('.figures .value').first().waitFor()
      await until(async () => (await total(page)).every((value) => value >= 0))
      const [visits = 0, visitors = 0, bots = 0] = await total(page)
      expect(visits + bots).toBe(pageViewsByAwk('$1').length)

      const people: {
        page: string
        time: string
        visitor: string
        organisation: string | null
        kind: string | null
        confidence: string | null
      }[] = []
      for (let cursor: string | null = ''; cursor !== null; ) {
        const next: { visits: typeof people; cursor: string | null } = await stage.json(
          `/visits?site=${site}&${days}&limit=500${cursor && `&cursor=${cursor}`}`,
        )
        people.push(...next.visits)
        cursor = next.cursor
      }
      expect({ visits, visitors }).toEqual(plainCount(people))

      const stats = await stage.json(`/stats?site=${site}&${days}&tz=Europe/Berlin&by=day,page`)
      expect([visits, visitors, bots]).toEqual([
        stats.totals.visits,
        stats.totals.visitors,
        stats.totals.bots,
      ])

      await page.getByText('The chart as a table').click()
      const byDay = await rowsOf(page.getByRole('table', { name: 'Visits and visitors by day' }))
      expect(byDay.slice(1).map(([, count]) => count)).toEqual(
        stats.by.day.map((day: { visits: number }) => number(day.visits)),
      )

      const pages = pageCounts(people)
      const read = await rowsOf(page.getByRole('table', { name: 'Pages, the most visits first' }))
      for (const [path = '', count] of read.slice(1, 9))
        expect([path, count]).toEqual([path, number(pages.get(path)?.visits ?? 0)])

      const sought = people.filter(({ kind }) => ['business', 'education', 'government'].includes(kind ?? ''))
      const countsOf = (isPerhaps: boolean) =>
        plainCounts(
          sought.filter(({ confidence }) => (confidence === 'low') === isPerhaps),
          (visit) => visit.organisation,
        )
      const [organisations, perhaps] = [countsOf(false), countsOf(true)]
      expect(perhaps.size).toBeGreaterThan(1)
      await headline(page, `${organisations.size} organisations came, and perhaps ${perhaps.size} firms more`)
      const names = await page
        .locator('table.organisations tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [
            row.querySelector('.name')?.textContent,
            row.querySelector('.count')?.textContent,
          ]),
        )
      expect(names).toHaveLength(10)
      for (const [name, count] of names)
        expect([name, count]).toEqual([name, number(organisations.get(name ?? '')?.visits ?? 0)])
    })

    it('leads to the days of the log from a period in which nobody came', async () => {
      const page = await stage.open(`/?site=${site}`)
      await headline(page, 'Nobody came')
      await page.getByRole('link', { name: /^Show 1?\d/ }).click()
      await headline(page, /organisations came/)
    })
  })
})

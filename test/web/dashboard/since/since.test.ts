import type { Page } from 'playwright-core'
import { visitAt } from '../../../support/memory/visits'
import { describeInChromium } from '../../browser'
import { until } from '../../until'
import { dashboardStage, headline } from '../stage'

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000]

describeInChromium('since the owner looked', (chromium) => {
  const site = 'ada.example'
  /** Eight in the morning by UTC, nine in Berlin, so many days ago. */
  const morning = (ago: number) => Date.parse(new Date().toISOString().slice(0, 10)) + 8 * hour - ago * day
  const at = (time: number, asn: number, fields = {}) =>
    visitAt(new Date(time).toISOString(), { site, asn, ...fields })
  const [cern, sap, mit, guess, telekom] = [513, 14114, 3, 1016, 3320]
  const stage = dashboardStage(chromium, { sites: [site], visits: () => [at(morning(10), sap)] })
  const line = (page: Page) => page.locator('.since')
  const told = async (page: Page) => {
    await until(async () =>
      /: .+\.$/.test(
        await line(page)
          .innerText()
          .catch(() => ''),
      ),
    )
    return line(page).innerText()
  }
  const come = async (page: Page, time: number) => {
    await page.clock.setSystemTime(time)
    await page.reload()
    await headline(page, /came/)
  }

  it('three mornings tell who came, for the first time or again, and a quiet one that nothing is new', async () => {
    const page = await stage.open('/', { hasClock: true })
    await page.evaluate(() => localStorage.clear())
    await come(page, morning(4))
    expect(await line(page).count()).toBe(0)

    await stage.record([
      at(morning(3) - hour, cern),
      at(morning(3) - 2 * hour, mit),
      at(morning(3) - 3 * hour, telekom),
    ])
    await stage.count()
    await come(page, morning(3))
    expect(await told(page)).toBe('Since yesterday 09:00: CERN and MIT, both for the first time; 3 visits.')
    await come(page, morning(3) + 20 * minute)
    expect(await told(page)).toBe('Since yesterday 09:00: CERN and MIT, both for the first time; 3 visits.')

    await come(page, morning(2))
    expect(await told(page)).toBe('Since yesterday 09:20: nothing new.')

    await stage.record([
      at(morning(1) - hour, sap),
      at(morning(1) - 2 * hour, guess),
      at(morning(1) - 3 * hour, 36459),
      at(morning(1) - 4 * hour, cern),
    ])
    await stage.ask('/organisations/sap', { method: 'PATCH', body: '{"star":true}' })
    await stage.count()
    await come(page, morning(1))
    expect(await told(page)).toBe(
      'Since yesterday 09:00: ★ SAP came back; GitHub for the first time, CERN again; 4 visits.',
    )
    await page.getByRole('link', { name: 'GitHub' }).first().click()
    await headline(page, 'GitHub')
  })

  it('what comes back to a tab that was left open is told too', async () => {
    const page = await stage.open('/', { hasClock: true })
    await page.evaluate(() => localStorage.clear())
    await come(page, Date.now() - 2 * hour)
    expect(await line(page).count()).toBe(0)
    await stage.record([at(Date.now() - hour, telekom)])
    await page.clock.setSystemTime(Date.now() - 10 * minute)
    await page.clock.runFor(minute)
    expect(await told(page)).toMatch(/^Since .*: no organisation; 1 visit\.$/)
  })

  it('before the sign-in no date is kept', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.getByLabel('Token').waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })
})

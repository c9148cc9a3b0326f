import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { openDatabase } from '../../../local/engine/database'
import { describeInChromium } from '../browser'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'
const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
const hour = 3_600_000

describeInChromium('a day that cannot be counted', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 60 }),
    before: async (data) => {
      const database = await openDatabase(data)
      const rollups = dynamoRollupStore({ ...database, now: () => new Date() })
      await rollups.putFailure(site, day, {
        attempts: 2,
        reason: 'there was no time left after 2000000 visits',
        since: new Date(Date.now() - 5 * hour).toISOString(),
        last: new Date().toISOString(),
        next: new Date(Date.now() + 2 * hour).toISOString(),
      })
      await database.close()
    },
  })

  it('is named in Health, with why, since when, and when it is tried again', async () => {
    const page = await stage.open('/?view=health')
    await headline(page, '1 day cannot be counted')
    const line = page.locator('.line').filter({ hasText: 'there was no time left after 2000000 visits' })
    await line.waitFor()
    expect(await line.innerText()).toMatch(new RegExp(`of ${site}: .*first 5 hours ago, next try after`))
  })

  it('leaves room for what the makers say of the network data, and the commands that help', async () => {
    const page = await stage.open('/?view=health')
    const health = { status: 'ok', version: '1.2.3', networkTable: '2026-06-17', credit: '' }
    const notice = 'It is old. A newer one: npm run network:update -- --releases, then npm run deploy.'
    await page.route(/\/health$/, (route) => route.fulfill({ json: { ...health, notice } }))
    await page.reload()
    await page.getByText(/^As of 17 Jun 2026, \d+ days ago$/).waitFor()
    await page.getByText(notice, { exact: true }).waitFor()
  })
})

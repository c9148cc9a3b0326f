import type { Page } from 'playwright-core'
import { dynamoRollupStore } from '../../../lambda/store/dynamo/rollup-store'
import { openDatabase } from '../../../local/engine/database'
import { describeInChromium } from '../browser'
import { axeFaults } from './axe-faults'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, type Opening, widthOf } from './stage'

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
    await headline(page, /^1 day cannot be counted/)
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

  /** What a service says where all that can be wrong is. */
  const atWorst = {
    '/sites': (sites: object) => ({ ...sites, refusedToday: { count: 4, complete: true } }),
    '/health': (health: object) => ({ ...health, networkTable: '2026-06-17', notice: null }),
    '/status?reader=dashboard': (status: object) => ({
      ...status,
      lastVisit: '2026-10-31T18:02:00.000Z',
      paused: { by: 'budget', since: '2026-11-20T10:00:00.000Z', until: '2026-12-01T00:00:00.000Z' },
      uncounted: {
        days: 107,
        oldest: '2026-06-01',
        failing: [
          {
            ...{ site, day: '2026-10-20', reason: '<b>no time left</b>' },
            ...{ since: '2026-11-20T10:00:00.000Z', next: '2026-11-20T11:00:00.000Z' },
          },
        ],
      },
      silent: [{ site, lastDay: '2026-10-31', days: 21, usualGap: 1 }],
      archive: { until: '2026-10-01', missing: 3, oldestMissing: '2026-10-02' },
      messages: { waiting: 0, failed: 2, trouble: [], mail: null },
      month: { month: '2026-11', visits: 0, uncountedDays: 22, budget: 10_000_000, dollars: 0 },
    }),
  }

  async function openAtWorst(options: Opening = {}): Promise<Page> {
    const page = await stage.open('/?view=recipients', options)
    for (const [path, worsen] of Object.entries(atWorst))
      await page.route(`**${path}`, async (route) =>
        route.fulfill({ json: worsen(await (await route.fetch()).json()) }),
      )
    await page.goto(`${stage.local().url}/?view=health`)
    await headline(page, 'Paused until 1 Dec 2026 UTC, and 7 more')
    return page
  }

  it('names all that is wrong, the worst first, each with a command that helps', async () => {
    const page = await openAtWorst()
    expect(await page.locator('.troubles h2').allInnerTexts()).toEqual([
      'Paused until 1 Dec 2026 UTC',
      '1 day cannot be counted',
      'Messages do not arrive',
      '106 days not counted yet',
      '4 beacons turned away since midnight UTC',
      '3 days not in the archive',
      expect.stringMatching(/^The network table is \d+ days old$/),
      `No visit to ${site} for 21 days`,
    ])
    expect(await page.locator('.troubles code').allInnerTexts()).toEqual([
      './visitbook resume',
      `./visitbook rollup --site ${site} --from 2026-10-20 --to 2026-10-20`,
      './visitbook messages',
      './visitbook notify --test',
      './visitbook rollup',
      './visitbook refusals --since 1d',
      './visitbook archive',
      'npm run network:update -- --releases',
      'npm start',
      `./visitbook doctor --page https://${site}/`,
    ])
    await page.getByText('Not known yet: no hour with visits in November 2026 is counted').waitFor()
    await page.getByText('Times by the clock of Europe/Berlin', { exact: true }).waitFor()
    expect(await axeFaults(page)).toEqual([])
  })

  it('has room at 320 pixels and in the dark, and leads to the refusals of today from every view', async () => {
    const page = await openAtWorst({ viewport: { width: 320, height: 800 }, colorScheme: 'dark' })
    expect(await widthOf(page)).toBeLessThanOrEqual(320)
    expect(await axeFaults(page)).toEqual([])
    const named = 'Refusals 4 beacons turned away since midnight UTC'
    for (const view of ['overview', 'visits', 'recipients', 'messages', 'health', 'shares']) {
      await page.goto(`${stage.local().url}/?view=${view}`)
      await page.getByRole('link', { name: named, exact: true }).waitFor()
    }
    await page.getByRole('link', { name: named, exact: true }).click()
    await headline(page, /refusals/)
  })

  it('says nothing of refusals where there is none today', async () => {
    const page = await stage.open('/?view=health')
    await headline(page, /^1 day cannot be counted/)
    await page.getByRole('link', { name: 'Refusals', exact: true }).waitFor()
    expect(
      stage
        .asked()
        .map(({ path }) => path)
        .toSorted(),
    ).toEqual(['/health', '/sites', '/status?reader=dashboard'])
  })
})

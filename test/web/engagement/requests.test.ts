import { setTimeout as sleep } from 'node:timers/promises'
import { describeInChromium } from '../browser'
import { scriptName } from '../script-names'
import { stage } from '../stage'
import { hiding } from './hiding'

/** Ten readings, by the seconds in front before the page is hidden, each time, and at last left. */
const readings = [[1.2], [2], [3], [4], [6], [2, 1], [3, 3], [1.2, 4], [5, 2], [1.2, 1, 2, 4]]

describeInChromium('a page view', (chromium) => {
  const { publish, beacon, open, beacons, reports, apiUrl } = stage(chromium)
  const local = () =>
    `<script defer src="${apiUrl().replace('api.test', '127.0.0.1')}/${scriptName}" data-local></script>`

  /** The requests of each reading, the visit's included, fewest first. */
  async function requests(path: string, host: string, tag: string): Promise<number[]> {
    await Promise.all(
      readings.map(async (fronts, at) => {
        const page = await open(publish(`${path}${at}`, tag, host), {}, hiding(false))
        for (const front of fronts) {
          await page.evaluate('show()')
          await sleep(front * 1000)
          await page.evaluate('hide()')
          await sleep(200)
        }
        await page.goto(publish('/elsewhere', 'somewhere else', 'friend.test'))
      }),
    )
    await sleep(1000)
    const pages = [...beacons().map(({ body }) => JSON.parse(body) as { page: string }), ...reports(path)]
    return readings
      .map((_, at) => pages.filter(({ page }) => page === `${path}${at}`).length)
      .toSorted((a, b) => a - b)
  }

  it('takes at most three requests in nine of ten readings', async () => {
    expect((await requests('/view/', 'you.test', beacon()))[8]).toBeLessThanOrEqual(3)
  })

  it('takes two in each where the browser has fetchLater', async () => {
    expect(await requests('/later/', 'localhost', local())).toEqual(readings.map(() => 2))
  })
})

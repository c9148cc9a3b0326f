import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, widthOf } from './stage'

const site = 'ada.example'

/** Paper less margins of a centimetre, in CSS pixels. */
const papers = [
  ['A4', 718],
  ['Letter', 740],
] as const

describeInChromium('the dashboard in other colours', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 120 }),
  })
  const opened = async (path: string): Promise<Page> => {
    const page = await stage.open(path, { colorScheme: 'dark' })
    await headline(page, /./)
    await until(async () => (await page.locator('.loading, .old').count()) === 0)
    return page
  }

  it.each(papers)('on %s has chart and what they read whole, no menus, dark on white', async (_, width) => {
    const page = await opened('/')
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    await page.setViewportSize({ width, height: 1000 })
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
    const seen = await page.evaluate(() => {
      const isSeen = (element: Element) => element.getClientRects().length > 0
      const all = (selector: string) => [...document.querySelectorAll(selector)]
      const { backgroundColor, color } = getComputedStyle(document.body)
      return {
        menus: all('.top nav, .out, .choices, .arrow, .switch, .export, .find, button:not(th button)').filter(
          isSeen,
        ).length,
        read: all('.read .page').filter(isSeen).length,
        cut: all('.read .page, .breakdown tbody th').filter((one) => one.scrollWidth > one.clientWidth + 1)
          .length,
        colours: [backgroundColor, color],
        chart: all('.chart canvas').map((one) => one.getBoundingClientRect().right <= innerWidth),
        bars:
          all('.breakdown .bar').filter((one) => getComputedStyle(one).printColorAdjust === 'exact').length >
          0,
      }
    })
    expect(seen).toEqual({
      menus: 0,
      read: expect.any(Number),
      cut: 0,
      colours: ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'],
      chart: [true],
      bars: true,
    })
    expect(seen.read).toBeGreaterThan(5)
  })

  it('in the few colours of the reader tells the chosen tab, and shows bars', async () => {
    const page = await opened('/')
    await page.emulateMedia({ forcedColors: 'active' })
    const colours = await page.evaluate(() => {
      const colour = (selector: string, name: 'borderBottomColor' | 'backgroundColor') =>
        getComputedStyle(document.querySelector(selector) as Element)[name]
      return {
        tab: [
          colour('.top nav [aria-current]', 'borderBottomColor'),
          colour('.top nav a:not([aria-current])', 'borderBottomColor'),
        ],
        period: [
          colour('.choices [aria-current]', 'borderBottomColor'),
          colour('.choices a:not([aria-current])', 'borderBottomColor'),
        ],
        organisation: [colour('.organisations .bar', 'backgroundColor'), colour('body', 'backgroundColor')],
        bar: [colour('.breakdown .bar', 'backgroundColor'), colour('body', 'backgroundColor')],
      }
    })
    for (const [name, [one, other]] of Object.entries(colours)) expect([name, one]).not.toEqual([name, other])
  })
})

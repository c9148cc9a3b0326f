import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { parseCsv } from '../../support/csv'
import { describeInChromium } from '../browser'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, lastDays, number, pathIn, rowsOf } from './stage'

const [ada, bob] = ['ada.example', 'bob.example']

const part = (page: Page, name: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name, level: 2, exact: true }) })

/** Saves a file by a click on a button. */
async function saved(page: Page, button: string) {
  const waiting = page.waitForEvent('download')
  await page.getByRole('button', { name: button, exact: true }).click()
  const file = await waiting
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

describeInChromium('all sites in the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [ada, bob],
    visits: () => [
      ...inventedVisits({ now: new Date(), site: ada, readers: 40 }),
      ...inventedVisits({ now: new Date(), site: bob, readers: 20 }),
    ],
  })
  const period = `from=${lastDays(30).from}&to=${lastDays(30).to}`
  const report = () => stage.json(`/stats?by=site,sitePage&limit=500&tz=Europe/Berlin&${period}`)

  it('has a line for each site, with visits, organisations and when it was last seen', async () => {
    const page = await stage.open(`/?${period}`)
    await headline(page, /organisations came/)
    const { by } = await report()
    const [heads, ...rows] = await rowsOf(part(page, 'Sites').locator('table'))
    expect(heads).toEqual(['Site', 'Visits', 'Organisations', 'Last seen'])
    const { sites } = await stage.json(`/organisations?${period}`)
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
    expect(rows.map((row) => row.slice(0, 2))).toEqual(
      by.site.values.map((row: { value: string; visits: number }) => [row.value, number(row.visits)]),
    )
    expect(rows.map(([, , , seen]) => seen)).toEqual(
      by.site.values.map((row: { lastDay: string }) => day.format(new Date(row.lastDay))),
    )
    expect(sites).toHaveLength(2)
    for (const [site, , organisations] of rows) {
      const alone = await stage.open(`/?site=${site}&${period}`)
      await headline(alone, new RegExp(`^${organisations} organisations? came`))
    }
  })

  it('equal paths of two sites are two rows, and a click leads to one page of one site', async () => {
    const page = await stage.open(`/?${period}`)
    await headline(page, /organisations came/)
    const { by } = await report()
    await part(page, 'Pages')
      .getByRole('button', { name: /^Show all/ })
      .click()
    const [, ...rows] = await rowsOf(part(page, 'Pages').locator('table'))
    expect(rows.map(([page, visits]) => [pathIn(page), visits])).toEqual(
      by.sitePage.values.map((row: { site: string; value: string; visits: number }) => [
        `${row.value} ${row.site}`,
        number(row.visits),
      ]),
    )
    const home = rows.filter(([cell]) => pathIn(cell).startsWith('/ '))
    expect(home.map(([cell]) => pathIn(cell))).toEqual([`/ ${ada}`, `/ ${bob}`])
    await part(page, 'Pages')
      .getByRole('link', { name: new RegExp(`(^| )/ ${bob}$`) })
      .click()
    await page.waitForURL(
      (url) => url.searchParams.get('page') === '/' && url.searchParams.get('site') === bob,
    )
    await page.getByText(`${home[1]?.[1]}`, { exact: true }).first().waitFor()
  })

  it('saves organisations, breakdowns and sites as files whose cells are those of the API', async () => {
    const page = await stage.open(`/?${period}`)
    await headline(page, /organisations came/)
    for (const [button, name, path] of [
      ['Export as CSV: Pages', 'pages', `/stats?by=sitePage&limit=500&tz=Europe/Berlin&${period}&format=csv`],
      ['Export as CSV: Sites', 'sites', `/stats?by=site&limit=500&tz=Europe/Berlin&${period}&format=csv`],
    ] as const) {
      const file = await saved(page, button)
      expect(file.name).toBe(`visitbook-all-sites-${name}-${lastDays(30).from}-${lastDays(30).to}.csv`)
      expect(file.bytes.subarray(0, 3)).toEqual(Buffer.from('\ufeff'))
      expect(parseCsv(file.bytes.toString().slice(1))).toEqual(parseCsv(await (await stage.ask(path)).text()))
    }
    const listed = stage.asked().find(({ path }) => path.startsWith('/organisations'))?.path ?? ''
    const { bytes } = await saved(page, 'Export as CSV: Organisations')
    expect(bytes.toString().slice(1)).toBe(await (await stage.ask(`${listed}&limit=1000&format=csv`)).text())
    const excel = (await saved(page, 'Export for Excel: Organisations')).bytes.toString()
    expect(excel.startsWith('\ufeffkey,name,')).toBe(true)
  })

  it.each(['light', 'dark'] as const)('saves the chart as a picture on a %s ground', async (colorScheme) => {
    const page = await stage.open(`/?site=${ada}&${period}`, { colorScheme })
    await headline(page, /organisations came/)
    await page.locator('.chart canvas').waitFor()
    const { name, bytes } = await saved(page, 'Save as picture')
    expect(name).toBe(`visitbook-${ada}-chart-${lastDays(30).from}-${lastDays(30).to}.png`)
    const seen = await page.evaluate(async (base64) => {
      const image = new Image()
      image.src = `data:image/png;base64,${base64}`
      await image.decode()
      const { width, height } = image
      const pen = Object.assign(document.createElement('canvas'), { width, height }).getContext('2d')
      pen?.drawImage(image, 0, 0)
      const colours = (top: number, rows: number) =>
        new Set(new Uint32Array(pen?.getImageData(0, top, width, rows).data.buffer ?? new ArrayBuffer(0)))
          .size
      const chart = document.querySelector('canvas')
      return {
        size: [width - (chart?.width ?? 0), height - (chart?.height ?? 0)],
        corner: [...(pen?.getImageData(0, 0, 1, 1).data ?? [])],
        hasTitle: colours(0, 32) > 1,
        hasChart: colours(40, height - 40) > 1,
      }
    }, bytes.toString('base64'))
    expect(seen).toEqual({
      size: [0, 32],
      corner: colorScheme === 'light' ? [252, 251, 249, 255] : [21, 21, 23, 255],
      hasTitle: true,
      hasChart: true,
    })
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { exampleSite } from '../../../web/dashboard/example/example-site'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, type Opening } from './stage'

const site = exampleSite
const docs = join(__dirname, '../../../docs')

interface Picture {
  readonly path: string
  readonly heading: string | RegExp
  readonly height: number
  readonly options?: Opening
}

const narrowAndDark: Opening = { viewport: { width: 320, height: 700 }, colorScheme: 'dark' }
const phone: Opening = { viewport: { width: 390, height: 844 } }

/** SCREENSHOTS=write puts them into docs/, where the README has them from; otherwise they are only made. */
const isWritten = process.env.SCREENSHOTS === 'write'

async function take(page: Page, name: string, { heading, height, options }: Picture): Promise<void> {
  await headline(page, heading)
  await until(async () => (await page.locator('.loading').count()) === 0)
  const width = options?.viewport?.width ?? 1280
  await page.setViewportSize({ width, height })
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.waitForTimeout(200) // the chart takes its width
  const title = page.getByRole('heading', { level: 1 })
  const box = await title.boundingBox()
  expect(box).toMatchObject({ x: expect.any(Number), width: expect.any(Number) })
  expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThan(height)
  const image = await page.screenshot({ clip: { x: 0, y: 0, width, height }, animations: 'disabled' })
  expect(image.subarray(1, 4).toString()).toBe('PNG')
  expect([image.readUInt32BE(16), image.readUInt32BE(20)]).toEqual([width, height])
  expect(image.length).toBeLessThan(150_000)
  if (!isWritten) return
  mkdirSync(docs, { recursive: true })
  writeFileSync(join(docs, `${name}.png`), image)
}

describeInChromium('pictures of the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, { sites: ['ada.example'] })
  beforeAll(async () => {
    await stage.local().example.fill()
    await stage.count()
  }, 60_000)

  it.each<[string, Picture]>([
    ['overview', { path: `/?site=${site}`, heading: /organisations came/, height: 1330 }],
    [
      'overview-dark',
      {
        path: `/?site=${site}`,
        heading: /organisations came/,
        height: 1330,
        options: { colorScheme: 'dark' },
      },
    ],
    ['visits', { path: `/?view=visits&site=${site}`, heading: 'Visits', height: 900 }],
    [
      'organisation',
      { path: `/?view=organisation&key=cern&period=90d&site=${site}`, heading: 'CERN', height: 1000 },
    ],
    ['phone', { path: `/?site=${site}`, heading: /organisations came/, height: 844, options: phone }],
    [
      'narrow-dark',
      { path: `/?site=${site}`, heading: /organisations came/, height: 700, options: narrowAndDark },
    ],
    [
      'sittings-phone',
      { path: `/?view=visits&site=${site}`, heading: 'Visits', height: 844, options: phone },
    ],
    ['health', { path: '/?view=health', heading: /\w/, height: 820 }],
  ])('%s', async (name, picture) => {
    const page = await stage.open(picture.path, picture.options)
    await take(page, name, picture)
  })
})

describeInChromium('pictures of the dashboard before the first visit and after it', (chromium) => {
  const stage = dashboardStage(chromium, { sites: ['ada.example'] })
  const path = '/?site=ada.example'

  /** Sends a beacon as a page would. */
  const send = (origin: string) =>
    fetch(`${stage.local().url}/visits`, {
      method: 'POST',
      headers: { origin, 'user-agent': firefox },
      body: JSON.stringify({ page: '/', title: 'Ada Example' }),
    })

  it('empty', async () => {
    await take(await stage.open(path), 'empty', { path, heading: 'No visits yet', height: 640 })
  })

  it('refused', async () => {
    for (const origin of ['https://www.ada.example', 'https://www.ada.example', 'http://127.0.0.1:4031'])
      expect((await send(origin)).status).toBe(403)
    const page = await stage.open(path)
    await page.locator('.turned-away li').nth(1).waitFor()
    await take(page, 'refused', { path, heading: 'No visits yet', height: 800 })
  })

  it('first-visit', async () => {
    expect((await send('https://ada.example')).status).toBe(204)
    await take(await stage.open(path), 'first-visit', { path, heading: /^1 visit/, height: 700 })
  })
})

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

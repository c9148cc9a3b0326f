import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { doorTo, tokenHash } from './door'
import { inventedVisits } from './invented-visits'
import { dashboardStage, dayAgo, headline, visitPage } from './stage'

const site = 'ada.example'

describeInChromium('visits in the dashboard', (chromium) => {
  const visits = inventedVisits({ now: new Date(), site, readers: 700 })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })

  const items = (page: Page) => page.getByRole('link', { name: /^Visit at/ })
  const dialog = (page: Page) => page.getByRole('dialog')
  const visitsView = async (path = '/?view=visits&sittings=off&networks=all') => {
    const page = await stage.open(path, { userAgent: person, before: 'delete Navigator.prototype.webdriver' })
    await items(page).first().waitFor()
    return page
  }
  /** What a person's browser says of itself; a headless one is a bot. */
  const person =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36'
  /** Another browser visits it: the reader's own visits are left out. */
  const visitDemo = async (page: Page, path: string) => {
    const other = person.replace('Linux x86_64', 'Linux aarch64')
    const browser = page.context().browser() as Browser
    const context = await browser.newContext({ userAgent: other, timezoneId: 'Europe/Berlin' })
    await context.addInitScript('delete Navigator.prototype.webdriver')
    await visitPage(await context.newPage(), stage.local().demoUrl + path)
    await context.close()
  }

  it('a visit made in another browser appears by itself', async () => {
    const page = await visitsView()
    const before = await items(page).count()
    await visitDemo(page, '/publications')
    const fresh = page.locator('.visit.fresh').filter({ hasText: '/publications' })
    await fresh.waitFor()
    expect(await items(page).count()).toBe(before + 2) // the beacon's, and the jQuery call's
    expect(await items(page).first().getAttribute('aria-label')).toMatch(/^Visit at \d\d:\d\d, \//)
  })

  it.each([1280, 320])('a clock of twelve hours is told whole, on a screen of %d px', async (width) => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all', {
      locale: 'en-US',
      viewport: { width, height: 800 },
    })
    const clocks = page.locator('.visit .time')
    await clocks.first().waitFor()
    const told = await clocks.evaluateAll((links) =>
      links.map((link) => ({ text: link.textContent, isWhole: link.scrollWidth <= link.clientWidth })),
    )
    expect(told.filter(({ text }) => /^\d\d?:\d\d\s[AP]M$/.test(text ?? ''))).toHaveLength(told.length)
    expect(told.filter(({ isWhole }) => !isWhole)).toEqual([])
  })

  it('to a reader further down it is announced, and nothing jumps until it is let in', async () => {
    const page = await visitsView()
    const fifth = items(page).nth(20)
    await fifth.scrollIntoViewIfNeeded()
    await page.evaluate(() => scrollTo(0, 700))
    const name = (await items(page).nth(20).getAttribute('aria-label')) as string
    const place = () =>
      page.evaluate(
        () => [...document.querySelectorAll('.visit')].map((one) => one.getBoundingClientRect().top)[20],
      )
    const before = [await place(), await page.evaluate(() => scrollY)]
    await visitDemo(page, '/')
    const arrivals = page.getByRole('button', { name: /^\d new visits?$/ })
    await arrivals.waitFor()
    expect([await place(), await page.evaluate(() => scrollY)]).toEqual(before)
    expect(await items(page).nth(20).getAttribute('aria-label')).toBe(name)
    await arrivals.click()
    await page.locator('.visit.fresh').first().waitFor()
    await until(async () => (await page.evaluate(() => scrollY)) < 300)
    expect(await arrivals.count()).toBe(0)
  })

  it('older ones follow on request, each once, newest first, as the API has them', async () => {
    const page = await visitsView(
      `/?view=visits&sittings=off&networks=all&site=${site}&from=${dayAgo(50)}&to=${dayAgo(2)}`,
    )
    const count = await items(page).count()
    await page.getByRole('button', { name: 'Older visits' }).click()
    await until(async () => (await items(page).count()) > count)
    await page.getByRole('button', { name: 'Older visits' }).click()
    await until(async () => (await items(page).count()) > 2 * count)
    const shown = await items(page).evaluateAll((links) =>
      links.map((link) => new URL((link as HTMLAnchorElement).href).searchParams.get('visit')?.split('@')[0]),
    )
    const first = stage.asked().find(({ path }) => path.startsWith('/visits?'))?.path ?? ''
    const listed = await stage.json(`${first}&limit=${shown.length}`)
    expect(shown).toEqual(listed.visits.map(({ id }: { id: string }) => id))
  })

  it('a visit opens to all that is known, under an address of its own', async () => {
    const page = await visitsView(`/?view=visits&sittings=off&networks=all&site=${site}`)
    await items(page).first().click()
    await dialog(page).getByText('User agent').waitFor()
    const id = new URL(page.url()).searchParams.get('visit')?.split('@')[0]
    const visit = await stage.json(`/visits/${id}?site=${site}`)
    const text = await dialog(page).innerText()
    const known = [
      visit.page,
      visit.title,
      visit.userAgent,
      visit.screen,
      visit.visitor,
      visit.id,
      visit.browser,
    ]
    for (const fact of known) expect(text).toContain(fact)
    await page.reload()
    await dialog(page).getByText(visit.id).waitFor()
    await page.goBack()
    await dialog(page).waitFor({ state: 'detached' })
  })

  it('a visit is erased after a question, here and in the table, and its visitor’s others stay', async () => {
    const page = await visitsView(`/?view=visits&sittings=off&networks=all&site=${site}`)
    const before = await items(page).count()
    const link = items(page).nth(2)
    const href = (await link.getAttribute('href')) as string
    const id = new URLSearchParams(href.slice(2)).get('visit')?.split('@')[0]
    await link.click()
    await page.getByRole('button', { name: 'Erase this visit' }).click()
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: 'Erase this visit' }).click()
    expect((await stage.ask(`/visits/${id}?site=${site}`)).status).toBe(200)
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await dialog(page).waitFor({ state: 'detached' })
    expect(await page.locator(`a[href="${href}"]`).count()).toBe(0)
    expect((await stage.ask(`/visits/${id}?site=${site}`)).status).toBe(404)
    expect(await items(page).count()).toBeGreaterThanOrEqual(before - 1)
    await page.reload()
    await items(page).first().waitFor()
    expect(await page.locator(`a[href="${href}"]`).count()).toBe(0)
  })

  it('a visit that was erased elsewhere says that there is none', async () => {
    const page = await visitsView(`/?view=visits&sittings=off&networks=all&site=${site}`)
    const href = (await items(page).nth(1).getAttribute('href')) as string
    const id = new URLSearchParams(href.slice(2)).get('visit')?.split('@')[0]
    await stage.ask(`/visits/${id}?site=${site}`, { method: 'DELETE' })
    await items(page).nth(1).click()
    await dialog(page).getByRole('alert').waitFor()
    expect(await dialog(page).getByRole('alert').innerText()).toContain(`There is no visit ${id}.`)
  })

  describe('exported', () => {
    const query = `site=${site}&from=${dayAgo(58)}&to=${dayAgo(1)}`
    const saved = async (page: Page, format: string) => {
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Export ${format}` }).click(),
      ])
      return { name: file.suggestedFilename(), bytes: await readFile((await file.path()) as string) }
    }
    /** The same from the API, page by page, the heads of later pages of CSV left out. */
    const fromApi = async (format: string) => {
      const parts: string[] = []
      let next: string | undefined = stage.asked().find(({ path }) => path.includes(`format=${format}`))?.path
      while (next !== undefined) {
        const answer: Response = await stage.ask(next)
        const text = await answer.text()
        parts.push(format !== 'ndjson' && parts.length > 0 ? text.slice(text.indexOf('\r\n') + 2) : text)
        next = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
      }
      const mark = format === 'ndjson' ? '' : '\ufeff'
      return { bytes: Buffer.from(mark + parts.join('')), pages: parts.length }
    }

    it.each([
      ['as CSV', 'csv', 'csv'],
      ['for Excel', 'excel', 'csv'],
      ['as NDJSON', 'ndjson', 'ndjson'],
    ])(
      '%s they equal what the API answers, byte for byte, over several pages',
      async (name, format, ending) => {
        const page = await visitsView(`/?view=visits&sittings=off&networks=all&${query}&bots=on`)
        const file = await saved(page, name)
        const { bytes, pages } = await fromApi(format)
        expect(pages).toBeGreaterThanOrEqual(3)
        expect(file.bytes.equals(bytes)).toBe(true)
        expect(file.name).toBe(`visitbook-${site}-${dayAgo(58)}-${dayAgo(1)}.${ending}`)
        const lines = bytes.toString().split('\n').length - (format === 'ndjson' ? 1 : 2)
        expect(await page.locator('.export').getByRole('status').innerText()).toBe(
          `${new Intl.NumberFormat('en-GB').format(lines)} visits saved`,
        )
        if (format === 'ndjson')
          expect(
            new Set(
              bytes
                .toString()
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line).id),
            ).size,
          ).toBe(lines)
      },
    )

    it('with filters they are those in view alone', async () => {
      const page = await visitsView(`/?view=visits&sittings=off&networks=all&${query}&country=JP`)
      const { bytes } = await saved(page, 'as NDJSON')
      const countries = bytes
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).country)
      expect(new Set(countries)).toEqual(new Set(['JP']))
      expect(countries.length).toBeGreaterThan(5)
    })

    it('shows how far it is, and can be cancelled', async () => {
      const page = await visitsView(`/?view=visits&sittings=off&networks=all&${query}&bots=on`)
      let goOn = () => {}
      const held = new Promise<void>((resolve) => {
        goOn = resolve
      })
      await page.route(/format=csv.*cursor/, async (route) => {
        await held
        await route.continue().catch(() => {})
      })
      let isSaved = false
      page.on('download', () => {
        isSaved = true
      })
      await page.getByRole('button', { name: 'Export as CSV' }).click()
      await page.getByText('500 visits').waitFor()
      await page.getByRole('progressbar', { name: 'Export' }).waitFor()
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByText('Cancelled').waitFor()
      goOn()
      await page.getByRole('button', { name: 'Export as CSV' }).waitFor()
      expect(isSaved).toBe(false)
    })
  })
})

describeInChromium('a book without visits', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [] })
  const unread = doorTo(() => stage.local(), { engagement: false })

  it('shows a snippet that does not report where the setting engagement is off', async () => {
    const { token } = stage.local()
    unread.tokens([tokenHash(token)])
    const page = await stage.open('/', { url: unread.url() })
    await page
      .getByText(
        `<script defer src="${unread.url()}/visitbook.js" data-local data-engagement="off"></script>`,
        { exact: true },
      )
      .waitFor()
  })

  it('shows the snippet, and turns into the first visit by itself', async () => {
    const page = await stage.open()
    await headline(page, 'No visits yet')
    expect(await page.locator('pre').innerText()).toBe(
      `<script defer src="${stage.local().url}/visitbook.js" data-local></script>`,
    )
    expect(await page.innerText('main')).toContain(stage.demoSite())
    await page.getByText('Waiting for the first visit…').waitFor()
    const demo = await page.context().newPage()
    await visitPage(demo, stage.local().demoUrl)
    await demo.close()
    await headline(page, '1 visit came, a bot’s: it is left out')
    expect(await page.locator('.figures .value').allInnerTexts()).toEqual(['0', '0', '1']) // a headless browser is a bot
  })
})

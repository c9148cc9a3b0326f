import type { Page } from 'playwright-core'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, rowsOf } from './stage'

const site = 'ada.example'
const cern = 513
const minute = 60_000

/** Pages as they may come, the oldest first, with where their readers came from. */
const read: readonly (readonly [page: string, referrer: string | null])[] = [
  ['/about', 'www.google.com'],
  ['/about/', site],
  ['/%E4%B8%AD%E6%96%87/%E7%AE%80%E5%8E%86', `www.${site}`],
  ['/中文/简历', null],
  ['/cv\u202efdp.exe', 'news.ycombinator.com'],
  ['/about/index.html', site],
]

describeInChromium('pages of several spellings in the dashboard', (chromium) => {
  const now = Date.now()
  const visits: readonly Visit[] = read.map(([page, referrer], at) => {
    const time = now - (read.length - at) * minute
    const id = makeVisitId(time, new Uint8Array(10).fill(at))
    return {
      ...visitAt(new Date(time).toISOString(), {
        site,
        page,
        referrer,
        asn: cern,
        visitor: `${at}`.repeat(24),
      }),
      id,
    }
  })
  const stage = dashboardStage(chromium, { sites: [site], visits: () => visits })

  const opened = async (path: string, heading: string | RegExp) => {
    const page = await stage.open(path)
    await headline(page, heading)
    return page
  }
  const table = async (page: Page, name: string) => {
    const found = page.getByRole('table', { name: `${name}, the most visits first` })
    await found.waitFor()
    return (await rowsOf(found)).slice(1)
  }
  const overview = () => opened('/?sittings=off', /came$/)

  it('are one row, spelled for people', async () => {
    const page = await overview()
    expect(await table(page, 'Pages')).toEqual([
      ['/about/index.html', '3', '3'],
      ['/中文/简历', '2', '2'],
      ['/cv%E2%80%AEfdp.exe', '1', '1'],
    ])
  })

  it.each([
    ['/about/index.html', 3],
    ['/中文/简历', 2],
    ['/cv%E2%80%AEfdp.exe', 1],
  ])('%s narrows to all its visits by a click, and its chip reads as it does', async (name, count) => {
    const page = await overview()
    await page
      .getByRole('table', { name: 'Pages, the most visits first' })
      .getByRole('link', { name, exact: true })
      .click()
    await page.getByRole('link', { name: `Remove filter Page: ${name}` }).waitFor()
    expect(await table(page, 'Pages')).toEqual([[name, `${count}`, `${count}`]])
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await until(async () => (await page.locator('.visit').count()) === count)
  })

  it('lead to themselves on the web', async () => {
    for (const [at, path, address] of [
      [2, '/中文/简历', '/%E4%B8%AD%E6%96%87/%E7%AE%80%E5%8E%86'],
      [4, '/cv%E2%80%AEfdp.exe', '/cv%E2%80%AEfdp.exe'],
      [1, '/about/', '/about/'],
    ] as const) {
      const page = await stage.open(`/?view=visits&visit=${visits[at]?.id}@${site}`)
      const link = page.getByRole('dialog').getByRole('link', { name: `https://${site}${path}` })
      expect(await link.getAttribute('href')).toBe(`https://${site}${address}`)
    }
  })

  it('are no source of each other, but in the opened visit', async () => {
    const page = await overview()
    const hosts = (await table(page, 'Referrers')).map(([host]) => host)
    expect(hosts.toSorted()).toEqual(['Direct or unknown', 'news.ycombinator.com', 'www.google.com'])
    const sorts = (await table(page, 'Sources')).map(([sort]) => sort)
    expect(sorts.toSorted()).toEqual(['Direct or unknown', 'News', 'Search'])

    for (const [view, heading] of [
      ['visits', 'Visits'],
      [`organisation&asn=${cern}`, 'CERN'],
    ] as const) {
      const listed = await opened(`/?sittings=off&view=${view}`, heading)
      await until(async () => (await listed.locator('.visit').count()) === read.length)
      const from = (await listed.locator('.visit .from').allInnerTexts()).filter(Boolean)
      expect(from.map((text) => text.replace(/^from\s*/, ''))).toEqual([
        'news.ycombinator.com',
        'www.google.com',
      ])
    }
    const one = await stage.open(`/?view=visits&visit=${visits[1]?.id}@${site}`)
    await one.getByRole('dialog').getByText('This site', { exact: true }).waitFor()
  })

  it('are a source where they are asked for', async () => {
    const page = await opened(`/?referrerGroup=internal`, /came$/)
    expect(await table(page, 'Sources')).toEqual([['This site', '3', '3']])
  })

  it('are named once at an organisation', async () => {
    const page = await opened(`/?view=organisation&asn=${cern}`, 'CERN')
    const pages = page.getByRole('table', { name: 'Pages, the most read first' })
    await pages.getByRole('row').nth(3).waitFor()
    const rows = await rowsOf(pages)
    expect(rows.slice(1)).toEqual([
      ['/about/index.html', '3'],
      ['/中文/简历', '2'],
      ['/cv%E2%80%AEfdp.exe', '1'],
    ])
  })
})

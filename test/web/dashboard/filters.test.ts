import type { Page } from 'playwright-core'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { plainCount, plainCounts } from '../../support/plain-count'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, dayAgo, headline, lastDays, number, pathIn, rowsOf } from './stage'

const ada = 'ada.example'
const lab = 'lab.example'

describeInChromium('filters and periods of the dashboard', (chromium) => {
  const now = new Date()
  const visits = [
    ...inventedVisits({ now, site: ada, readers: 150 }),
    ...inventedVisits({ now, site: lab, readers: 12 }),
  ]
  const stage = dashboardStage(chromium, { sites: [ada, lab], visits: () => visits })

  /** Wall clock of the reader, `2026-11-22 17:05`, which sorts as time does. */
  const berlin = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Berlin',
    dateStyle: 'short',
    timeStyle: 'short',
  })
  const isPerson = ({ userAgent }: Visit) => !/bot/.test(userAgent ?? '')

  /** People's visits of the days from one to another, counted without any code of the service. */
  const people = (from: string, to: string, passes: (visit: Visit) => boolean = () => true) =>
    visits.filter((visit) => {
      const moment = berlin.format(new Date(visit.time))
      return moment >= from && moment.slice(0, to.length) <= to && isPerson(visit) && passes(visit)
    })
  const month = (passes?: (visit: Visit) => boolean) => people(dayAgo(29), dayAgo(), passes)

  const figures = (page: Page) => page.locator('.figures .value').allInnerTexts()
  const expectVisits = async (page: Page, expected: readonly Visit[]) => {
    const { visits, visitors } = plainCount(expected)
    const wanted = [number(visits), number(visitors)].join()
    await until(async () => (await figures(page)).slice(0, 2).join() === wanted).catch(async () =>
      expect((await figures(page)).slice(0, 2).join()).toBe(wanted),
    )
  }
  const chips = (page: Page) =>
    page.getByRole('list', { name: 'Filters' }).getByRole('link', { name: /^Remove filter/ })
  const chip = (page: Page, name: string) => page.getByRole('link', { name: `Remove filter ${name}` })
  const overview = async (path = '/') => {
    const page = await stage.open(path)
    await headline(page, /came$/)
    return page
  }
  const breakdown = (page: Page, title: string) =>
    page.getByRole('table', { name: `${title}, the most visits first` })

  it.each<[title: string, value: string, chip: string, query: string, passes: (visit: Visit) => boolean]>([
    [
      'Referrers',
      'github.com',
      'Referrer: github.com',
      'referrer=github.com',
      ({ referrer }) => referrer === 'github.com',
    ],
    ['Countries', 'Germany', 'Country: Germany', 'country=DE', ({ country }) => country === 'DE'],
    ['Organisations', 'Switzerland', 'Country: Switzerland', 'country=CH', ({ country }) => country === 'CH'],
    [
      'Organisations',
      'Education',
      'Kind: Education',
      'kind=education',
      ({ asn }) => [513, 3, 2501, 680, 1103, 73].includes(asn ?? 0),
    ],
  ])(
    'a click on %s, %s filters all of the page, and its chip takes that back',
    async (title, value, name, query, passes) => {
      const page = await overview()
      await expectVisits(page, month())
      await breakdown(page, title).getByRole('link', { name: value, exact: true }).first().click()
      await chip(page, name).waitFor()
      expect(new URL(page.url()).search).toBe(`?${query}`)
      await expectVisits(page, month(passes))
      const all = page.getByRole('button', { name: /^Show all \d+ Pages$/ })
      if ((await all.count()) > 0) await all.click()
      const [, ...rows] = await rowsOf(breakdown(page, 'Pages'))
      const pages = plainCounts(month(passes), ({ page, site }) => `${page} ${site}`)
      expect(new Map(rows.map(([page, ...counts]) => [pathIn(page), counts]))).toEqual(
        new Map([...pages].map(([path, those]) => [path, [those.visits, those.visitors].map(number)])),
      )
      await chip(page, name).click()
      await expectVisits(page, month())
      expect(new URL(page.url()).search).toBe('')
    },
  )

  it('values are left out and added by a click, and each chip takes its own away', async () => {
    const page = await overview()
    await breakdown(page, 'Countries').getByRole('link', { name: 'All but Germany' }).click()
    await chip(page, 'Country: not Germany').waitFor()
    await expectVisits(
      page,
      month(({ country }) => country !== 'DE'),
    )
    await breakdown(page, 'Countries').getByRole('link', { name: 'Switzerland', exact: true }).click()
    await chip(page, 'Country: Switzerland').waitFor()
    await page.getByRole('button', { name: 'or… other values of Country' }).click()
    await page.locator('.more-values').getByRole('link', { name: 'Germany' }).click()
    await expectVisits(
      page,
      month(({ country }) => country === 'DE' || country === 'CH'),
    )
    expect(new URL(page.url()).searchParams.get('country')).toBe('CH,DE')
    await chip(page, 'Country: Switzerland').click()
    await expectVisits(
      page,
      month(({ country }) => country === 'DE'),
    )
  })

  it('who came directly, and the family of a browser, are filters by a click', async () => {
    const page = await overview()
    await breakdown(page, 'Referrers').getByRole('link', { name: 'Direct or unknown', exact: true }).click()
    await chip(page, 'Referrer: direct or unknown').waitFor()
    await expectVisits(
      page,
      month(({ referrer }) => referrer === null),
    )
    await chip(page, 'Referrer: direct or unknown').click()
    await breakdown(page, 'Browsers')
      .getByRole('link', { name: /^Firefox/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'or… other values of Browser' }).click()
    await page.locator('.more-values').getByRole('link', { name: 'every Firefox' }).click()
    await chip(page, 'Browser: every Firefox').waitFor()
    await expectVisits(
      page,
      month(({ userAgent }) => /Firefox/.test(userAgent ?? '')),
    )
  })

  it('an organisation filters by its name, on request', async () => {
    const page = await overview()
    await page.getByRole('button', { name: 'About CERN' }).click()
    await page.getByText('This network was labelled by hand.').waitFor()
    await page.getByRole('link', { name: 'Filter by CERN' }).click()
    await chip(page, 'Organisation: CERN').waitFor()
    await expectVisits(
      page,
      month(({ asn }) => asn === 513),
    )
    await headline(page, /^1 (organisation|network) came$/)
  })

  it('the back button takes filters and periods away one by one, and forward brings them again', async () => {
    const page = await overview()
    await breakdown(page, 'Countries').getByRole('link', { name: 'Germany', exact: true }).click()
    await expectVisits(
      page,
      month(({ country }) => country === 'DE'),
    )
    await breakdown(page, 'Pages')
      .getByRole('link', { name: new RegExp(`(^| )/cv ${ada}$`) })
      .click()
    await expectVisits(
      page,
      month(({ country, page, site }) => country === 'DE' && page === '/cv' && site === ada),
    )
    await page.getByRole('link', { name: '7 days' }).click()
    await expectVisits(
      page,
      people(dayAgo(6), dayAgo(), (one) => one.country === 'DE' && one.page === '/cv' && one.site === ada),
    )
    await page.goBack()
    await page.goBack()
    await expectVisits(
      page,
      month(({ country }) => country === 'DE'),
    )
    await page.goBack()
    await expectVisits(page, month())
    expect(await chips(page).count()).toBe(0)
    await page.goForward()
    await expectVisits(
      page,
      month(({ country }) => country === 'DE'),
    )
    await chip(page, 'Country: Germany').waitFor()
  })

  it('a bookmark shows the same again: site, days, filters and view', async () => {
    const [from, to] = [dayAgo(20), dayAgo(3)]
    const query = `site=${ada}&from=${from}&to=${to}&kind=business&country=DE&sittings=off`
    const passes = ({ site, asn, country }: Visit) =>
      site === ada && [14114, 198573, 31399].includes(asn ?? 0) && country === 'DE'
    const page = await overview(`/?${query}`)
    await chip(page, 'Kind: Business').waitFor()
    await chip(page, 'Country: Germany').waitFor()
    await expectVisits(page, people(from, to, passes))
    expect(await page.getByLabel('Site').inputValue()).toBe(ada)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    const items = page.getByRole('link', { name: /^Visit at/ })
    await items.first().waitFor()
    expect(await items.count()).toBe(Math.min(people(from, to, passes).length, 50))
    await page.goto(page.url())
    await items.first().waitFor()
    await page.getByRole('link', { name: 'Remove all' }).click()
    await chips(page).first().waitFor({ state: 'detached' })
    expect(new URL(page.url()).search).toBe(`?view=visits&site=${ada}&from=${from}&to=${to}&sittings=off`)
  })

  it('what makes no sense in an address is passed over, and named', async () => {
    const page = await overview(
      '/?kind=%3Cb%3E&country=xyz&period=ever&from=2026-02-30&to=x&view=nothing&asn=-1',
    )
    expect(await chips(page).count()).toBe(0)
    await expectVisits(page, month())
    expect(await page.locator('.left-out bdi').allInnerTexts()).toEqual([
      'view=nothing',
      'asn=-1',
      'period=ever',
      'from=2026-02-30',
      'to=x',
      'kind=<b>',
    ])
  })

  it('the site switcher shows one site or all, and forgets the filters of another', async () => {
    const page = await overview('/?country=DE')
    await page.getByLabel('Site').selectOption(lab)
    await expectVisits(
      page,
      month(({ site }) => site === lab),
    )
    expect(new URL(page.url()).search).toBe(`?site=${lab}`)
    await page.getByLabel('Site').selectOption('All sites')
    await expectVisits(page, month())
  })

  it.each([
    ['Today', 1],
    ['7 days', 7],
    ['90 days', 90],
  ])('the period %s is counted by the reader’s own days', async (name, days) => {
    const page = await overview()
    await page.getByRole('link', { name, exact: true }).click()
    await page.locator(`[aria-current=true]:text-is("${name}")`).waitFor()
    const expected = people(dayAgo(days - 1), dayAgo())
    if (expected.length > 0) await expectVisits(page, expected)
    else await headline(page, 'Nobody came')
  })

  it('the arrows step by one period, and not into the future', async () => {
    const page = await overview('/?period=7d')
    expect(await page.getByRole('link', { name: 'Next period' }).count()).toBe(0)
    await page.getByRole('link', { name: 'Previous period' }).click()
    await expectVisits(page, people(dayAgo(13), dayAgo(7)))
    expect(new URL(page.url()).search).toBe(`?period=7d&to=${dayAgo(7)}`)
    await page.getByRole('link', { name: 'Previous period' }).click()
    await expectVisits(page, people(dayAgo(20), dayAgo(14)))
    await page.getByRole('link', { name: 'Next period' }).click()
    await page.getByRole('link', { name: 'Next period' }).click()
    await expectVisits(page, people(dayAgo(6), dayAgo()))
    expect(new URL(page.url()).search).toBe('?period=7d')
  })

  it('a custom period takes two days, and none that are the wrong way round', async () => {
    const page = await overview()
    await page.getByRole('button', { name: 'Custom' }).click()
    await page.getByLabel('From', { exact: true }).fill(dayAgo(12))
    await page.getByLabel('To', { exact: true }).fill(dayAgo(15))
    expect(await page.getByRole('button', { name: 'Show', exact: true }).isDisabled()).toBe(true)
    await page.getByLabel('To', { exact: true }).fill(dayAgo(9))
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await expectVisits(page, people(dayAgo(12), dayAgo(9)))
    expect(new URL(page.url()).search).toBe(`?from=${dayAgo(12)}&to=${dayAgo(9)}`)
  })

  it('a period is compared with as much of the one before', async () => {
    const page = await overview()
    await expectVisits(page, month())
    const upTo = `${dayAgo(30)} ${berlin.format(new Date()).slice(11, 13)}:00`
    const before = people(dayAgo(59), dayAgo(30)).filter(({ time }) => berlin.format(new Date(time)) < upTo)
    const change = month().length / before.length - 1
    const percent = new Intl.NumberFormat('en-GB', { style: 'percent', signDisplay: 'exceptZero' }).format(
      change,
    )
    await page.locator('.figures .change').first().waitFor()
    expect(await page.locator('.figures .change').first().textContent()).toBe(
      `${percent} compared with ${number(before.length)}`,
    )
  })

  it('the chart’s table has what GET /stats answers, with bots when they are switched on', async () => {
    const page = await overview('/?period=7d')
    const query = new URLSearchParams({ ...lastDays(7), by: 'day' })
    const { by, totals } = await stage.json(`/stats?${query}`)
    const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
    const days = by.day.map((one: { value: string; visits: number; visitors: number; bots: number }) => [
      day.format(new Date(one.value)),
      ...[one.visits, one.visitors, one.bots].map(number),
    ])
    const table = page.getByRole('table', { name: 'Visits and visitors by day' })
    await page.getByText('The chart as a table').click()
    await table.waitFor()
    expect(days).toHaveLength(7)
    expect(await rowsOf(table)).toEqual([
      ['Day', 'Visits', 'Visitors'],
      ...days.map((cells: string[]) => cells.slice(0, 3)),
    ])
    await page.getByRole('switch', { name: 'Bots' }).check()
    await table.getByRole('columnheader', { name: 'Bots' }).waitFor()
    expect(await rowsOf(table)).toEqual([['Day', 'Visits', 'Visitors', 'Bots'], ...days])
    expect(new URL(page.url()).search).toBe('?period=7d&bots=on')
    expect((await figures(page))[2]).toBe(number(totals.bots))
  })

  it('the visits of all sites name theirs, and those of one do not', async () => {
    const page = await stage.open('/?view=visits&country=DE&networks=all&sittings=off')
    const listed = page.locator('.visit')
    await listed.first().waitFor()
    const newest = month(({ country }) => country === 'DE').toSorted((a, b) => (a.id < b.id ? 1 : -1))
    expect(await listed.locator('.site-name').allInnerTexts()).toEqual(
      newest.slice(0, 50).map(({ site }) => site),
    )
    await page.getByLabel('Site').selectOption(ada)
    await until(async () => (await listed.locator('.site-name').count()) === 0)
  })

  it('the bots switch lets bots into the list of visits', async () => {
    const page = await stage.open(`/?view=visits&period=7d&site=${ada}&networks=all&sittings=off`)
    const items = page.getByRole('link', { name: /^Visit at/ })
    await items.first().waitFor()
    expect(await page.getByText('bot', { exact: true }).count()).toBe(0)
    await page.getByRole('switch', { name: 'Bots' }).check()
    await page.getByText('bot', { exact: true }).first().waitFor()
    const newest = visits
      .filter((visit) => visit.site === ada && berlin.format(new Date(visit.time)) >= dayAgo(6))
      .toSorted((a, b) => (a.id < b.id ? 1 : -1))
      .slice(0, 50) // a page of the list
    expect(await items.count()).toBe(newest.length)
    expect(await page.getByText('bot', { exact: true }).count()).toBe(
      newest.filter((visit) => !isPerson(visit)).length,
    )
  })

  it('networks of other kinds are listed when asked for', async () => {
    const page = await overview()
    const names = async () =>
      (
        await page
          .getByRole('table', { name: /^Organisations, / })
          .getByRole('rowheader')
          .allInnerTexts()
      ).join()
    expect(await names()).not.toContain('Deutsche Telekom')
    await page.getByRole('switch', { name: 'Providers and unknown too' }).check()
    await headline(page, /^\d+ networks came$/)
    await page.getByRole('button', { name: /^Show all \d+$/ }).click()
    await until(async () => (await names()).includes('Deutsche Telekom'))
  })
})

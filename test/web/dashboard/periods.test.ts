import type { Page } from 'playwright-core'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { addDays, mondayOf } from '../../../web/dashboard/state/day'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, dayAgo, headline, number, rowsOf, zone } from './stage'

const site = 'ada.example'

/** Whether a day of the reader's has just begun. */
const isFirstHour = (): boolean =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format() === '00'

const young = 'young.example'

/** A visit of each of the days, two hours after their UTC midnight. */
const daily = (host: string, first: number, last = 1) =>
  Array.from({ length: first - last + 1 }, (_, at) =>
    visitAt(`${dayAgo(first - at)}T02:00:00.000Z`, { site: host, visitor: `${at}`.padStart(24, '0') }),
  )

describeInChromium('the period of the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site, young],
    visits: () => [...daily(site, 200), ...daily(young, 10)],
  })
  const search = (page: Page) => new URL(page.url()).search
  const table = async (page: Page, grain: string) => {
    const found = page.getByRole('table', { name: `Visits and visitors by ${grain}` })
    if (!(await found.isVisible())) await page.getByText('The chart as a table').click()
    await found.waitFor()
    return (await rowsOf(found)).slice(1)
  }
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
  const named = (text: string) => day.format(new Date(text))

  it('yesterday and last month are chosen in the picker and kept in the link, and arrows go by what was chosen', async () => {
    const page = await stage.open(`/?site=${site}`)
    await page.getByRole('link', { name: 'Yesterday' }).click()
    expect(search(page)).toBe(`?site=${site}&period=yesterday`)
    await page.locator('.range', { hasText: named(dayAgo(1)) }).waitFor()
    await page.getByRole('link', { name: 'Previous period' }).click()
    expect(search(page)).toBe(`?site=${site}&period=today&to=${dayAgo(2)}`)
    await page.getByLabel('More').selectOption('This month')
    expect(search(page)).toBe(`?site=${site}&period=month`)
    await page.getByRole('link', { name: 'Previous period' }).click()
    const lastMonth = new Date(`${dayAgo().slice(0, 8)}01`).getTime() - 86_400_000
    const last = new Date(lastMonth).toISOString().slice(0, 10)
    expect(search(page)).toBe(`?site=${site}&period=month&to=${last}`)
    await page.getByText(new RegExp(`^1\\D+${Number(last.slice(8))} `)).waitFor()
    await page.getByRole('link', { name: 'Next period' }).click()
    expect(search(page)).toBe(`?site=${site}&period=month`)
  })

  it('what is not plain of a period is said to be left out, in one line', async () => {
    const page = await stage.open(`/?site=${site}&period=7days&to=${dayAgo(3)}T10:00:00Z&compare=tomorrow`)
    const line = page.getByText('Left out')
    await line.waitFor()
    expect(await line.innerText()).toContain('to=T10:00:00Z, compare=tomorrow')
    const [from, to] = [9, 3].map((days) => Number(dayAgo(days).slice(8)))
    await page.locator('.range', { hasText: new RegExp(`^${from}\\D.*\\b${to} `) }).waitFor()
    await page.getByRole('link', { name: 'Take it off the address' }).click()
    expect(search(page)).toBe(`?site=${site}&period=7d&to=${dayAgo(3)}`)
  })

  it('a week that was picked stays that week', async () => {
    const page = await stage.open(`/?site=${site}`)
    await page.getByRole('button', { name: 'Custom' }).click()
    await page.getByLabel('From').fill(dayAgo(6))
    await page.getByLabel('To', { exact: true }).fill(dayAgo())
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await until(() => search(page) === `?site=${site}&from=${dayAgo(6)}&to=${dayAgo()}`)
  })

  it('a chart ends with today, whatever the period does, and begins with the first visit', async () => {
    const page = await stage.open(`/?site=${young}&from=${dayAgo(20)}&to=${dayAgo(-10)}`)
    const rows = await table(page, 'day')
    expect(rows.map(([name, visits]) => [name, visits])).toEqual(
      Array.from({ length: 11 }, (_, at) => [named(dayAgo(10 - at)), at === 10 ? '0' : '1']),
    )
  })

  it('before the first visit there is nothing to compare with, and the page says so', async () => {
    const page = await stage.open(`/?site=${young}&period=7d`)
    await page.getByText('not all of that time is known').waitFor()
    expect(await page.locator('.change').count()).toBe(0)
    await page.getByRole('link', { name: 'Yesterday' }).click()
    await page.locator('.change', { hasText: '0% compared with 1' }).first().waitFor()
    expect(await page.getByText('not all of that time is known').count()).toBe(0)
  })

  it('it is compared with the time before, a year earlier, or nothing', async () => {
    const page = await stage.open(`/?site=${site}&from=${dayAgo(30)}&to=${dayAgo(-5)}`)
    const compared = page.getByText('compared with').first()
    await compared.waitFor()
    const before = page.locator('.compared')
    const rangeTo = (end: number) => day.formatRange(new Date(dayAgo(66)), new Date(dayAgo(end)))
    // As much of it as has passed, to the full hour: in the first hour of a day that is whole days.
    const range = isFirstHour() ? rangeTo(37) : `${rangeTo(36)}, until `
    expect(await before.innerText()).toContain(range)
    await page.getByLabel('Compared with').selectOption('a year earlier')
    expect(search(page)).toMatch(/&compare=year$/)
    await page.getByText('not all of that time is known').waitFor()
    await page.getByLabel('Compared with').selectOption('nothing')
    await until(async () => (await page.locator('.change').count()) === 0)
    await page.reload()
    await headline(page, /./)
    expect(await page.getByLabel('Compared with').inputValue()).toBe('none')
    expect(stage.asked().filter(({ path }) => path.startsWith('/stats')).length).toBeGreaterThan(2)
  })

  it('the chart is by the week or month if that is chosen', async () => {
    const page = await stage.open(`/?site=${site}&period=90d`)
    await page.getByLabel('By').selectOption('Week')
    expect(search(page)).toBe(`?site=${site}&period=90d&by=week`)
    const weeks = await table(page, 'week')
    const mondays = new Set(Array.from({ length: 90 }, (_, at) => mondayOf(dayAgo(at))))
    expect(weeks).toHaveLength(mondays.size)
    expect(weeks.reduce((sum, [, visits]) => sum + Number(visits), 0)).toBe(89)
    await page.getByLabel('By').selectOption('Month')
    expect((await table(page, 'month')).reduce((sum, [, visits]) => sum + Number(visits), 0)).toBe(89)
    const asked = stage.asked().filter(({ path }) => path.startsWith('/stats')).length
    expect(asked).toBe(2) // the days are there
  })

  it('a link may name the time zone, by which the page shows days and times', async () => {
    const page = await stage.open(`/?site=${site}&period=7d&tz=Pacific/Auckland`)
    await page.getByText('Pacific/Auckland').waitFor()
    expect(stage.asked().filter(({ path }) => path.includes('tz=Europe'))).toEqual([])
    await page.getByRole('link', { name: '30 days' }).click()
    expect(search(page)).toBe(`?site=${site}&tz=Pacific%2FAuckland`)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Pacific/Auckland' })
    await page
      .getByText(time.format(new Date(`${dayAgo(1)}T02:00:00Z`)), { exact: true })
      .first()
      .waitFor()
  })

  it.each(['Etc/Unknown', '+01:00'])('a browser whose zone is %s gets UTC, and is told', async (zone) => {
    const before = `
      const { resolvedOptions } = Intl.DateTimeFormat.prototype
      Intl.DateTimeFormat.prototype.resolvedOptions = function () {
        return { ...resolvedOptions.call(this), timeZone: '${zone}' }
      }`
    const page = await stage.open(`/?site=${site}&period=7d`, { before })
    await page.getByText('This browser names no time zone, so days begin at midnight UTC.').waitFor()
    expect((await table(page, 'day')).length).toBeGreaterThanOrEqual(7)
    expect(number(1)).toBe('1')
  })
})

describeInChromium('the time zone that the owner has set', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [site], zone: 'Asia/Tokyo', visits: () => daily(site, 40) })

  it('is that of days and times, whoever reads, named on the page and in links, and asks nothing more', async () => {
    const page = await stage.open(`/?site=${site}`)
    await page.getByText('Asia/Tokyo').waitFor()
    await headline(page, /came$/)
    expect(stage.asked().filter(({ path }) => path.includes('tz=Asia%2FTokyo')).length).toBe(2)
    expect(stage.asked()).toHaveLength(4)
    await page.getByRole('link', { name: '7 days' }).click()
    expect(new URL(page.url()).search).toBe(`?site=${site}&period=7d&tz=Asia%2FTokyo`)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await page.getByText('11:00', { exact: true }).first().waitFor()
  })
})

describeInChromium('a day on which the clock is put', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [site], visits: () => daily(site, 250) })

  /** The last day on which a zone's clock was put, and the moments between which it lay. */
  function lastChange(name: string): { readonly day: string; readonly start: number; readonly end: number } {
    const zone = zoneOf(name)
    const days = Array.from({ length: 240 }, (_, at) => dayAgo(at + 2))
    const length = (day: string) => (zone.startOf(addDays(day, 1)) - zone.startOf(day)) / 3_600_000
    const day = days.find((one) => length(one) !== 24)
    if (day === undefined) throw new Error(`the clock of ${name} was not put`)
    return { day, start: zone.startOf(day), end: zone.startOf(addDays(day, 1)) }
  }

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Chatham'])(
    'has the hours in %s that its clock showed, each named by when it began',
    async (name) => {
      const { day, start, end } = lastChange(name)
      const page = await stage.open(`/?site=${site}&from=${day}&to=${day}&tz=${name}`)
      await page.getByText('The chart as a table').click()
      const table = page.getByRole('table', { name: 'Visits and visitors by hour' })
      await table.waitFor()
      const { by } = await stage.json(`/stats?site=${site}&from=${day}&to=${day}&tz=${name}&by=hour`)
      const clock = new Intl.DateTimeFormat('en-GB', { timeZone: name, timeStyle: 'short' })
      const shown = by.hour.map(({ value }: { value: string }) => clock.format(new Date(value)))
      const rows = (await rowsOf(table)).slice(1).map(([label]) => label?.split(', ')[1]?.slice(0, 5))
      expect(rows).toEqual(shown)
      const begun: number[] = by.hour.map(({ value }: { value: string }) => Date.parse(value))
      const lengths = [...begun.slice(1), end].map((next, at) => (next - (begun[at] ?? 0)) / 60_000)
      expect(begun[0]).toBe(start)
      expect(lengths.every((minutes) => minutes > 0 && minutes <= 60)).toBe(true)
    },
  )
})

import { zoneOf } from '../../../../lambda/domain/time/zone'
import { wholeGrant } from '../../../../lambda/domain/token/grant'
import {
  overviewPaths,
  totalsPath,
  visitorPath,
  visitsPath,
} from '../../../../web/dashboard/api/request-list'
import { dayOf } from '../../../../web/dashboard/state/day'
import { firstView, type View } from '../../../../web/dashboard/state/view'

const moment = { now: new Date(2026, 10, 22, 15, 40), zone: 'Europe/Berlin' }
const paths = (fields: Partial<View>) => overviewPaths({ ...firstView, ...fields }, moment)
const queryOf = (path: string | null) => Object.fromEntries(new URLSearchParams(path?.split('?')[1]))

test('of all sites, the overview asks for each, and for pages with their sites', () => {
  expect(queryOf(paths({ period: '7d' }).stats)).toMatchObject({
    by: expect.stringMatching(/^day,site,sitePage,referrer,/),
  })
})

test('the overview asks four things', () => {
  const { sites, stats, before, organisations } = paths({ site: 'you.github.io', period: '7d' })
  expect(sites).toBe('/sites')
  expect(queryOf(stats)).toEqual({
    site: 'you.github.io',
    from: '2026-11-16',
    to: '2026-11-22',
    tz: 'Europe/Berlin',
    by: 'day,page,referrer,referrerGroup,country,browser,os,device,language,section,link',
  })
  expect(queryOf(before)).toMatchObject({ from: '2026-11-09', tz: 'Europe/Berlin' })
  expect(queryOf(organisations)).toEqual({
    site: 'you.github.io',
    from: new Date(2026, 10, 16).toISOString(),
    to: new Date(2026, 10, 23).toISOString(),
  })
})

test('with nothing to compare with, it asks three', () => {
  expect(paths({ compared: 'none' }).before).toBeNull()
  expect(paths({ period: { from: '2026-12-01', to: null } }).before).toBeNull()
})

test('a year earlier is compared by as much of it as has passed', () => {
  expect(queryOf(paths({ period: 'month', compared: 'year' }).before)).toMatchObject({
    from: '2025-11-01',
    to: new Date(2025, 10, 22, 15).toISOString(),
  })
})

test.each([
  ['hour', 'hour'],
  ['day', 'day'],
  ['week', 'day'],
  ['month', 'day'],
] as const)('a chart by %s is asked for by %s', (grain, by) => {
  const period = { from: '2026-11-01', to: grain === 'month' ? '2026-12-31' : '2026-11-14' }
  expect(queryOf(paths({ grain, period }).stats).by).toMatch(new RegExp(`^${by},`))
})

test('two days at most are asked for by hour', () => {
  expect(queryOf(paths({ period: 'today' }).stats).by).toMatch(/^hour,/)
})

test('of a kind, organisations are asked for by the kind', () => {
  expect(queryOf(paths({ filters: { kind: 'isp' } }).organisations)).toMatchObject({ kind: 'isp' })
  expect(queryOf(paths({ everyKind: true }).organisations)).toMatchObject({ kind: 'all' })
})

test('with another filter it asks three things: organisations come with the numbers', () => {
  const { stats, before, organisations } = paths({ filters: { page: '/cv.html' } })
  expect(organisations).toBeNull()
  expect(queryOf(stats)).toMatchObject({ page: '/cv.html', by: expect.stringMatching(/,organisation$/) })
  expect(queryOf(before)).toMatchObject({ page: '/cv.html' })
})

test('one filter is compared with the time before, and if need be counted, by what rollups know of it', () => {
  const { fewer, before } = paths({ filters: { browser: 'Firefox 145' }, period: '7d' })
  expect(queryOf(before)).toMatchObject({ browser: 'Firefox 145', by: 'browser', tz: 'Europe/Berlin' })
  expect(queryOf(fewer)).toEqual({
    from: '2026-11-16',
    to: '2026-11-22',
    tz: 'UTC',
    by: 'day,browser',
    browser: 'Firefox 145',
  })
  expect(queryOf(paths({ filters: { kind: 'business' }, period: 'today' }).fewer).by).toBe('hour,kind')
})

test.each<[View['filters']]>([
  [{}],
  [{ visitor: 'c39311ce59beceb3c34f4342' }],
  [{ page: '/', country: 'DE' }],
  [{ page: '/a,/b' }],
  [{ page: '!/a' }],
  [{ page: '/a/b/*' }],
  [{ language: 'de,en' }],
])('of %j rollups tell nothing less', (filters) => {
  const { fewer, before } = paths({ filters })
  expect([fewer, queryOf(before).by]).toEqual([null, 'day'])
})

test.each<[View['filters'], string]>([
  [{ page: '/projects/*' }, 'folder'],
  [{ browser: 'Firefox *' }, 'browser'],
  [{ country: 'DE,!AT' }, 'country'],
  [{ referrer: 'none' }, 'referrer'],
])('of %j rollups tell by %s', (filters, by) => {
  const { fewer, before } = paths({ filters })
  expect([queryOf(fewer).by, queryOf(before).by]).toEqual([`day,${by}`, by])
})

test('organisations are listed by kinds, and counted where some are left out', () => {
  expect(queryOf(paths({ filters: { kind: 'isp,vpn' } }).organisations)).toMatchObject({ kind: 'isp,vpn' })
  expect(paths({ filters: { kind: '!isp' } }).organisations).toBeNull()
  expect(paths({ filters: { kind: 'none' } }).organisations).toBeNull()
})

test('visits are asked for with the filters, bots when wanted', () => {
  const view = { ...firstView, filters: { country: 'DE' } }
  expect(queryOf(visitsPath(view, moment))).toMatchObject({ country: 'DE' })
  expect(queryOf(visitsPath(view, moment))).not.toHaveProperty('bot')
  expect(queryOf(visitsPath({ ...view, bots: true }, moment))).toMatchObject({ bot: 'include' })
  expect(queryOf(visitsPath({ ...view, mine: true }, moment))).toMatchObject({ mine: 'include' })
})

test('all visits of an organisation are asked for on its own page', () => {
  const view: View = { ...firstView, name: 'organisation', organisation: 'apple' }
  expect(queryOf(visitsPath(view, moment, { format: 'csv', limit: 500 }))).toMatchObject({
    organisation: 'apple',
    bot: 'include',
    mine: 'include',
    format: 'csv',
    limit: '500',
  })
})

const whole = wholeGrant('stats')

test('a shared link asks only for what its token may see', () => {
  const view = { ...firstView, filters: { country: 'DE' }, bots: true }
  const days = { from: '2026-10-24', to: '2026-11-22' }
  expect(queryOf(totalsPath(view, whole, days))).toEqual({ ...days, by: 'day,page' })
})

test.each([
  ['2026-11-22', 'hour'],
  ['2026-11-21', 'hour'],
  ['2026-11-20', 'day'],
  ['2026-11-17', 'day'],
  ['2026-11-16', 'day,page'],
])('a shared link asks of %s to 22 November by %s', (from, by) => {
  expect(queryOf(totalsPath(firstView, whole, { from, to: '2026-11-22' }))).toMatchObject({ by })
})

test('a shared link asks for the site and the pages that it was made for', () => {
  const days = { from: '2026-10-24', to: '2026-11-22' }
  const bound = { ...whole, site: 'you.github.io', pages: false }
  expect(queryOf(totalsPath(firstView, bound, days))).toEqual({ ...days, site: 'you.github.io', by: 'day' })
})

test.each([
  ['Asia/Kathmandu', '2026-11-22T18:14:59Z', '2026-11-22'],
  ['Asia/Kathmandu', '2026-11-22T18:15:00Z', '2026-11-23'],
  ['America/New_York', '2026-11-23T04:59:59Z', '2026-11-22'],
  ['UTC', '2026-11-23T00:00:00Z', '2026-11-23'],
])('the day in %s at %s is %s', (zone, moment, day) => {
  expect(dayOf(new Date(moment), zoneOf(zone))).toBe(day)
})

test('a visitor is looked for on the UTC day of its visit', () => {
  const visit = { site: 'you.github.io', time: '2026-11-22T23:59:45.047Z' }
  expect(queryOf(visitorPath('c39311ce59beceb3c34f4342', visit))).toMatchObject({
    from: '2026-11-22',
    to: '2026-11-22',
  })
})

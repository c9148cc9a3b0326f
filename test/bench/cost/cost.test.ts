import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assumptions } from '../../../bench/cost/assumptions'
import { costTable, purposesSoFar, readmeLines, visitPurposes } from '../../../bench/cost/cost'
import { estimate, type Setting, settings, sum } from '../../../bench/cost/estimate'
import { messagesTable, monthOf, notifying, priced, settingsTable } from '../../../bench/cost/of-settings'
import { billedPrice, listPrice, type Price, prices } from '../../../bench/cost/prices'
import { abuses, worstDay, worstMonth } from '../../../bench/cost/worst-day'
import { routes } from '../../../lambda/api/routes'
import { dollarsPerMillion, dollarsPerMillionUnread } from '../../../lambda/contract'
import { dashboardPage } from '../../../lib/assets/dashboard'
import { book } from '../../support/book'

const [byDefault, withoutReports, withEdge] = settings as [Setting, Setting, Setting]

test.each([
  ['README.md', 'cost-lines', readmeLines()],
  ['docs/costs.md', 'cost', costTable()],
  ['docs/costs.md', 'settings', settingsTable()],
  ['docs/costs.md', 'messages', messagesTable()],
])('%s has what prices and assumptions make of %s', (file, name, table) => {
  const page = readFileSync(join(__dirname, '../../..', file), 'utf8')
  const [, quoted] = new RegExp(`<!-- ${name}:begin.*?-->\n(.*?)<!-- ${name}:end -->`, 's').exec(page) ?? []
  if (quoted !== table)
    process.stderr.write(`${file}, between ${name}:begin and ${name}:end, should be:\n${table}\n`)
  expect(quoted).toBe(table)
})

test('idle months cost nothing as billed, but for a zone', () => {
  for (const one of priced)
    expect([one.name, monthOf(one, 0).billed.toFixed(2)]).toEqual([
      one.name,
      one.name.includes('hostedZone') ? '0.50' : '0.00',
    ])
})

test.each([
  ['requests of the API within the first tier', prices.apiRequests, 1e6, 1, 1],
  ['requests of the API into the second tier', prices.apiRequests, 400e6, 390, 390],
  ['requests of Lambda, a million of which are always free', prices.lambdaRequests, 3e6, 0.6, 0.4],
  ['write units', prices.writes, 2e6, 1.25, 1.25],
  ['storage below 25 GB', prices.storage, 24e9, 0, 0],
  ['storage above 25 GB', prices.storage, 35e9, 2.5, 2.5],
  ['nothing', prices.logs, 0, 0, 0],
] as readonly [string, Price, number, number, number][])('prices %s', (_, price, quantity, list, billed) => {
  expect(listPrice(price, quantity)).toBeCloseTo(list, 9)
  expect(billedPrice(price, quantity)).toBeCloseTo(billed, 9)
})

test('messages cost less than ten cents for a million visits of which a tenth are of sought kinds, calls and all', () => {
  const list = notifying(1_000_000).reduce((all, [price, quantity]) => all + listPrice(price, quantity), 0)
  expect(list).toBeLessThan(0.1)
})

test('every price names its page at AWS', () => {
  for (const { page } of Object.values(prices)) expect(page).toMatch(/^https:\/\/aws\.amazon\.com\//)
})

test('a million visits without reports cost at most $2.00, recorded and counted', () => {
  const { list, billed } = sum(estimate(withoutReports, 1_000_000), visitPurposes)
  expect(list).toBeLessThanOrEqual(2)
  expect(billed).toBeLessThanOrEqual(list)
})

test('the answer to a visit has the bytes that are billed, as HTTP/1.1 writes them', async () => {
  const origin = 'https://you.github.io'
  const body = JSON.stringify({ page: '/cv.html' })
  const answer = await book()({ route: 'POST /visits', headers: { Origin: origin }, body })
  const ofTheApi = {
    date: 'Sun, 22 Nov 2026 15:45:50 GMT',
    connection: 'keep-alive',
    'apigw-requestid': 'aBcDeFgHiJkLmNo=',
  }
  const head = Object.entries({ ...answer.headers, ...ofTheApi }).map(([name, value]) => `${name}: ${value}`)
  const bytes = ['HTTP/1.1 204 No Content', ...head, '', ''].join('\r\n').length
  expect(answer.status).toBe(204)
  expect(Math.abs(bytes - assumptions.bytesOfAnswer)).toBeLessThan(5)
})

test('the status reckons a million visits at what the bill makes of them, by list price and without what is kept', () => {
  const dollars = (setting: Setting) =>
    Number(sum(estimate(setting, 1_000_000), purposesSoFar).list.toFixed(2))
  expect([dollarsPerMillion, dollarsPerMillionUnread]).toEqual([dollars(byDefault), dollars(withoutReports)])
})

test('an idle month costs $0.00, by list price and as billed', () => {
  const { list, billed } = sum(estimate(byDefault, 0))
  expect(list.toFixed(2)).toBe('0.00')
  expect(billed.toFixed(2)).toBe('0.00')
})

test('what is free is taken off once, however many lines use it', () => {
  const lines = estimate(byDefault, 1_000_000).filter(({ price }) => price === prices.lambdaRequests)
  const requests = lines.reduce((all, { quantity }) => all + quantity, 0)
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.reduce((all, { billed }) => all + billed, 0)).toBeCloseTo(((requests - 1e6) / 1e6) * 0.2, 9)
})

test('a second request a visit doubles what recording costs', () => {
  const recording = (setting: Setting) => sum(estimate(setting, 1_000_000), ['record']).list
  expect(recording(byDefault) / recording(withoutReports)).toBeCloseTo(2, 2)
})

test('CloudFront adds its own requests and takes the script from the API', () => {
  const lines = estimate(withEdge, 1_000_000)
  expect(lines.filter(({ price }) => price === prices.apiRequests).map(({ quantity }) => quantity)).toEqual([
    2_000_000,
  ])
  expect(sum(lines, ['record']).list).toBeGreaterThan(
    sum(estimate(byDefault, 1_000_000), ['record']).list + 1.8,
  )
})

test('the worst day walks every route there is, each once', () => {
  const walked = abuses.reduce((sum, abuse) => sum + abuse.routes, 0)
  expect(walked).toBe(routes.record.length + routes.query.length)
})

test('the fuse blows within half a day of a flood, and keeps the worst month below a twentieth of what it would be', () => {
  const { without, with: fused, until } = worstMonth()
  expect(until).toBeLessThan(43_200)
  expect(without).toBeCloseTo(worstDay().dollars * assumptions.daysOfMonth, 6)
  expect(fused).toBeLessThan(without / 20)
})

test('a forged visit costs more than a visit, and at most two and a half times as much', () => {
  const forged = worstDay().each.filter(([{ visit }]) => visit)
  const visit = sum(estimate(withoutReports, 1_000_000), visitPurposes).list
  for (const [{ routes: many, rate }, dollars] of forged) {
    const million = (dollars / (many * rate * 86_400)) * 1e6
    expect([million > visit, million < 2.5 * visit]).toEqual([true, true])
  }
})

test('the dashboard has the bytes that are billed when it is asked for without compression', () => {
  expect(Math.abs(Buffer.byteLength(dashboardPage('en')) / assumptions.bytesOfDashboard - 1)).toBeLessThan(
    0.1,
  )
})

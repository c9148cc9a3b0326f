import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Visit } from '../../../lambda/domain/visit/visit'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, rowsOf } from './stage'

const site = 'ada.example'
const busy = 'busy.example'
const minute = 60_000
const day = 1440 * minute
const yesterday = Math.floor(Date.now() / day) * day - 12 * 60 * minute

/** Numbers of networks of as many firms, each labelled by hand. */
function firms(count: number): readonly number[] {
  const file = join(__dirname, '../../../lib/assets/network-table/data/business.tsv')
  const lines = readFileSync(file, 'utf8').split('\n')
  const asns = lines.flatMap((line) => /^[^#\t][^\t]*\t[^\t]*\t(\d+)$/.exec(line)?.[1] ?? [])
  return asns.slice(0, count).map(Number)
}

const visitsOf = (fields: readonly Partial<Visit>[], from: number): readonly Visit[] =>
  fields.map((one, at) => {
    const time = from + at * 1000
    const bytes = new Uint8Array(10)
    new DataView(bytes.buffer).setUint32(0, time % 0x7fffffff)
    const visitor = (at + 1).toString(16).padStart(24, '0')
    return {
      ...visitAt(new Date(time).toISOString(), { site, visitor, ...one }),
      id: makeVisitId(time, bytes),
    }
  })

describeInChromium('each list of the dashboard says its true number and leads to the rest', (chromium) => {
  const asns = firms(130)
  const firmsRead = asns.map((asn) => ({ asn, page: '/pages/0' }))
  const visitor = 'f'.repeat(24)
  const readings = Array.from({ length: 699 }, (_, at) => ({ page: `/pages/${at}`, asn: 3320 }))
  const stage = dashboardStage(chromium, {
    sites: [site, busy],
    visits: () => [
      ...visitsOf(firmsRead.slice(0, 65), yesterday),
      ...visitsOf(firmsRead.slice(65), yesterday - day),
      ...visitsOf(
        firmsRead.map((one) => ({ ...one, site: busy })),
        yesterday + 20 * minute,
      ),
      ...visitsOf(readings, yesterday + 10 * minute),
      ...visitsOf(
        Array.from({ length: 130 }, () => ({ page: '/pages/1', visitor, asn: 3320 })),
        yesterday - 60 * minute,
      ),
    ],
  })
  beforeAll(async () => {
    jest.spyOn(console, 'info').mockImplementation() // refusals are logged
    for (let at = 0; at < 150; at++) {
      const headers = { origin: `https://${at}.stranger.example` }
      await fetch(`${stage.local().url}/visits`, { method: 'POST', headers, body: '{"page":"/"}' })
    }
  })

  const opened = async (path: string, heading: string | RegExp): Promise<Page> => {
    const page = await stage.open(path)
    await headline(page, heading)
    await until(async () => (await page.locator('.loading').count()) === 0)
    return page
  }

  it('more than a hundred organisations', async () => {
    const { organisations, others } = await stage.json(`/organisations?site=${site}`)
    const keys = (await stage.json(`/organisations?site=${site}&limit=1000`)).organisations.length
    expect([organisations.length, others]).toEqual([
      100,
      { organisations: keys - 100, perhaps: 0, visits: others.visits },
    ])
    expect(keys).toBeGreaterThan(105)
    const page = await opened(`/?site=${site}`, `${keys} organisations came`)
    const table = page.locator('table.organisations')
    await page.getByRole('button', { name: `Show all ${keys}`, exact: true }).click()
    await until(async () => (await table.locator('tbody tr').count()) === keys)
    await headline(page, `${keys} organisations came`)
  })

  it('more organisations on one day than are named of it', async () => {
    await opened(`/?site=${busy}`, '100 and more organisations came')
  })

  it('699 pages', async () => {
    const page = await opened(`/?site=${site}`, /came$/)
    const table = page.getByRole('table', { name: 'Pages, the most visits first' })
    await page.getByRole('button', { name: 'Show 500 of 699 Pages' }).click()
    await until(async () => (await table.locator('tbody tr').count()) === 501)
    expect((await rowsOf(table)).at(-1)).toEqual(['199 others', '199', '199'])
  })

  it('699 pages behind a shared link', async () => {
    const page = await stage.open(`/?site=${site}#share=${stage.local().token}`, { signedIn: false })
    await page.getByRole('button', { name: 'Show 500 of 699 Pages' }).waitFor()
  })

  it('150 refusals', async () => {
    const page = await opened('/?view=refusals', '150 refusals')
    expect(await page.locator('.refusals > li').count()).toBe(100)
    await page.getByRole('button', { name: 'Show them' }).click()
    await until(async () => (await page.locator('.refusals > li').count()) === 150)
  })

  it('130 visits of one visitor on a day', async () => {
    const { visits } = await stage.json(`/visits?visitor=${visitor}&limit=1`)
    const page = await stage.open(`/?view=visits&visit=${visits[0].id}@${site}`)
    await page.getByRole('heading', { name: 'The same visitor that day: 129 other visits' }).waitFor()
    expect(await page.getByRole('dialog').locator('ol > li').count()).toBe(129)
  })

  it('the pages of an organisation', async () => {
    const page = await opened('/?view=organisation&asn=3320', /./)
    const rows = await rowsOf(page.getByRole('table', { name: 'Pages, the most read first' }))
    const { visits, pages } = await stage.json('/organisations/3320')
    const named = pages.reduce((sum: number, one: { visits: number }) => sum + one.visits, 0)
    expect(rows.at(-1)).toEqual(['All others', `${visits - named}`])
  })
})

import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { firefox, visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { dashboardStage } from './stage'

const site = 'ada.example'

/** More than one answer looks at. */
const many = 20_500
const minute = 60_000

describeInChromium('few visits among many in the dashboard', (chromium) => {
  const now = Date.now()
  const visits = Array.from({ length: many }, (_, at) => {
    const time = now - (at + 1) * minute
    const id = new Uint8Array(10)
    new DataView(id.buffer).setUint32(5, at)
    const isSought = at >= many - 2
    return {
      ...visitAt(new Date(time).toISOString(), { site, userAgent: firefox, country: isSought ? 'FJ' : 'DE' }),
      id: makeVisitId(time, id),
    }
  })
  const stage = dashboardStage(chromium, { sites: [site] })

  beforeAll(async () => {
    for (let at = 0; at < many; at += 500) await stage.record(visits.slice(at, at + 500))
    await stage.count()
  }, 240_000)

  it('are found by itself, and their number is told beside that of all', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&period=90d&country=FJ')
    await page.getByText('2 of 20,500 visits match; 2 found.').waitFor({ timeout: 60_000 })
    expect(await page.locator('.visit').count()).toBe(2)
    expect(await page.getByRole('button', { name: /Older visits|Go on looking/ }).count()).toBe(0)
  })

  it('that are none are told to be none', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&period=90d&country=TO')
    await page.getByText('0 of 20,500 visits match; 0 found.').waitFor({ timeout: 60_000 })
    expect(await page.locator('.visit').count()).toBe(0)
    expect(await page.getByRole('button', { name: /Older visits|Go on looking/ }).count()).toBe(0)
  })

  it('do not keep those of a longer list from being asked for', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&period=90d&country=DE')
    await page.getByText('20,498 of 20,500 visits match; 50 found.').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Older visits' }).click()
    await page.getByText('20,498 of 20,500 visits match; 100 found.').waitFor({ timeout: 60_000 })
  })
})

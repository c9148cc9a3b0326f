import { exampleSite } from '../../../web/dashboard/example/example-site'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, widthOf } from './stage'

describeInChromium('the example in the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, { sites: ['ada.example'] })

  it('is filled and removed by a button each, and says on every view that it is invented', async () => {
    const page = await stage.open('/', { viewport: { width: 320, height: 700 } })
    page.setDefaultTimeout(30_000) // so many puts on a busy machine
    await headline(page, 'No visits yet')
    await page.getByRole('button', { name: 'Fill an example' }).click()
    const note = page.getByRole('complementary', { name: 'Example' })
    await note.getByText('All visits here are invented.').waitFor()
    const place = page.locator('.place')
    await until(async () => (await place.innerText()).includes(exampleSite))
    await headline(page, /organisations? came/)
    for (const view of ['visits', 'recipients', 'refusals', 'health']) {
      await page.goto(`${stage.local().url}/?view=${view}`)
      await note.waitFor()
      expect(await note.innerText()).toContain('With invented visits')
      expect(await widthOf(page)).toBeLessThanOrEqual(320)
    }
    await page.getByText('last visit on').waitFor()
    expect(await page.innerText('main')).not.toContain('no longer listed')
    await page.goto(`${stage.local().url}/?site=ada.example`)
    await headline(page, 'No visits yet')
    expect(await note.count()).toBe(0)

    await page.goto(stage.local().url)
    await page.getByRole('button', { name: 'Remove the example' }).click()
    await headline(page, 'No visits yet')
    await until(async () => (await note.count()) === 0)
    await place.click()
    expect(await page.locator('.site select').innerText()).not.toContain(exampleSite)
  }, 90_000)

  it('is offered only on this machine', async () => {
    const page = await stage.open('/', { url: stage.local().url.replace('127.0.0.1', 'visitbook.localhost') })
    await headline(page, 'No visits yet')
    expect(await page.getByRole('button', { name: 'Fill an example' }).count()).toBe(0)
  })
})

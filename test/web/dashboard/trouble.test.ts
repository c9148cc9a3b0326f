import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'

describeInChromium('the dashboard in trouble', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 60 }),
  })
  const came = /^\d+ organisations came$/

  it('with the network cut says so, keeps what is there, and recovers by itself', async () => {
    const page = await stage.open()
    await headline(page, came)
    const name = await page.getByRole('heading', { level: 1 }).innerText()
    await page.context().setOffline(true)
    await page.getByText(/^Offline since \d\d:\d\d\./).waitFor()
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name)
    await page.getByRole('link', { name: '90 days' }).click()
    await page.getByText('Visitbook cannot be reached.').first().waitFor()
    await page.context().setOffline(false)
    await page.getByText(/^Offline since/).waitFor({ state: 'detached' })
    await headline(page, came)
    await until(async () => (await page.getByText('Visitbook cannot be reached.').count()) === 0)
    expect(new URL(page.url()).search).toBe('?period=90d')
    const visits = page.locator('.figures .value').first()
    await until(async () => /^\d+$/.test(await visits.innerText()))
  })

  it('a service that nobody answers from is knocked at until it is there again', async () => {
    const page = await stage.open()
    await headline(page, came)
    await page.route(/\/(stats|organisations|sites|health)/, (route) => route.abort())
    await page.getByRole('link', { name: '7 days' }).click()
    await page.getByText(/^Offline since/).waitFor()
    await page.unroute(/\/(stats|organisations|sites|health)/)
    await page.getByText(/^Offline since/).waitFor({ state: 'detached' })
    await headline(page, came)
  })

  it.each([
    [503, 'Service Unavailable.', { 'retry-after': '2' }, { message: 'Service Unavailable' }],
    [500, 'Something broke on our side.', {}, { detail: 'something broke on our side' }],
    [502, 'The service answered 502.', {}, null],
  ])(
    'an answer %i is told as “%s”, and tried again on request or by itself',
    async (status, told, headers, body) => {
      const page = await stage.open()
      await headline(page, came)
      const answer = { status, headers, body: body === null ? '<h1>no</h1>' : JSON.stringify(body) }
      await page.route(/\/stats/, (route) => route.fulfill(answer))
      await page.getByRole('link', { name: '90 days' }).click()
      const alert = page.getByRole('alert').filter({ hasText: told })
      await alert.waitFor()
      await headline(page, came) // what was answered stays
      await page.unroute(/\/stats/)
      await alert
        .getByRole('button', { name: 'Try again' })
        .click({ timeout: 2000 })
        .catch(() => {}) // by itself it was sooner
      await page.getByRole('table', { name: 'Pages, the most visits first' }).waitFor()
      expect(await page.getByRole('alert').count()).toBe(0)
    },
  )

  it('an overview of which nothing can be had says so, and is there when it is tried again', async () => {
    const page = await stage.open('/?view=visits&sittings=off&period=7d')
    await page
      .getByRole('link', { name: /^Visit at/ })
      .first()
      .waitFor()
    await page.route(/\/(stats|organisations)/, (route) => route.fulfill({ status: 500, json: {} }))
    await page.getByRole('link', { name: 'Overview' }).click()
    await page.getByRole('alert').first().waitFor()
    await headline(page, 'Who came')
    await page.unroute(/\/(stats|organisations)/)
    const again = page.getByRole('button', { name: 'Try again' })
    await until(async () => {
      await again
        .first()
        .click({ timeout: 300 })
        .catch(() => {})
      return (await again.count()) === 0
    })
    await headline(page, came)
  })

  it('visits that cannot be had are tried again on request or by itself, and those that are there stay', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&period=90d')
    const items = page.getByRole('link', { name: /^Visit at/ })
    await items.first().waitFor()
    const count = await items.count()
    await page.route(/cursor=/, (route) => route.fulfill({ status: 500, json: { detail: 'a fault' } }))
    await page.getByRole('button', { name: 'Older visits' }).click()
    await page.getByRole('alert').filter({ hasText: 'A fault.' }).waitFor()
    expect(await items.count()).toBe(count)
    await page.unroute(/cursor=/)
    await page
      .getByRole('button', { name: 'Try again' })
      .click({ timeout: 2000 })
      .catch(() => {}) // by itself it was sooner
    await until(async () => (await items.count()) > count)
  })

  it.each([
    ['a view', /\/stats/, {}],
    ['the frame', /\/sites/, { sites: 5 }],
  ])('what cannot be drawn of %s is told in a line, never a blank page', async (name, path, json) => {
    const page = await stage.open('/?view=refusals')
    await headline(page, /./)
    await page.route(path, (route) => route.fulfill({ json }))
    if (name === 'a view') await page.getByRole('link', { name: 'Overview' }).click()
    else await page.reload()
    await page.getByText('Something went wrong on this page.').waitFor()
    await page.unroute(path)
    expect(stage.forgive().join()).toMatch(/TypeError|not a function|undefined/)
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await headline(page, /./)
    await page.waitForTimeout(2200)
    expect(await page.getByText('This page did not start.').count()).toBe(0)
  })

  it('an erasure that fails says why, and the visit stays', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all')
    await page
      .getByRole('link', { name: /^Visit at/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Erase this visit' }).click()
    await page.route(/\/visits\//, (route) =>
      route.request().method() === 'DELETE'
        ? route.fulfill({ status: 503, json: { message: 'Service Unavailable' } })
        : route.fallback(),
    )
    await page.getByRole('button', { name: 'Erase', exact: true }).click()
    await page.getByRole('dialog').getByText('Service Unavailable.').waitFor()
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.getByRole('button', { name: 'Erase this visit' }).waitFor()
  })
})

import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { held } from './held'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, pathIn, rowsOf } from './stage'

const site = 'ada.example'
const cern = 'cern'

describeInChromium('an organisation in the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 90 }),
  })
  afterEach(() => stage.ask(`/organisations/${cern}`, { method: 'DELETE' }))

  const openOrganisation = async () => {
    const page = await stage.open(`/?view=organisation&key=${cern}&sittings=off`)
    await headline(page, 'CERN')
    return page
  }
  const save = async (page: Page) => {
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved', { exact: true }).waitFor()
  }
  const overview = async (page: Page) => {
    await page.getByRole('link', { name: 'Overview' }).click()
    await headline(page, /came$/)
  }
  const listed = (page: Page) => page.getByRole('table', { name: 'Organisations, the most visits first' })
  const nameInList = (page: Page, name: string) => listed(page).getByRole('link', { name, exact: true })

  it('has a page of its own: who it is and why, what it read, and every visit', async () => {
    const page = await stage.open('/?sittings=off')
    await nameInList(page, 'CERN').click()
    await headline(page, 'CERN')
    const asked = stage.asked().findLast((one) => one.path.startsWith(`/organisations/${cern}`))?.path ?? ''
    const answer = await stage.json(asked)
    const text = await page.innerText('main')
    expect(text).toContain('AS513. Its kind is certain. This network was labelled by hand.')
    expect(text).toContain('Visits from Switzerland.')
    expect(text).toContain(`${answer.visits} visits by ${answer.visitors} visitors in this period`)
    expect(await page.getByRole('link', { name: 'cern.ch' }).getAttribute('rel')).toBe('noreferrer noopener')
    const read = await rowsOf(page.getByRole('table', { name: 'Pages, the most read first' }))
    expect(read.slice(1).map(([page, visits]) => [pathIn(page), visits])).toEqual(
      answer.pages.map((one: { page: string; visits: number }) => [one.page, `${one.visits}`]),
    )
    await until(async () => (await page.getByRole('link', { name: /^Visit at/ }).count()) === answer.visits)
  })

  it('a name of the owner’s counts at once, in the list, for old visits and in the filter', async () => {
    const page = await openOrganisation()
    await page.getByLabel('Name').fill('CERN & friends <b>')
    await save(page)
    await headline(page, 'CERN & friends <b>')
    await overview(page)
    await nameInList(page, 'CERN & friends <b>').waitFor()
    expect(await nameInList(page, 'CERN').count()).toBe(0)
    await page.goto(`${stage.local().url}/?organisation=513`) // a link of before
    await page.getByRole('link', { name: 'Remove filter Organisation: CERN & friends <b>' }).waitFor()
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await page.locator('.visit .name').first().waitFor()
    expect(new Set(await page.locator('.visit .name').allInnerTexts())).toEqual(
      new Set(['CERN & friends <b>']),
    )
  })

  it('a kind of the owner’s moves it to the other filter', async () => {
    const page = await openOrganisation()
    await page.getByLabel('Kind').selectOption('Business')
    await save(page)
    await page.getByText('You said so.').waitFor()
    await page.goto(`${stage.local().url}/?kind=education`)
    await nameInList(page, 'DFN').waitFor()
    expect(await nameInList(page, 'CERN').count()).toBe(0)
    await page.goto(`${stage.local().url}/?kind=business`)
    await nameInList(page, 'CERN').waitFor()
  })

  it('what is the owner’s own is left out of the overview, and stays on its own page', async () => {
    const page = await stage.open('/?sittings=off')
    await nameInList(page, 'CERN').waitFor()
    const visits = async () =>
      Number((await page.locator('.figures .value').first().innerText()).replace(',', ''))
    await until(async () => (await visits()) > 0)
    const before = await visits()
    await nameInList(page, 'CERN').click()
    await headline(page, 'CERN')
    const own = Number(/^(\d+) visits? by/m.exec(await page.innerText('main'))?.[1])
    await page.getByLabel('This is my own network').check()
    await save(page)
    await page.getByText('your own network').waitFor()
    expect(await page.getByRole('link', { name: /^Visit at/ }).count()).toBe(own)
    await overview(page)
    await until(async () => (await visits()) === before - own)
    expect(await nameInList(page, 'CERN').count()).toBe(0)
  })

  it('the owner’s word is taken back by one button', async () => {
    const page = await openOrganisation()
    await page.getByLabel('Name').fill('Somebody')
    await page.getByLabel('Kind').selectOption('Hosting')
    await page.getByLabel('Web domain').fill('example.org')
    await save(page)
    await headline(page, 'Somebody')
    await page.getByRole('link', { name: 'example.org' }).waitFor()
    await page.getByRole('button', { name: 'Withdraw' }).click()
    await headline(page, 'CERN')
    await page.getByText('Withdrawn').waitFor()
    expect(await page.getByLabel('Kind').inputValue()).toBe('education')
    expect(await page.getByRole('button', { name: 'Withdraw' }).count()).toBe(0)
    const { organisations } = await stage.json('/organisations?kind=education')
    expect(organisations.map(({ name }: { name: string }) => name)).toContain('CERN')
  })

  it('a link of before, by an AS number, leads to the organisation and says its key', async () => {
    const page = await stage.open('/?view=organisation&asn=513')
    await headline(page, 'CERN')
    await until(() => page.url().endsWith('/?view=organisation&key=cern'))
    await page
      .getByRole('link', { name: /^Visit at/ })
      .first()
      .waitFor()
  })

  it('a word on some addresses makes an organisation of them, and is taken back on its page', async () => {
    const { visits } = await stage.json('/visits?organisation=cern&bot=include&limit=500')
    const range: string = visits[0].ip
    const [its, others] = [true, false].map(
      (isIts) => visits.filter(({ ip }: { ip: string }) => (ip === range) === isIts).length,
    )
    const page = await openOrganisation()
    await page.getByLabel('About').selectOption('Only some addresses')
    await page.getByLabel('Addresses, as a visit shows them').fill(range)
    await page.getByLabel('Name').fill('Guests')
    await save(page)
    expect((await stage.json('/visits?organisation=guests&bot=include&limit=500')).visits.length).toBe(its)
    expect((await stage.json('/visits?organisation=cern&bot=include&limit=500')).visits.length).toBe(others)
    await page.goto(`${stage.local().url}/?view=organisation&key=guests`)
    await headline(page, 'Guests')
    await page.getByText('What you said of parts of it').waitFor()
    expect(await page.innerText('main')).toContain(`${range}: Guests`)
    await page.getByRole('button', { name: `Withdraw the correction of ${range}` }).click()
    await until(
      async () =>
        (await stage.json('/visits?organisation=cern&bot=include&limit=500')).visits.length === visits.length,
    )
  })

  it('what is typed while a correction is being saved stays', async () => {
    const page = await openOrganisation()
    const saving = await held(page, 'PATCH', `/organisations/${cern}`)
    await page.getByLabel('Name').fill('First')
    await page.getByRole('button', { name: 'Save' }).click()
    await saving.isWaiting()
    await page.getByLabel('Name').fill('Second')
    await saving.release()
    await headline(page, 'First')
    expect(await page.getByLabel('Name').inputValue()).toBe('Second')
    await save(page)
    await headline(page, 'Second')
  })

  it('a word that the service does not take is answered beside the form', async () => {
    const page = await openOrganisation()
    await page.getByLabel('Web domain').fill('not a domain')
    await page.getByRole('button', { name: 'Save' }).click()
    const alert = page.locator('.correction').getByRole('alert')
    await until(async () => (await alert.innerText()) !== '')
    expect(await alert.innerText()).toMatch(/^Domain must be /)
    expect(await page.getByLabel('Web domain').inputValue()).toBe('not a domain')
  })
})

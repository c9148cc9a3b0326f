import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { held } from './held'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'
const [cern, sap] = [513, 14114]

describeInChromium('star and note in the dashboard', (chromium) => {
  const ago = (days: number, asn: number, fields = {}) =>
    visitAt(new Date(Date.now() - days * 86_400_000).toISOString(), { site, asn, ...fields })
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [ago(3, cern, { country: 'CH' }), ago(2, cern, { country: 'CH' }), ago(9, sap)],
  })

  it('a star is given in the list and taken on the page, and a note stands in both as the text that it is', async () => {
    const page = await stage.open()
    await headline(page, '2 organisations came')
    const row = page.locator('.organisations tbody tr').filter({ hasText: 'CERN' })
    await row.getByRole('button', { name: 'Star: CERN', pressed: false }).click()
    await row.getByRole('button', { name: 'Star: CERN', pressed: true }).waitFor()
    await row.getByRole('link', { name: 'CERN', exact: true }).click()
    await headline(page, 'CERN')
    await page.getByLabel('Note').fill('<img src=x onerror="complain(1)">')
    await page.getByRole('button', { name: 'Keep the note' }).click()
    await page.getByText('Saved').waitFor()
    await page.getByRole('button', { name: 'Star: CERN', pressed: true }).click()
    await page.getByRole('button', { name: 'Star: CERN', pressed: false }).waitFor()
    await page.goBack()
    await headline(page, '2 organisations came')
    await row.getByText('<img src=x onerror="complain(1)">').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.insertText('img src')
    await until(async () => (await page.locator('.organisations tbody tr').count()) === 1)
    expect(await stage.json('/organisations/cern')).toMatchObject({ star: false })
  })

  it('a note that is typed stays while the page is refreshed, and an empty one takes it back', async () => {
    const page = await stage.open('/?view=organisation&key=sap')
    await page.getByLabel('Note').fill('met at a fair')
    await stage.ask('/organisations/sap', { method: 'PATCH', body: '{"star":true}' })
    await page.getByRole('button', { name: /Mute|messages/ }).click()
    await page.getByRole('button', { name: 'Star: SAP', pressed: true }).waitFor()
    expect(await page.getByLabel('Note').inputValue()).toBe('met at a fair')
    await page.getByLabel('Note').press('Enter')
    await page.getByText('Saved').waitFor()
    expect(await stage.json('/organisations/sap')).toMatchObject({ note: 'met at a fair' })
    await page.getByLabel('Note').fill('')
    await page.getByLabel('Note').press('Enter')
    await until(async () => (await stage.json('/organisations/sap')).note === null)
  })

  it('a note stands as it was typed while it is saved and until a refresh brings it, and typing goes on', async () => {
    const page = await stage.open('/?view=organisation&key=sap')
    const note = page.getByLabel('Note')
    await page.getByRole('heading', { name: 'SAP' }).waitFor()
    const save = await held(page, 'PATCH', '/organisations/sap')
    await note.fill('first')
    await note.press('Enter')
    await save.isWaiting()
    await note.fill('first, and more')
    await save.release()
    await page.getByText('Saved').waitFor()
    expect(await note.inputValue()).toBe('first, and more')
    const refresh = await held(page, 'GET', '/organisations/sap')
    await note.press('Enter')
    await refresh.isWaiting()
    await page.getByText('Saved').waitFor()
    expect(await note.inputValue()).toBe('first, and more')
    await refresh.release()
    await note.fill('')
    await note.press('Enter')
    await until(async () => (await stage.json('/organisations/sap')).note === null)
  })

  it('each row draws its days beside the number, and + adds it to the filter', async () => {
    const page = await stage.open()
    await headline(page, '2 organisations came')
    const row = page.locator('.organisations tbody tr').filter({ hasText: 'CERN' })
    const drawn = (await row.locator('.sparkline path').last().getAttribute('d')) ?? ''
    expect(drawn.match(/z/g)).toHaveLength(2)
    expect(await row.locator('.sparkline').getAttribute('aria-hidden')).toBe('true')
    await row.hover()
    await row.getByRole('link', { name: 'Add CERN to the filter' }).click()
    await page.getByRole('link', { name: 'Remove filter Organisation: CERN' }).waitFor()
  })

  it('kind and country look like links, and lead to all who share them', async () => {
    const page = await stage.open('/?view=organisation&key=cern')
    const country = page.getByRole('link', { name: 'Switzerland' })
    expect(await country.evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('underline')
    await page.getByRole('link', { name: 'Education' }).waitFor()
    await country.click()
    await page.getByRole('link', { name: 'Remove filter Country: Switzerland' }).waitFor()
  })
})

import type { Page } from 'playwright-core'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { dashboardStage, headline, widthOf } from './stage'

const site = 'ada.example'

describeInChromium('recipients', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [visitAt(new Date(Date.now() - 7_200_000).toISOString(), { site, page: '/' })],
  })

  /** Makes a link on the page, and returns its code. */
  const make = async (page: Page, name: string, to = `https://${site}/cv`) => {
    await page.getByLabel('For whom').first().fill(name)
    await page.getByLabel('Page or file').fill(to)
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page.getByRole('heading', { name }).waitFor()
    const link = await itemOf(page, name).getByLabel('Link', { exact: true }).inputValue()
    return { link, code: /(\w{10})$/.exec(link)?.[1] ?? '' }
  }
  const itemOf = (page: Page, name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) })

  it('a link is made, its QR code shown, and what became of it told', async () => {
    const page = await stage.open('/?view=recipients')
    await headline(page, 'Recipients')
    await page.getByText('None yet.').waitFor()
    expect(await page.getByLabel('Page or file').inputValue()).toBe(`https://${site}/`)
    const { link, code } = await make(page, 'Acme, Jane Doe')
    expect(link).toBe(`https://${site}/cv?to=${code}`)
    await page.getByText('not asked for yet').waitFor()
    await page.getByRole('button', { name: 'Show QR code' }).click()
    const picture = page.getByRole('img', { name: 'QR code for Acme, Jane Doe' })
    expect(
      await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth)),
    ).toBeGreaterThan(20)
    await stage.record([
      visitAt(new Date(Date.now() - 60_000).toISOString(), {
        site,
        page: '/cv',
        recipient: code,
        asn: 14114, // SAP
        engagement: {
          seconds: 45,
          reach: 100,
          acted: true,
          sections: [{ name: 'publications', seconds: 40 }],
          links: ['/cv.pdf'],
        },
      }),
    ])
    await page.reload()
    await headline(page, '1 recipient read it')
    const item = itemOf(page, 'Acme, Jane Doe')
    await item.getByText(/1 visit by SAP, 45 secs in front, mostly publications; took cv\.pdf\./).waitFor()
    expect(await item.innerText()).toContain('Somebody moved a pointer, touched or typed.')
    await item.getByRole('link', { name: 'SAP' }).click()
    await headline(page, 'SAP')
  })

  it('it is renamed, withdrawn and holds again', async () => {
    const page = await stage.open('/?view=recipients')
    await make(page, 'Beta')
    const form = itemOf(page, 'Beta')
    await form.getByLabel('For whom').fill('Beta, Joe')
    await form.getByRole('button', { name: 'Rename' }).click()
    const item = itemOf(page, 'Beta, Joe')
    await item.getByRole('button', { name: 'Withdraw the link' }).click()
    await item.getByText('Withdrawn; it still leads to the page.').waitFor()
    await item.getByRole('button', { name: 'Let it hold again' }).click()
    await item.getByRole('button', { name: 'Withdraw the link' }).waitFor()
  })

  it('a page of nobody’s is refused in the words of the service, and nothing is lost', async () => {
    const page = await stage.open('/?view=recipients')
    await page.getByLabel('For whom').first().fill('Gamma')
    await page.getByLabel('Page or file').fill('https://elsewhere.example/cv')
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page
      .getByRole('alert')
      .filter({ hasText: /listed/ })
      .waitFor()
    expect(await page.getByLabel('For whom').first().inputValue()).toBe('Gamma')
  })

  it('its visits are filtered by it, with bots', async () => {
    const page = await stage.open('/?view=recipients')
    const { code } = await make(page, 'Delta')
    await itemOf(page, 'Delta').getByRole('link', { name: 'All visits by Delta' }).click()
    await page.waitForURL(new RegExp(`recipient=${code}`))
    await page.getByText(`Recipient: ${code}`).waitFor()
  })

  it('fits a phone', async () => {
    const page = await stage.open('/?view=recipients', { viewport: { width: 360, height: 740 } })
    await make(page, 'A name that is long enough to be broken over several lines of a telephone')
    expect(await widthOf(page)).toBeLessThanOrEqual(360)
  })
})

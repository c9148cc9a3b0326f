import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'

/** Ten minutes ago, so that it is the newest visit of a business. */
const read = () =>
  visitAt(new Date(Date.now() - 600_000).toISOString(), {
    site,
    asn: 14114, // SAP
    page: '/cv',
    visitor: 'a'.repeat(24),
    engagement: {
      seconds: 72,
      reach: 80,
      acted: true,
      sections: [
        { name: 'experience', seconds: 8 },
        { name: 'publications', seconds: 60 },
      ],
      links: ['/cv.pdf', 'github.com/ada-example'],
    },
  })

describeInChromium('what was read', (chromium) => {
  const visit = read()
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => [...inventedVisits({ now: new Date(), site, readers: 60, areReported: true }), visit],
  })

  it('a visit opens to a bar of its sections, and to what was used', async () => {
    const page = await stage.open(`/?view=visits&visit=${visit.id}@${site}`)
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 min in front, 80 % of the page seen').waitFor()
    const rows = dialog.getByRole('table', { name: 'Sections, in the order of the page' }).getByRole('row')
    expect(await rows.allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^experience\s+8 secs?$/),
        expect.stringMatching(/^publications\s+1 min$/),
      ]),
    )
    await dialog.getByText('github.com/ada-example').waitFor()
  })

  it('the overview has sections with their time, links, and the median time in front', async () => {
    const page = await stage.open('/')
    await headline(page, /organisations came/)
    const sections = page.getByRole('table', { name: 'Sections, the most visits first' })
    await sections.getByText('#about').first().waitFor()
    expect(await sections.getByRole('columnheader').allInnerTexts()).toEqual([
      'Section',
      'Visits',
      'Time in view',
    ])
    await page
      .getByRole('table', { name: 'Links used, the most visits first' })
      .getByText('/cv.pdf')
      .waitFor()
    await page.getByText('Median time in front').waitFor()
  })

  it('an organisation says for how long it read, what most, and what it took', async () => {
    const page = await stage.open('/?view=organisation&key=sap')
    await headline(page, 'SAP')
    await page.getByText(/in front, mostly [a-z]+; took .*cv\.pdf/).waitFor()
  })

  it('this was me leaves a visit out, and is taken back', async () => {
    const page = await stage.open(`/?view=visits&visit=${visit.id}@${site}`)
    const dialog = page.getByRole('dialog')
    const listed = async () =>
      (await stage.json(`/visits?site=${site}&limit=500`)).visits.some(
        ({ id }: { id: string }) => id === visit.id,
      )
    expect(await listed()).toBe(true)
    await dialog.getByRole('button', { name: 'This was me' }).click()
    await dialog.getByText('Your own, and left out.').waitFor()
    expect(await listed()).toBe(false)
    await dialog.getByRole('button', { name: 'This was not me' }).click()
    await dialog.getByRole('button', { name: 'This was me' }).waitFor()
    expect(await listed()).toBe(true)
  })
})

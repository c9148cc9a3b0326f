import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { dashboardStage, headline } from './stage'

const at = (minute: number) => new Date(Date.now() - 86_400_000 + minute * 60_000).toISOString()
const [none, gateways, bots, own, old] = [
  'none.example',
  'gateways.example',
  'bots.example',
  'own.example',
  'old.example',
]

/** Telekom is a provider, Zscaler and Cloudflare’s WARP are gateways, CERN is labelled, 1016 has a name like a firm’s. */
const visits = () => [
  visitAt(at(0), { site: none, asn: 3320 }),
  visitAt(at(1), { site: none, asn: 3320, page: '/cv' }),
  ...[2, 3].map((minute) => visitAt(at(minute), { site: gateways, asn: 22616 })),
  visitAt(at(4), { site: gateways, asn: 513 }),
  visitAt(at(5), { site: gateways, asn: 1016 }),
  visitAt(at(6), { site: bots, asn: 3320, webdriver: true }),
  visitAt('2026-01-05T10:00:00Z', { site: old, asn: 3320 }),
  visitAt(at(7), { site: own, asn: 3320, mine: true, page: '/mine' }),
]

describeInChromium('what the overview says of who is no organisation', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [none, gateways, bots, own, old], visits })

  it.each([
    ['at load', `/?site=${none}`, '2 visits, both through a home or office provider'],
    ['under a filter', `/?site=${none}&page=/cv`, '1 visit, through a home or office provider'],
    ['in German', `/?site=${none}&lang=de`, '2 Besuche, beide über einen Anbieter für Zuhause oder Büro'],
  ])('%s: through what they came', async (_, path, heading) => {
    const page = await stage.open(path)
    await headline(page, heading)
    expect(stage.asked().length).toBeLessThanOrEqual(4)
  })

  it.each([`/?site=${gateways}`, `/?site=${gateways}&device=unknown`])(
    'gateways are named in a quiet line, with a link to each: %s',
    async (path) => {
      const page = await stage.open(path)
      await page.getByText('2 visits through Zscaler: somebody’s office.').waitFor()
      await page.getByRole('link', { name: 'Zscaler' }).click()
      await headline(page, 'Zscaler')
    },
  )

  it('names no gateway below a list in which it stands', async () => {
    const page = await stage.open(`/?site=${gateways}&networks=all`)
    await page.getByRole('rowheader', { name: /Zscaler/ }).waitFor()
    expect(await page.getByText('somebody’s office').count()).toBe(0)
  })

  it('a bot alone came: it says so, with a link that shows it', async () => {
    const page = await stage.open(`/?site=${bots}`)
    await headline(page, '1 visit came, a bot’s: it is left out')
    await page.getByRole('link', { name: 'Show it' }).click()
    await page
      .getByRole('link', { name: /^(Visit|Sitting) at/ })
      .first()
      .waitFor()
  })

  it('the owner alone came: it says so, with a link that lists it, by a switch that stays in the address', async () => {
    const page = await stage.open(`/?site=${own}`)
    await headline(page, '1 visit came, yours: it is left out')
    await page.getByRole('link', { name: 'Show it' }).click()
    await page
      .getByRole('link', { name: /^(Visit|Sitting) at/ })
      .first()
      .waitFor()
    expect(new URL(page.url()).searchParams.get('mine')).toBe('on')
    await page.getByRole('switch', { name: 'Yours' }).click()
    await page.getByText('No visits', { exact: false }).first().waitFor()
    expect(new URL(page.url()).searchParams.get('mine')).toBeNull()
  })

  it.each([
    ['', 'No visits were recorded for '],
    ['&view=visits', 'No visits here.'],
  ])('an old log is found by a link from where nothing is: %s', async (view, text) => {
    const page = await stage.open(`/?site=${old}${view}`)
    await page.getByText(text).waitFor()
    await page.getByText('The last visit was on 5 Jan 2026.').waitFor()
    await page.getByRole('link', { name: /^Show .*Jan 2026/ }).click()
    await page
      .getByText(/home or office provider|Deutsche Telekom/)
      .first()
      .waitFor()
  })

  it.each(['', '&view=visits', '&view=refusals', '&view=recipients'])(
    'a misspelt site is said to be none: %s',
    async (view) => {
      const page = await stage.open(`/?site=nnoe.example${view}`)
      await page.getByText('nnoe.example is none of your sites. Show all sites').waitFor()
    },
  )
})

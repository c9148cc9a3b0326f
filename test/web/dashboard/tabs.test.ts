import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { doorTo, tokenHash } from './door'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'

describeInChromium('tabs of one browser', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 40 }),
  })
  const door = doorTo(() => stage.local())
  const [owner, stats] = ['vb_of-the-owner', 'vb_for-the-counter']
  beforeAll(() => door.tokens([tokenHash(owner), tokenHash(stats, { scope: 'stats' })]))

  const came = /^\d+ organisations came$/
  const open = (path = '/') => stage.open(path, { signedIn: false, url: door.url() })
  const another = async (page: Page, path = '/') => {
    const tab = await page.context().newPage()
    await tab.goto(door.url() + path)
    return tab
  }
  const signIn = async (page: Page, token = owner) => {
    await page.getByLabel('Token').fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const signedIn = async () => {
    const page = await open()
    await signIn(page)
    await headline(page, came)
    return page
  }

  it('a link that is opened in a new tab asks for no token while another is signed in, nor later', async () => {
    const page = await signedIn()
    const second = await another(page, '/?view=visits')
    await headline(second, 'Visits')
    await page.close()
    await second.reload()
    await headline(second, 'Visits')
    const third = await another(second, '/?view=health')
    await headline(third, /All is well|The network table is/)
  })

  it('all that wait at the sign-in go on when one signs in, each with what its address names', async () => {
    const page = await open()
    const second = await another(page, '/?view=visits')
    await second.getByLabel('Token').waitFor()
    await signIn(page)
    await headline(page, came)
    await headline(second, 'Visits')
  })

  it('all are signed out when one signs out, and none comes back', async () => {
    const page = await signedIn()
    const second = await another(page)
    await headline(second, came)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await second.getByLabel('Token').waitFor()
    await second.reload()
    await second.getByLabel('Token').waitFor()
    const kept = await second.evaluate(() => [...Object.keys(sessionStorage), ...Object.keys(localStorage)])
    expect(kept).toEqual(['visitbook.looked']) // when they were last there
  })

  it('all say so when the token is revoked that they share', async () => {
    const page = await signedIn()
    const second = await another(page)
    await headline(second, came)
    door.tokens([])
    await page.getByRole('link', { name: '90 days' }).click()
    const message = 'You are signed out: this token is unknown or was revoked.'
    await page.getByText(message).waitFor()
    await second.getByText(message).waitFor()
    door.tokens([tokenHash(owner), tokenHash(stats, { scope: 'stats' })])
  })

  it('a token for totals is handed on as one', async () => {
    const page = await open()
    await signIn(page, stats)
    await headline(page, /visits$/)
    const second = await another(page)
    await headline(second, /visits$/)
    expect(await second.getByRole('link', { name: 'Visits' }).count()).toBe(0)
  })

  it('a shared link neither takes the token of another tab nor hands on its own', async () => {
    const page = await open(`/#share=${stats}`)
    await headline(page, /visits$/)
    const second = await another(page)
    await second.getByLabel('Token').waitFor()
    const dead = await another(page, '/#share=vb_dead')
    await dead.getByText('This link is no longer valid.').waitFor()
    await signIn(second)
    await headline(second, came)
    await headline(page, /visits$/)
    expect(await dead.getByLabel('Token').count()).toBe(1)
  })
})

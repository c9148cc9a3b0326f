import type { Page } from 'playwright-core'
import type { StatsAnswer } from '../../../lambda/api/stats'
import { zoneOf } from '../../../lambda/domain/time/zone'
import { addDays, dayOf } from '../../../web/dashboard/state/day'
import { describeInChromium } from '../browser'
import { doorTo, tokenHash } from './door'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, number, rowsOf, settled, widthOf } from './stage'

const site = 'ada.example'

describeInChromium('the sign-in of the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 40 }),
  })
  const token = () => stage.local().token
  const signIn = async (page: Page, secret: string) => {
    await page.getByLabel('Token').fill(secret)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  const came = /^\d+ organisations came$/
  const kept = (page: Page) =>
    page.evaluate(() => [sessionStorage, localStorage].map((storage) => storage.getItem('visitbook.token')))

  /** A second door to the same table, whose tokens can be given out and revoked, as on AWS. */
  const door = doorTo(() => stage.local())
  const stats = 'vb_for-the-public-counter'
  const owner = 'vb_of-the-owner'

  it.each([
    ['vb_wrong', 'This token is unknown or was revoked.'],
    ['two words', 'This is not a token: it has a space or a character that no token has.'],
    ['vb_ünïcode', 'This is not a token: it has a space or a character that no token has.'],
    [' ', 'Enter your token.'],
  ])('says of the token %j: %s', async (secret, message) => {
    const page = await stage.open('/', { signedIn: false })
    await signIn(page, secret)
    await page.getByRole('alert').filter({ hasText: message }).waitFor()
    expect(await page.getByRole('alert').innerText()).toBe(message)
    expect(await page.getByLabel('Token').getAttribute('aria-invalid')).toBe('true')
    expect(await kept(page)).toEqual([null, null])
  })

  it('has its field in focus, and a link of the terminal signs in and is taken out of the address at once', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.getByLabel('Token').waitFor()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('token')
    await page.goto(`${stage.local().url}/?period=90d#token=${token()}`)
    await headline(page, came)
    expect([new URL(page.url()).search, new URL(page.url()).hash]).toEqual(['?period=90d', ''])
    expect(await kept(page)).toEqual([token(), null])
    await page.goto(`${stage.local().url}/#token=vb_of-somebody-else`)
    await headline(page, came)
    expect([new URL(page.url()).hash, await kept(page)]).toEqual(['', [token(), null]])
  })

  it.each([
    [
      'on this machine',
      '127.0.0.1',
      'The terminal in which npm start runs shows it, and the file .visitbook/token has it. The tokens of your settings sign in too.',
    ],
    [
      'of a deployed service',
      'visitbook.localhost',
      './visitbook setup or ./visitbook token showed it, once. If it is lost, ./visitbook token makes another, and npm run deploy puts that in force.',
    ],
  ])('says where the token is: %s', async (_, host, hint) => {
    const url = stage.local().url.replace('127.0.0.1', host)
    const page = await stage.open('/', { signedIn: false, url })
    await page.getByText(hint, { exact: true }).waitFor()
  })

  it('says of the token of a feed that it is for a reader, and keeps none', async () => {
    const reader = 'vb_of-a-feed-reader'
    door.tokens([tokenHash(owner), tokenHash(reader, { scope: 'feed' })])
    const page = await stage.open('/', { signedIn: false, url: door.url() })
    await signIn(page, reader)
    await page.getByText('This token is for a feed reader: it sees messages, and nothing here.').waitFor()
    expect(await kept(page)).toEqual([null, null])
  })

  it('leaves nothing of what stands there for a page that does not start', async () => {
    const page = await stage.open('/', { signedIn: false })
    await headline(page, 'Visitbook')
    expect(await page.locator('.late, noscript').count()).toBe(0)
  })

  it('says when nobody can be reached, and signs in once somebody can', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.context().setOffline(true)
    await signIn(page, token())
    await page.getByText('Visitbook cannot be reached. Are you offline?').waitFor()
    await page.context().setOffline(false)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await headline(page, came)
  })

  it.each([
    ' … ',
    'VISITBOOK_TOKEN=…',
    'export VISITBOOK_TOKEN="…";',
    "'…'",
    'Bearer …',
    '-H "Authorization: Bearer …"',
    'https://visits.example/#share=…',
  ])('takes a token with what was copied along: %s', async (copied) => {
    const page = await stage.open('/', { signedIn: false })
    await signIn(page, copied.replace('…', token()))
    await headline(page, came)
    expect(await kept(page)).toEqual([token(), null])
  })

  it.each([
    [
      'full',
      `if (origin !== 'null') for (const storage of [sessionStorage, localStorage])
         for (let size = 1 << 22; size > 0; size = size >> 1)
           try { for (;;) storage.setItem(Math.random() + 'x'.repeat(8), 'x'.repeat(size)) } catch {}`,
    ],
    [
      'refused',
      `for (const name of ['sessionStorage', 'localStorage'])
         Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })`,
    ],
  ])('where the storage is %s it lasts as long as the page', async (_, before) => {
    const page = await stage.open('/', { signedIn: false, before })
    await page.getByLabel('Stay signed in on this device').check()
    await signIn(page, token())
    await headline(page, came)
    await page.getByRole('link', { name: 'Visits', exact: true }).click()
    await headline(page, 'Visits')
  })

  it.each([
    [403, '<h1>Forbidden</h1>'],
    [403, '{"message":"Forbidden"}'],
    [401, '<h1>Log in to the network</h1>'],
    [401, '{"title":"Unauthorized","status":401,"detail":"log in to the proxy"}'],
  ])('stays what it is when something on the way answers %i %s', async (status, body) => {
    const page = await stage.open()
    await headline(page, came)
    await page.route(/\/(sites|stats)/, (route) => route.fulfill({ status, body }))
    await page.reload()
    await page.getByRole('alert').first().waitFor()
    expect(await page.getByRole('link', { name: 'Visits', exact: true }).count()).toBe(1)
    expect(await kept(page)).toEqual([token(), null])
    await page.unroute(/\/(sites|stats)/)
    await page.reload()
    await headline(page, came)
  })

  it('is told what something on the way answered, instead of being taken for a token for totals', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.route('**/sites', (route) => route.fulfill({ status: 403, body: '<h1>Forbidden</h1>' }))
    await signIn(page, token())
    await page.getByText('The service answered 403.').waitFor()
    expect(await kept(page)).toEqual([null, null])
  })

  it('is kept for the session, shows what the address names, and ends with the sign-out', async () => {
    const page = await stage.open('/?view=visits&period=7d', { signedIn: false })
    await signIn(page, token())
    await headline(page, 'Visits')
    expect(await kept(page)).toEqual([token(), null])
    await page.reload()
    await headline(page, 'Visits')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
    expect(await kept(page)).toEqual([null, null])
    expect(await page.getByRole('alert').innerText()).toBe('')
    await page.reload()
    await page.getByLabel('Token').waitFor()
  })

  it('is kept on this device when asked, in every tab, until one of them signs out', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.getByLabel('Stay signed in on this device').check()
    await signIn(page, token())
    await headline(page, came)
    expect(await kept(page)).toEqual([null, token()])
    const second = await page.context().newPage()
    await second.goto(page.url())
    await headline(second, came)
    await second.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Token').waitFor()
  })

  it('ends in mid-session when the token is revoked, and says so', async () => {
    door.tokens([tokenHash(owner)])
    const page = await stage.open('/', { signedIn: false, url: door.url() })
    await signIn(page, owner)
    await headline(page, came)
    door.tokens([])
    await page.getByRole('link', { name: '90 days' }).click()
    await page.getByLabel('Token').waitFor()
    expect(await page.getByRole('alert').innerText()).toBe(
      'You are signed out: this token is unknown or was revoked.',
    )
    expect(await kept(page)).toEqual([null, null])
  })

  describe.each([
    ['for the session', false],
    ['on this device', true],
  ])('of an owner, kept %s,', (_, onDevice) => {
    beforeAll(() => door.tokens([tokenHash(owner), tokenHash(stats, { scope: 'stats' })]))

    const signedIn = async () => {
      const page = await stage.open('/', { signedIn: false, url: door.url() })
      if (onDevice) await page.getByLabel('Stay signed in on this device').check()
      await signIn(page, owner)
      await headline(page, came)
      return page
    }
    const ofOwner = onDevice ? [null, owner] : [owner, null]
    const expectSignedIn = async (page: Page) => {
      expect(await kept(page)).toEqual(ofOwner)
      await headline(page, came)
      await page.goto(`${door.url()}/`)
      await headline(page, came)
    }
    const invalid = 'This link is no longer valid.'

    it('outlives links that another tab opens, good and bad, and a sign-in and sign-out there', async () => {
      const page = await signedIn()
      const other = await page.context().newPage()
      await other.goto(`${door.url()}/#share=vb_bad`)
      await other.getByText(invalid).waitFor()
      await expectSignedIn(page)
      await signIn(other, stats)
      await headline(other, /visits$/)
      await other.getByRole('button', { name: 'Sign out' }).click()
      await other.getByLabel('Token').waitFor()
      await expectSignedIn(page)
      await other.goto(`${door.url()}/#share=${stats}`)
      await headline(other, /visits$/)
      expect(await other.getByRole('button', { name: 'Sign out' }).count()).toBe(0)
      await expectSignedIn(page)
    })

    it('outlives links that its own tab is led to', async () => {
      const page = await signedIn()
      for (const link of ['vb_bad', stats]) {
        await page.goto(`${door.url()}/#share=${link}`)
        await (link === stats ? headline(page, /visits$/) : page.getByText(invalid).waitFor())
        expect(await kept(page)).toEqual(ofOwner)
        await page.goto(`${door.url()}/`)
        await expectSignedIn(page)
      }
    })

    it('comes in place of a link that is dead, also after a reload', async () => {
      const page = await stage.open('/?view=visits#share=vb_bad', { signedIn: false, url: door.url() })
      await page.getByText(invalid).waitFor()
      if (onDevice) await page.getByLabel('Stay signed in on this device').check()
      await signIn(page, owner)
      await headline(page, 'Visits')
      await page.reload()
      await headline(page, 'Visits')
      expect(await kept(page)).toEqual(ofOwner)
    })

    it('outlives a link that is revoked while it is shown', async () => {
      const page = await signedIn()
      const other = await page.context().newPage()
      await other.goto(`${door.url()}/#share=${stats}`)
      await headline(other, /visits$/)
      await settled(other) // a question under way would be refused, and take the link away
      door.tokens([tokenHash(owner)])
      await other.getByRole('link', { name: '90 days' }).click()
      await other.getByText(invalid).waitFor()
      await expectSignedIn(page)
    })
  })

  describe('with a token for totals', () => {
    const zone = 'Asia/Kathmandu' // a quarter of an hour off every hour of the reader's
    beforeAll(() => door.tokens([tokenHash(stats, { scope: 'stats', zone })]))

    const asked = async (query: Record<string, string>): Promise<StatsAnswer> => {
      const headers = { authorization: `Bearer ${stats}` }
      return (await fetch(`${door.url()}/stats?${new URLSearchParams(query)}`, { headers })).json()
    }
    const today = () => dayOf(new Date(), zoneOf(zone))
    const lastDays = (days: number) => ({ from: addDays(today(), 1 - days), to: today() })

    const expectTotalsOnly = async (page: Page, days: number, of: { site?: string } = {}) => {
      const { totals } = await asked({ ...lastDays(days), ...of })
      await headline(page, `${number(totals.visits)} visits`)
      await page.getByText(`by ${number(totals.visitors)} visitors`).waitFor()
      await page.getByRole('table', { name: 'Pages, the most visits first' }).waitFor()
      expect(await page.getByRole('navigation').count()).toBe(1) // the period's
      expect(await page.getByRole('link', { name: 'Visits' }).count()).toBe(0)
      const text = await page.innerText('body')
      for (const name of ['CERN', 'SAP', 'Apple', 'GitHub', 'Firefox']) expect(text).not.toContain(name)
    }

    it('a shared link shows totals alone and asks for no visit, no organisation and no site', async () => {
      const page = await stage.open(`/?site=${site}#share=${stats}`, { signedIn: false, url: door.url() })
      await expectTotalsOnly(page, 30, { site })
      // It is asked a second time while the link's zone has another day than the reader's.
      expect(new Set(stage.asked().map(({ path }) => path.split('?')[0]))).toEqual(new Set(['/stats']))
      await page.getByRole('link', { name: '7 days' }).click()
      await page.waitForURL(`**/?site=${site}&period=7d#share=${stats}`)
      await expectTotalsOnly(page, 7, { site })
      expect(new Set(stage.asked().map(({ path }) => path.split('?')[0]))).toEqual(new Set(['/stats']))
      expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(0)
      expect(await kept(page)).toEqual([null, null])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await widthOf(page)).toBeLessThanOrEqual(320)
    })

    it('hours are told by the clock of the link, whatever the reader’s, until the last that is over', async () => {
      const page = await stage.open(`/?period=today#share=${stats}`, { signedIn: false, url: door.url() })
      await page.getByText(`Days and hours are in the time zone ${zone}`).waitFor()
      await page.getByText('Pages are shown for periods of seven days or more.').waitFor()
      await page.getByText('The chart as a table').click()
      const { by } = await asked({ ...lastDays(1), by: 'hour' })
      const rows = await rowsOf(page.getByRole('table', { name: 'Visits and visitors by hour' }))
      expect(rows.slice(1).map(([hour, visits]) => [hour?.split(', ')[1], visits])).toEqual(
        by.hour?.map(({ value, visits }) => [value.slice(11, 16), number(visits)]),
      )
    })

    it('whoever signs in with it sees totals too, now and after a reload', async () => {
      const page = await stage.open('/', { signedIn: false, url: door.url() })
      await signIn(page, stats)
      await expectTotalsOnly(page, 30)
      await page.reload()
      await expectTotalsOnly(page, 30)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.getByLabel('Token').waitFor()
    })

    it('a link that was revoked says so', async () => {
      const page = await stage.open('/#share=vb_revoked', { signedIn: false, url: door.url() })
      await page.getByText('This link is no longer valid.').waitFor()
    })
  })
})

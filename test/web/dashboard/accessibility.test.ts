import type { Page } from 'playwright-core'
import { visitAt } from '../../support/memory/visits'
import { inFull } from '../../support/size'
import { describeInChromium } from '../browser'
import { axeFaults } from './axe-faults'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, type Opening, settled } from './stage'

const site = 'ada.example'

interface State {
  readonly path: string
  readonly options?: Opening
  /** Leads to the state. */
  readonly act?: (page: Page) => Promise<unknown>
}

const click = (name: string | RegExp) => (page: Page) => page.getByRole('link', { name }).first().click()
const fail = (status: number) => async (page: Page) => {
  await page.route(/\/(stats|organisations|visits)/, (route) =>
    route.fulfill({ status, json: { detail: 'something broke on our side' } }),
  )
  await page.getByRole('link', { name: '90 days' }).click()
  await page.getByRole('alert').first().waitFor()
}

const states: readonly (readonly [string, State])[] = [
  ['sign-in', { path: '/', options: { signedIn: false } }],
  [
    'a wrong token',
    {
      path: '/',
      options: { signedIn: false },
      act: async (page) => {
        await page.getByLabel('Token').fill('vb_wrong')
        await page.keyboard.press('Enter')
        await page.getByText('This token is unknown').waitFor()
      },
    },
  ],
  [
    'sharing, a link just made',
    {
      path: '/?view=shares',
      act: async (page) => {
        await page.getByRole('button', { name: 'Make a link' }).click()
        await page.getByText('it is shown this once').waitFor()
        await page
          .getByRole('button', { name: /^Revoke/ })
          .first()
          .click()
      },
    },
  ],
  [
    'overview, everything open',
    {
      path: '/?bots=on&refusals=on&networks=all',
      act: async (page) => {
        await page.getByRole('button', { name: 'Custom' }).click()
        await page.getByText('The chart as a table').click()
        await page
          .getByRole('button', { name: /^About/ })
          .first()
          .click()
      },
    },
  ],
  [
    'the sheet of a phone for period and site',
    {
      path: '/',
      options: { viewport: { width: 390, height: 844 } },
      act: async (page) => {
        await page.locator('.place').click()
        await page.getByRole('button', { name: 'Custom' }).click()
      },
    },
  ],
  ['filtered', { path: '/?country=DE&page=%2Fcv' }],
  ['nobody came', { path: '/?from=2020-01-01&to=2020-01-03' }],
  ['visits', { path: '/?view=visits&bots=on' }],
  [
    'a visit',
    {
      path: '/?view=visits',
      act: async (page) => {
        await click(/^Visit at/)(page)
        await page.getByRole('button', { name: 'Erase this visit' }).click()
      },
    },
  ],
  ['an organisation', { path: '/?view=organisation&key=cern' }],
  ['refusals', { path: '/?view=refusals', act: (page) => page.getByText('If this is your site').waitFor() }],
  ['health', { path: '/?view=health' }],
  [
    'a message that failed',
    {
      path: '/?view=messages',
      act: async (page) => {
        const at = '2026-11-22T15:45:50.123Z'
        const tries = [{ at, answer: '503' }]
        const message = {
          ...{ id: 'msg_0123456789abcdef01234567', kind: 'organisation', site, at, due: null, muted: false },
          ...{ subject: 'cern', name: 'CERN', title: 'CERN came', state: 'failed', summary: null },
          deliveries: [{ way: 'webhook hooks.example.com', state: 'failed', tries }],
        }
        await page.route(/\/messages$/, (route) =>
          route.fulfill({ json: { messages: [message], cursor: null } }),
        )
        await page.reload()
        await page.getByRole('button', { expanded: false }).click()
      },
    },
  ],
  ['an error', { path: '/', act: fail(500) }],
  [
    'offline',
    {
      path: '/',
      act: async (page) => {
        await page.context().setOffline(true)
        await page.getByRole('link', { name: '90 days' }).click()
        await page.getByText(/^Offline since/).waitFor()
      },
    },
  ],
]

/** In small size two looks of four, in which every colour and every layout is seen. */
const looks: readonly (readonly [string, Opening])[] = [
  ['light, 1280', { colorScheme: 'light', viewport: { width: 1280, height: 900 } }],
  ['dark, 390', { colorScheme: 'dark', viewport: { width: 390, height: 844 } }],
  ...inFull<(readonly [string, Opening])[]>(
    [
      ['light, 390', { colorScheme: 'light', viewport: { width: 390, height: 844 } }],
      ['dark, 1280', { colorScheme: 'dark', viewport: { width: 1280, height: 900 } }],
    ],
    [],
  ),
]

/** One page a state, looked at in each way. */
async function expectNoFault(page: Page): Promise<void> {
  for (const [name, { colorScheme = null, viewport }] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    if (viewport) await page.setViewportSize(viewport)
    expect([name, await axeFaults(page)]).toEqual([name, []])
  }
}

describeInChromium('axe-core finds nothing wrong with', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 60 }),
  })
  beforeAll(async () => {
    const headers = { origin: 'https://www.ada.example' }
    await fetch(`${stage.local().url}/visits`, { method: 'POST', headers, body: '{"page":"/"}' })
    await fetch(`${stage.local().url}/visits`, { method: 'POST', headers: {}, body: '{"page":"/"}' })
  })

  it.each(states)('%s', async (_, { path, options, act }) => {
    const page = await stage.open(path, options)
    await settled(page)
    await act?.(page)
    await expectNoFault(page)
  })

  it('a shared link', async () => {
    const page = await stage.open(`/#share=${stage.local().token}`, { signedIn: false })
    await settled(page)
    await expectNoFault(page)
  })

  it('the watch has been seen to fail: a picture without a text is a fault', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')))
    expect((await axeFaults(page)).join()).toContain('button-name')
  })
})

describeInChromium('axe-core finds nothing wrong before and at', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [site] })

  it('the first visit, refusals and usual causes before it, and the example', async () => {
    const page = await stage.open('/', { hasClock: true })
    await headline(page, 'No visits yet')
    await expectNoFault(page)
    const headers = { origin: 'https://www.ada.example' }
    await fetch(`${stage.local().url}/visits`, { method: 'POST', headers, body: '{"page":"/"}' })
    await page.getByText('No visit yet: 1 beacon came and was turned away').waitFor()
    await page.clock.fastForward(65_000)
    await page.getByText('The usual causes').waitFor()
    await expectNoFault(page)
    const own = visitAt(new Date(Date.now() - 60_000).toISOString(), { site, mine: true })
    await stage.record([own])
    await headline(page, '1 visit came, yours: it is left out')
    await expectNoFault(page)
    await stage.record(inventedVisits({ now: new Date(), site, readers: 1 }))
    await page.reload()
    await settled(page)
    await expectNoFault(page)
    await stage.local().example.fill()
    await page.reload()
    await page.getByRole('complementary', { name: 'Example' }).waitFor()
    await settled(page)
    await expectNoFault(page)
  })
})

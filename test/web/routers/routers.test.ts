import { isFull } from '../../support/size'
import { describeInBrowsers } from '../browsers/in-browsers'
import type { Tab } from '../browsers/tabs'
import { until } from '../until'
import { publishApps, publishPages } from './app-host'
import { type App, apps, titleOf } from './router-table'

/** What a visitor does on the first page, and the title that the next one then has. */
const steps = (tab: Tab): readonly (readonly [() => Promise<unknown>, string])[] => [
  [() => tab.click('#two'), titleOf.two],
  [() => tab.click('#late'), titleOf.late],
  [() => tab.evaluate('history.back()'), titleOf.two],
  [() => tab.evaluate('history.forward()'), titleOf.late],
]

/** What a page calls itself, in its head and in its headings. */
const titles = `[document, ...document.querySelectorAll('h1')].map(({ title, textContent }) => textContent ?? title)`

/** Milliseconds after which a visit that has not come is missing; the comparison then tells which. */
const patience = 3000

// The beacon waits half a second of the clock for a title. On a busy machine an app may take longer; a fault fails each time.
jest.retryTimes(2, { logErrorsBeforeRetry: true })

describeInBrowsers('the beacon in a single-page app', (stage, browser) => {
  const tested = apps.filter(({ isAlways }) => isAlways || (isFull && browser === 'chromium'))
  const { open, settled, visitOf, visitsBelow, expectPages, publish } = stage
  beforeAll(() => publishApps(stage))

  /** What was recorded of an app: page, title and the page before, without the app's own folder. */
  async function recorded({ name }: App): Promise<readonly (readonly (string | null)[])[]> {
    const visits = await visitsBelow(`/${name}/`)
    const inApp = (path: string | null) => path?.replace(`/${name}/`, '') ?? null
    return visits.map(({ page, title, referrerPath }) => [inApp(page), title, inApp(referrerPath)])
  }

  const arrived = (app: App, count: number) =>
    until(async () => (await recorded(app)).length >= count, patience).catch(() => {})

  const hasTitle = (tab: Tab, title: string) =>
    until(async () => (await tab.evaluate<string>('document.title')) === title)

  /** Until title and content of the page are there, and nothing of the one before. */
  const isShown = (tab: Tab, title: string) =>
    until(async () => String(await tab.evaluate(titles)) === `${title},${title}`)

  it.each(tested)(
    '$library: each page is one visit, with its own title',
    async (app) => {
      const tab = await open(publishPages(stage, app))
      await arrived(app, 1)
      for (const [index, [act, title]] of steps(tab).entries()) {
        await act()
        await isShown(tab, title)
        await arrived(app, index + 2)
      }
      await tab.click('#one')
      await hasTitle(tab, titleOf.one)
      if (app.isTitleFirst) await arrived(app, 6)
      await tab.click('#two') // at once: the visit of the page before may still be on its way
      await arrived(app, 7)
      await settled(tab)
      expect(await recorded(app)).toEqual([
        ['one', 'One', null],
        ['two', 'Two', 'one'],
        ['late', 'Late', 'two'],
        ['two', 'Two', 'late'],
        ['late', 'Late', 'two'],
        ['one', 'One', 'late'],
        ['two', 'Two', 'one'],
      ])
    },
    60_000,
  )

  it.each(tested.filter(({ isAddressFirst }) => isAddressFirst))(
    '$library: a page that is left before it is there does not get the title of the one before',
    async (app) => {
      const tab = await open(publishPages(stage, app))
      await arrived(app, 1)
      await tab.click('#late')
      await until(() => tab.evaluate<boolean>('location.pathname.endsWith("/late")'))
      await tab.click('#two')
      await arrived(app, 3)
      await settled(tab)
      // Where the click came late, the page had been there after all.
      const visits = (await recorded(app)).map(([page, title, from]) => [
        page,
        title === titleOf.late ? null : title,
        from,
      ])
      expect(visits).toEqual([
        ['one', 'One', null],
        ['late', null, 'one'],
        ['two', 'Two', 'late'],
      ])
    },
  )

  it.each(tested.filter(({ documents }) => documents === 'empty'))(
    '$library: the first page has the title that the app sets, not the one of the empty document',
    async (app) => {
      const tab = await open(publishPages(stage, app, 'An app'))
      await arrived(app, 1)
      await settled(tab)
      expect(await recorded(app)).toEqual([['one', 'One', null]])
    },
  )

  it.each([
    ['adds a slash', '/same/slash', '/same/slash/'],
    ['takes a slash away', '/same/no-slash/', '/same/no-slash'],
    ['adds index.html', '/same/folder/', '/same/folder/index.html'],
    ['takes index.html away', '/same/index/index.html', '/same/index/'],
    ['spells the bytes of a letter with small digits', '/same/caf%C3%A9', '/same/caf%c3%a9'],
    ['writes a letter out that was escaped', '/same/%7Eada', '/same/~ada'],
  ])('a replaceState that %s is no visit', async (_, path, spelling) => {
    const page = await open(publish(path, stage.beacon()))
    await until(async () => (await visitsBelow('/same/')).length === 1)
    await page.evaluate(`history.replaceState(null, '', '${spelling}')`)
    await settled(page)
    expect(await visitsBelow('/same/')).toHaveLength(1)
  })

  it('a page that has the title of the one before is a visit with that title', async () => {
    const page = await open(publish('/untitled', `<title>All pages</title>${stage.beacon()}`))
    await page.evaluate(`history.pushState(null, '', '/untitled/two')`)
    expect(await visitOf('/untitled/two')).toMatchObject({ title: 'All pages', referrerPath: '/untitled' })
    await expectPages('/untitled', page, ['/untitled', '/untitled/two'])
  })

  it('a page that is left for another site at once is a visit', async () => {
    const page = await open(publish('/brief', `<title>One</title>${stage.beacon()}`))
    const other = publish('/elsewhere', 'somewhere else', 'friend.test')
    await page.evaluate(`setTimeout(() => {
      history.pushState(null, '', '/brief/two')
      document.title = 'Two'
      setTimeout(() => { location.href = '${other}' })
    })`)
    expect(await visitOf('/brief/two')).toMatchObject({ title: 'Two' })
  })
})

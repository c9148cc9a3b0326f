import type { ServerResponse } from 'node:http'
import { describeInChromium, launchAlone } from './browser'
import { scriptName } from './script-names'
import { stage } from './stage'
import { until } from './until'

describeInChromium('the beacon on a page that goes and comes', (chromium) => {
  const { site, publish, beacon, open, exchanges, beacons, visitOf, expectPages, settled } = stage(chromium)

  describe('in a single-page app', () => {
    it('a new path is a visit, with the title that the app sets and the page before as its referrer', async () => {
      const page = await open(publish('/app', `<title>One</title>${beacon()}`))
      await visitOf('/app')
      await page.evaluate(() => {
        history.pushState({ kept: true }, '', '/app/two')
        document.title = 'Two'
      })
      expect(await visitOf('/app/two')).toMatchObject({
        title: 'Two',
        referrer: site(),
        referrerPath: '/app',
      })
      expect(await page.evaluate('history.state')).toEqual({ kept: true })
    })

    it('going back is a visit', async () => {
      const page = await open(publish('/pop', beacon()))
      await page.evaluate(() => history.pushState(null, '', '/pop/two'))
      await settled(page)
      await page.evaluate(() => {
        const done = new Promise((resolve) => addEventListener('popstate', resolve))
        history.back()
        return done
      })
      await expectPages('/pop', page, ['/pop', '/pop/two', '/pop'])
    })

    it('a redirect by the app counts where it ends', async () => {
      const page = await open(publish('/redirect', beacon()))
      await page.evaluate(() => {
        history.pushState(null, '', '/redirect/old')
        history.replaceState(null, '', '/redirect/new')
      })
      await expectPages('/redirect', page, ['/redirect', '/redirect/new'])
    })

    it.each([
      ['replaceState to the page itself', () => history.replaceState({ scroll: 9 }, '')],
      ['replaceState that takes utm fields out of the address', () => history.replaceState(null, '', '?')],
      ['pushState of another query', () => history.pushState(null, '', '?filter=work')],
      ['pushState of a hash', () => history.pushState(null, '', '#work')],
      [
        'a link to a hash',
        () => {
          location.hash = 'education'
        },
      ],
      [
        'replaceState on every scroll',
        () => {
          for (let y = 0; y < 50; y++) history.replaceState(null, '', `?y=${y}#at-${y}`)
        },
      ],
    ])('%s is no visit', async (what, change) => {
      const path = `/still/${what.replaceAll(' ', '-')}`
      const page = await open(publish(`${path}?utm_source=letter`, beacon()))
      await visitOf(path)
      await page.evaluate(change)
      await expectPages(path, page, [path])
    })

    it('what the history refuses is thrown as without the beacon', async () => {
      const page = await open(publish('/refused', beacon()))
      const name = await page.evaluate(() => {
        try {
          history.pushState(null, '', 'https://example.com/')
        } catch (error) {
          return (error as Error).name
        }
        return 'nothing'
      })
      expect(name).toBe('SecurityError')
      await expectPages('/refused', page, ['/refused'])
    })
  })

  const how = chromium.isShell
    ? 'told by pagehide and pageshow, as the headless shell of npm keeps no pages'
    : 'really restored'
  it(`a page that comes back from the back/forward cache is a visit again (${how})`, async () => {
    const shown = `<script>addEventListener('pageshow', (event) => { window.persisted = event.persisted })</script>`
    const page = await open(publish('/kept', shown + beacon()))
    await visitOf('/kept')
    if (chromium.isShell) {
      await page.evaluate(() => {
        for (const type of ['pagehide', 'pageshow'])
          dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
      })
    } else {
      await page.goto(publish('/elsewhere', 'somewhere else', 'friend.test'))
      await page.evaluate(() => setTimeout(() => history.back()))
      await until(() => page.url().endsWith('/kept'))
    }
    await until(() => page.evaluate('window.persisted'))
    await expectPages('/kept', page, ['/kept', '/kept'])
  })

  it('a prerendered page is a visit once it is shown, and not before', async () => {
    const seen: string[] = []
    let visitor: ServerResponse | undefined
    publish('/seen', (response, query) => {
      seen.push(query)
      response.end()
    })
    publish('/wait', (response) => {
      visitor = response
    })
    publish(
      '/prerendered',
      `<title>Shown</title>${beacon()}<script>
        addEventListener('load', () => fetch('/seen?prerendering=' + document.prerendering))
        document.addEventListener('prerenderingchange', () => fetch('/seen?shown'))
      </script>`,
    )
    const first = publish(
      '/first',
      `<script type="speculationrules">{"prerender":[{"urls":["/prerendered"],"eagerness":"immediate"}]}</script>
      <script>fetch('/wait').then(() => { location.href = '/prerendered' })</script>`,
    )
    const close = launchAlone(chromium, first)
    try {
      await until(() => seen.length > 0 && visitor !== undefined)
      expect(seen).toEqual(['prerendering=true'])
      expect(exchanges().map(({ path }) => path)).toEqual([`/${scriptName}`])
      visitor?.end()
      expect(await visitOf('/prerendered')).toMatchObject({ title: 'Shown', referrerPath: '/first' })
      await until(() => seen.length > 1 && beacons().length > 0)
      expect(seen).toEqual(['prerendering=true', 'shown'])
      expect(beacons()).toHaveLength(1)
    } finally {
      await close()
    }
  })
})

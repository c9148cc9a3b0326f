import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beaconCode } from '../../lib/assets/beacon-code'
import { pinnedBeaconSnippet } from '../../lib/assets/beacon-snippet'
import { describeInChromium } from './browser'
import { scriptName } from './script-names'
import { stage } from './stage'
import { until } from './until'

describeInChromium('the beacon', (chromium) => {
  const {
    host,
    site,
    publish,
    beacon,
    open,
    exchanges,
    beacons,
    visitOf,
    visitsOf,
    expectPages,
    settled,
    apiUrl,
  } = stage(chromium)

  describe('a page view', () => {
    it('is one visit with all that the browser tells', async () => {
      await open(publish('/cv', `<title>Ada Example, résumé</title>${beacon()}`), {
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
        viewport: { width: 800, height: 600 },
        screen: { width: 1280, height: 720 },
        userAgent: 'Mozilla/5.0 (test)',
      })
      expect(await visitOf('/cv')).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
        time: expect.stringMatching(/Z$/),
        site: site(),
        host: null,
        page: '/cv',
        title: 'Ada Example, résumé',
        asn: null,
        organisation: null,
        organisationKey: null,
        domain: null,
        kind: null,
        confidence: null,
        evidence: null,
        reverseDomain: null,
        region: null,
        city: null,
        httpVersion: null,
        ...{ seconds: null, reach: null, acted: null, sections: null, links: null },
        ...{ recipient: null, recipientCode: null, scanned: false, fetched: false, mine: false },
        bot: 'isbot: Mozilla/5.0 (test)', // as it was given here
        botOperator: null,
        botPurpose: null,
        referrer: null,
        referrerPath: null,
        referrerGroup: null,
        utmSource: null,
        utmMedium: null,
        utmCampaign: null,
        utmTerm: null,
        utmContent: null,
        country: null,
        language: 'de-DE',
        timeZone: 'Europe/Berlin',
        screen: '1280x720',
        viewport: '800x600',
        userAgent: 'Mozilla/5.0 (test)',
        browser: null,
        os: null,
        device: null,
        ip: '127.0.0.0/24',
        visitor: expect.stringMatching(/^[0-9a-f]{24}$/),
      })
    })

    it('takes one request as text/plain, without a preflight and without a cookie either way', async () => {
      const page = await open(publish('/plain', beacon()))
      await visitOf('/plain')
      await settled(page)
      expect(beacons()).toMatchObject([
        { method: 'POST', status: 204, headers: { 'content-type': 'text/plain;charset=UTF-8' } },
      ])
      for (const { headers, answerHeaders } of exchanges()) {
        expect([headers.cookie, answerHeaders['set-cookie']]).toEqual([undefined, undefined])
      }
      expect(await page.context().cookies()).toEqual([])
      expect(await page.evaluate('localStorage.length + sessionStorage.length')).toBe(0)
    })

    it('keeps the time at which the browser made it', async () => {
      const before = new Date().toISOString()
      await open(publish('/time', beacon()))
      const { time } = await visitOf('/time')
      expect(time >= before && time <= new Date().toISOString()).toBe(true)
    })

    it('names the page on another site that led to it, and the fields of a tagged link', async () => {
      const target = publish(
        '/tagged?utm_source=letter&utm_campaign=Spring%202027&token=secret#top',
        beacon(),
      )
      const from = publish('/links', `<a href="${target}">a link</a>`, 'friend.test')
      const page = await open(from)
      await page.click('a')
      expect(await visitOf('/tagged')).toMatchObject({
        referrer: host('friend.test'),
        referrerPath: null,
        utmSource: 'letter',
        utmCampaign: 'Spring 2027',
      })
    })

    it('belongs to the site that data-site names', async () => {
      await open(publish('/named', beacon('data-site="you.dev"')))
      expect(await visitOf('/named', 'you.dev')).toMatchObject({ site: 'you.dev', page: '/named' })
      expect(await visitsOf(site(), '/named')).toEqual([])
    })

    it('is one visit though the page has the tag twice', async () => {
      const page = await open(publish('/twice', beacon() + beacon()))
      await page.evaluate(() => history.pushState(null, '', '/twice/more'))
      await expectPages('/twice', page, ['/twice', '/twice/more'])
    })

    it('is a visit where the beacon is a module, on a page with another service’s beacon.min.js', async () => {
      publish('/beacon.min.js', (response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end()
      })
      const module = `<script type="module" src="${apiUrl()}/${scriptName}"></script>`
      await open(publish('/module', `<script src="/beacon.min.js"></script>${module}`))
      expect(await visitOf('/module')).toMatchObject({ page: '/module' })
    })

    it('is a visit in a browser whose fetch has no keepalive', async () => {
      const page = await open(publish('/old', beacon()), {}, 'delete Request.prototype.keepalive')
      await visitOf('/old')
      await settled(page)
      expect(beacons()).toMatchObject([
        { method: 'POST', headers: { 'content-type': 'text/plain;charset=UTF-8' } },
      ])
    })

    it('is a visit on a page with Referrer-Policy: no-referrer', async () => {
      const page = await open(
        publish('/discreet', { html: beacon(), headers: { 'referrer-policy': 'no-referrer' } }),
      )
      expect(await visitOf('/discreet')).toMatchObject({ site: site() })
      await settled(page)
      expect(beacons()).toHaveLength(1)
      expect(beacons()[0]?.headers.referer).toBeUndefined()
    })

    it('is a visit on a page whose content security policy allows the API and nothing else', async () => {
      const policy = `default-src 'none'; img-src data:; script-src ${apiUrl()}; connect-src ${apiUrl()}`
      await open(publish('/strict', { html: beacon(), headers: { 'content-security-policy': policy } }))
      expect(await visitOf('/strict')).toMatchObject({ page: '/strict' })
    })

    it('outlives a page that is left at once', async () => {
      const leave = `<script>addEventListener('DOMContentLoaded', () => location.replace('/left'))</script>`
      publish('/left', 'gone')
      await open(publish('/leaving', beacon() + leave))
      expect(await visitOf('/leaving')).toMatchObject({ page: '/leaving' })
    })
  })

  describe('on a developer’s machine', () => {
    it.each(['127.0.0.1', 'localhost'])('sends nothing from %s', async (name) => {
      const page = await open(publish('/local', beacon(), name))
      await settled(page)
      expect(exchanges().map(({ path }) => path)).toContain(`/${scriptName}`)
      expect(beacons()).toEqual([])
    })

    it('sends from 127.0.0.1 with data-local', async () => {
      await open(publish('/allowed', beacon('data-local'), '127.0.0.1'))
      expect(await visitOf('/allowed', host('127.0.0.1'))).toMatchObject({ page: '/allowed' })
    })

    it('sends nothing from a file', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'visitbook-file-'))
      const file = join(folder, 'cv.html')
      writeFileSync(file, beacon())
      const page = await open(String(pathToFileURL(file)))
      await settled(page)
      rmSync(folder, { recursive: true })
      expect(exchanges().map(({ path }) => path)).toContain(`/${scriptName}`)
      expect(beacons()).toEqual([])
    })
  })

  describe('where it is not wanted or not answered', () => {
    it('a page of an unlisted site notices nothing, and no visit is recorded', async () => {
      jest.spyOn(console, 'info').mockImplementation() // the refusal is logged, and test/http looks at that
      const page = await open(publish('/unlisted', beacon(), 'stranger.test'))
      await until(() => beacons().length > 0)
      await settled(page)
      expect(beacons()).toMatchObject([
        { method: 'POST', status: 403, answerHeaders: { 'content-type': 'application/problem+json' } },
      ])
      expect(JSON.parse(beacons()[0]?.answer ?? '')).toEqual({
        type: 'about:blank',
        title: 'Forbidden',
        status: 403,
        detail: `origin host "${host('stranger.test')}" is not listed in the setting sites`,
      })
      expect(beacons()[0]?.answerHeaders).not.toHaveProperty('access-control-allow-origin')
      expect(await visitsOf(site(), '/unlisted')).toEqual([])
    })

    it.each([
      [
        'the API refuses the connection',
        `fetch = (of => (url, ...rest) => of('http://127.0.0.1:1/', ...rest))(fetch)`,
      ],
      ['something has replaced fetch by what returns nothing', 'fetch = () => {}'],
      [
        'something has taken fetch and sendBeacon away',
        'delete Request.prototype.keepalive; navigator.sendBeacon = undefined',
      ],
      ['the browser has no crypto', `Object.defineProperty(window, 'crypto', { value: undefined })`],
      ['something has frozen the history', 'Object.freeze(History.prototype); Object.freeze(history)'],
    ])('the page notices nothing when %s', async (_, before) => {
      const done = `<script defer src="/done.js"></script>`
      publish('/done.js', (response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' }).end('document.title = "done"')
      })
      const page = await open(publish('/broken', beacon() + done), {}, before)
      await page.evaluate(() => {
        try {
          history.pushState(null, '', '/broken/two')
        } catch {}
      })
      expect(await page.title()).toBe('done')
    })

    it.each(['fetch = () => {}', 'fetch = () => { throw new Error() }'])(
      'the page notices nothing when it goes before its visit is sent, and has %s',
      async (before) => {
        const page = await open(publish('/going', beacon()), {}, before)
        await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide')))
        await settled(page)
      },
    )

    it('the page notices nothing when its content security policy forbids the API', async () => {
      const policy = `default-src 'none'; img-src data:; script-src ${apiUrl()}; connect-src 'none'`
      const watch = `window.blocked = new Promise((resolve) => {
        addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective))
      })`
      const page = await open(
        publish('/forbidden', { html: beacon(), headers: { 'content-security-policy': policy } }),
        {},
        watch,
      )
      expect(await page.evaluate('blocked')).toBe('connect-src')
      expect(beacons()).toEqual([])
    })

    it('the page notices nothing when the code was pasted into it', async () => {
      const page = await open(publish('/pasted', `<script>${beaconCode()}</script>`))
      await settled(page)
      expect(beacons()).toEqual([])
    })
  })

  describe('pinned by its hash', () => {
    it('runs under the name and with the integrity that the stack gives out', async () => {
      await open(publish('/pinned', pinnedBeaconSnippet(apiUrl(), beaconCode())))
      expect(await visitOf('/pinned')).toMatchObject({ page: '/pinned' })
    })

    it('does not run when it is other code than was pinned', async () => {
      const other = pinnedBeaconSnippet(apiUrl(), beaconCode()).replace(/sha384-.{8}/, 'sha384-AAAAAAAA')
      const page = await open(publish('/altered', other))
      await settled(page)
      expect(exchanges()[0]).toMatchObject({
        status: 200,
        path: expect.stringMatching(/^\/visitbook\.\w{16}\.js$/),
      })
      expect(beacons()).toEqual([])
    })
  })
})

import type { Route } from 'playwright-core'
import { beaconCode, inlineBeaconCode } from '../../lib/assets/beacon-code'
import { inlineBeaconHash, inlineBeaconSnippet } from '../../lib/assets/beacon-snippet'
import { hashOfBeacon } from '../../lib/assets/released-beacons'
import { describeInChromium } from './browser'
import { stage } from './stage'

const code = inlineBeaconCode()

describeInChromium('the beacon that is pasted into a page', (chromium) => {
  const { publish, open, exchanges, beacons, visitOf, settled, apiUrl, beacon, expectPages } = stage(chromium)
  const snippet = () => inlineBeaconSnippet(apiUrl(), code)
  const policy = (hash: string) =>
    `default-src 'none'; img-src data:; script-src ${hash}; connect-src ${apiUrl()}`
  const guarded = (html: string, hash = inlineBeaconHash(code)) => ({
    html,
    headers: { 'content-security-policy': policy(hash) },
  })

  it('records, and nothing is fetched, under a policy that allows its hash and the service and nothing else', async () => {
    const page = await open(publish('/inline', guarded(`<title>Ada</title>${snippet()}`)))
    expect(await visitOf('/inline')).toMatchObject({ page: '/inline', title: 'Ada' })
    await settled(page)
    expect(exchanges().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /visits',
      expect.stringMatching(/last/),
    ])
  })

  it('does not run where the policy has another hash', async () => {
    const page = await open(publish('/inline/other', guarded(snippet(), inlineBeaconHash('other'))))
    await settled(page)
    expect(beacons()).toEqual([])
  })

  it('records where every script of the service is blocked, whatever its name', async () => {
    const page = await open('about:blank')
    await page.route(
      (url) => url.href.startsWith(apiUrl()),
      (route: Route) => (route.request().resourceType() === 'script' ? route.abort() : route.continue()),
    )
    await page.goto(publish('/inline/blocked', beacon() + snippet()))
    expect(await visitOf('/inline/blocked')).toMatchObject({ page: '/inline/blocked' })
    expect(exchanges().filter(({ path }) => path.endsWith('.js'))).toEqual([])
  })

  it('sends nothing a second time where the page has the script as well', async () => {
    const page = await open(publish('/inline/both', snippet() + beacon()))
    await expectPages('/inline/both', page, ['/inline/both'])
  })

  it('is a visit for each page of an app', async () => {
    const page = await open(publish('/inline/app', snippet()))
    await page.evaluate(() => history.pushState(null, '', '/inline/app/two'))
    await expectPages('/inline/app', page, ['/inline/app', '/inline/app/two'])
  })

  it('tells which beacon it is', async () => {
    const page = await open('about:blank')
    const sent = page.waitForRequest((request) => request.method() === 'POST')
    await page.goto(publish('/inline/version', snippet()))
    expect((await sent).postDataJSON()).toMatchObject({ beacon: hashOfBeacon(beaconCode()) })
  })
})

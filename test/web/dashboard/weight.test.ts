import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline } from './stage'

const site = 'ada.example'

describeInChromium('the weight of the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 40 }),
  })

  it('is at most 80 KB as it is served, all in one page', async () => {
    const served = await new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
      const asking = request(stage.local().url, { headers: { 'accept-encoding': 'gzip' } }, async (answer) =>
        resolve({ encoding: answer.headers['content-encoding'], body: await buffer(answer) }),
      )
      asking.once('error', reject).end()
    })
    expect(served.encoding).toBe('gzip')
    expect(served.body.length).toBeLessThanOrEqual(80 * 1024)
    expect(gunzipSync(served.body).toString()).toContain('<title>Visitbook</title>')
  })

  it.each([
    '/',
    '/?view=visits',
    '/?view=organisation&key=cern',
    '/?view=refusals',
    '/?view=health',
    '/?view=recipients',
    '/?view=messages',
    '/?view=shares',
    '/?country=DE',
  ])(
    '%s asks at most four things, all before any is answered, and shows them after one round trip',
    async (path) => {
      const page = await stage.open('/', { signedIn: false })
      const held: (() => void)[] = []
      await page.route(/127\.0\.0\.1:\d+\/\w/, async (route) => {
        await new Promise<void>((resolve) => held.push(resolve))
        await route.continue()
      })
      await page.evaluate((token) => sessionStorage.setItem('visitbook.token', token), stage.local().token)
      await page.goto(stage.local().url + path)
      await until(() => held.length > 0)
      await page.waitForTimeout(300) // whatever it asks without an answer, it has asked by now
      const asked = stage.asked().map(({ path }) => path)
      expect(asked.length).toBeLessThanOrEqual(4)
      expect(new Set(asked).size).toBe(asked.length)
      for (const answer of held.splice(0)) answer()
      await until(async () => (await page.locator('.loading').count()) === 0)
      await headline(page, /./)
      await page.waitForTimeout(300)
      expect(stage.asked().map(({ path }) => path)).toEqual(asked)
    },
  )

  it('after the sign-in it takes one round trip as well', async () => {
    const page = await stage.open('/', { signedIn: false })
    const held: (() => void)[] = []
    await page.route(/127\.0\.0\.1:\d+\/\w/, async (route) => {
      await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    await page.getByLabel('Token').fill(stage.local().token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await until(() => held.length === 4)
    for (const answer of held.splice(0)) answer()
    await headline(page, /organisations came$/)
    await page.waitForTimeout(300)
    expect(stage.asked()).toHaveLength(4)
  })

  it('what has not changed is not sent again', async () => {
    const page = await stage.open()
    await headline(page, /organisations came$/)
    const answers = await page.evaluate(async (token) => {
      const ask = () => fetch('/sites', { headers: { authorization: `Bearer ${token}` }, cache: 'no-store' })
      const tag = (await ask()).headers.get('etag') ?? ''
      const again = await fetch('/sites', {
        headers: { authorization: `Bearer ${token}`, 'if-none-match': tag },
        cache: 'no-store',
      })
      return [tag !== '', again.status]
    }, stage.local().token)
    expect(answers).toEqual([true, 304])
  })
})

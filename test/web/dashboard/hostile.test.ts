import type { Page } from 'playwright-core'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { visible } from '../../../web/dashboard/text/visible'
import { visitAt } from '../../support/memory/visits'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { dashboardStage, headline, widthOf } from './stage'

const site = 'ada.example'
const image = '<img src=x onerror=complain("a_script_ran")>'

/** What strangers may send as any text. */
const hostile: readonly (readonly [name: string, text: string])[] = [
  ['an image that fails', image],
  ['a script', '</script><script>complain("a script ran")</script>'],
  ['a javascript: address', 'javascript:complain("a_script_ran")'],
  ['an address of data', 'data:text/html,<script>complain(1)</script>'],
  ['marks that turn the line round', '\u202egnp.exe\u202c \u2067אבג\u2069 \u200f'],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['4,000 wide ones', '漢'.repeat(4000)],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈 🇩🇪'],
  ['a lone surrogate', 'a\ud800b\udc00c'],
  ['a cell with a formula', '=HYPERLINK("https://evil.example","x")'],
  ['a cell with a command', "@SUM(1+1)*cmd|' /C calc'!A0"],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is theirs, not ours
  ['a template', '{{constructor.constructor("complain(1)")()}} ${complain(1)}'],
  ['control characters', 'a\u0000b\u001b[31mc\r\nd'],
]

describeInChromium('hostile visits in the dashboard', (chromium) => {
  const stage = dashboardStage(chromium, { sites: [site] })

  beforeAll(async () => {
    const now = Date.now()
    for (const [, text] of hostile) {
      const short = text.slice(0, 200)
      const field = encodeURIComponent(short.toWellFormed())
      const userAgent = Buffer.from(short)
        .toString('latin1')
        .replace(/\p{Cc}/gu, '')
      const answer = await fetch(`${stage.local().url}/visits`, {
        method: 'POST',
        headers: { origin: `https://${site}`, 'user-agent': userAgent },
        body: JSON.stringify({
          page: `/${text}?utm_source=${field}&utm_campaign=${field}`,
          referrer: text.startsWith('javascript') ? text : `https://evil.example/${text}`,
          title: text,
          language: short,
          timeZone: short,
        }),
      })
      expect([short, answer.status]).toEqual([short, 204])
    }
    // What the door would not let in, in case it ever did.
    await stage.record(
      hostile.map(([, whole], at) => {
        const text = whole.slice(0, 120).toWellFormed()
        const time = now - (at + 1) * 60_000
        return {
          ...visitAt(new Date(time).toISOString(), {
            site,
            asn: at % 2 === 0 ? 513 : 65_000 + at,
            page: `/${text}`,
            title: text,
            referrer: text,
            referrerPath: text,
            utmSource: text,
            utmMedium: text,
            utmCampaign: text,
            language: text,
            timeZone: text,
            screen: text,
            viewport: text,
            userAgent: `Mozilla/5.0 ${text}`,
            reverseDomain: text,
            city: text,
            region: text.slice(0, 3),
            country: at % 3 === 0 ? 'CH' : text.slice(0, 2),
            ip: text,
            visitor: text.slice(0, 24),
          }),
          id: makeVisitId(time, new Uint8Array(10).fill(at + 1)),
        }
      }),
    )
    await stage.ask('/organisations/513', { method: 'PATCH', body: JSON.stringify({ name: image }) })
  })

  /** Neither an element of theirs nor an address that is not ours. The stage itself watches for scripts and requests. */
  const expectHarmless = async (page: Page) => {
    const strange = await page.evaluate(() => ({
      elements: document.querySelectorAll('main img, main script, main iframe, dialog img, dialog script')
        .length,
      links: [...document.querySelectorAll('a[href]')]
        .map((link) => (link as HTMLAnchorElement).protocol)
        .filter((protocol) => !/^https?:$/.test(protocol)),
    }))
    expect(strange).toEqual({ elements: 0, links: [] })
  }
  /** Presses every button whose name begins so, and is then open. */
  const pressAll = async (page: Page, begin: string) => {
    const buttons = page.getByRole('button', { name: new RegExp(`^${begin}`), expanded: false })
    while ((await buttons.count()) > 0) await buttons.first().click()
  }
  const fits = async (page: Page, width: number) => {
    expect(await widthOf(page)).toBeLessThanOrEqual(width)
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(40_000)
  }

  describe.each([1280, 320])('at %i pixels', (width) => {
    const viewport = { width, height: 800 }

    it.each([
      ['the overview', '/?networks=all&bots=on', /came$/],
      ['the visits', '/?view=visits&bots=on', 'Visits'],
      ['an organisation', '/?view=organisation&asn=513', image],
      ['a filter', `/?page=${encodeURIComponent(`/${image}`)}&referrer=${encodeURIComponent(image)}`, /./],
    ])('%s shows them as text', async (_, path, heading) => {
      const page = await stage.open(path, { viewport })
      await headline(page, heading)
      await until(async () => (await page.locator('.loading').count()) === 0)
      for (const more of ['Show all', 'About']) await pressAll(page, more)
      await fits(page, width)
      await expectHarmless(page)
      if (!path.includes('page=')) await page.getByText(image).first().waitFor()
    })
  })

  it.each(hostile.map(([name], at) => [name, at] as const))(
    'a visit with %s opens, as text',
    async (_, at) => {
      const page = await stage.open('/?view=visits&sittings=off&networks=all&bots=on', {
        viewport: { width: at % 2 === 0 ? 320 : 1280, height: 700 },
      })
      const time = await stage.json('/visits?bot=include&limit=500')
      const visit = time.visits.find(
        ({ ip }: { ip: string }) => ip === hostile[at]?.[1].slice(0, 120).toWellFormed(),
      )
      await page.locator(`a[href*="visit=${visit.id}"]`).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('User agent').waitFor()
      expect(await dialog.locator('dd').filter({ hasText: visit.id }).count()).toBe(1)
      const shown = await dialog.locator('dd').evaluateAll((all) => all.map((one) => one.textContent ?? ''))
      for (const fact of [visit.title, visit.page, visit.screen, visit.userAgent])
        if (fact !== null) expect(shown).toContain(visible(fact)) // the longest give way to the rest of the item
      const [inner, outer] = await dialog.evaluate((element) => [element.scrollWidth, element.clientWidth])
      expect(inner).toBeLessThanOrEqual(outer as number)
      await expectHarmless(page)
    },
  )

  it('what would turn the line round is seen, and turns nothing round', async () => {
    const page = await stage.open('/?view=visits&sittings=off&networks=all&bots=on&referrer=%E2%80%AEgnp.exe')
    await page.getByRole('link', { name: 'Remove filter Referrer: [U+202E]gnp.exe' }).waitFor()
    await page.goto(`${stage.local().url}/?view=visits&sittings=off&networks=all&bots=on`)
    const { visits } = await stage.json('/visits?bot=include&limit=500')
    const turned = visits.find(({ title }: { title: string }) => title?.startsWith('\u202e'))
    await page.locator(`a[href*="visit=${turned.id}"]`).click()
    await page.getByRole('dialog').getByText('[U+202E]gnp.exe[U+202C]').first().waitFor()
    expect(await page.innerText('body')).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/)
  })

  it('what came through the door is there, cleaned and cut', async () => {
    const { visits } = await stage.json('/visits?bot=include&limit=500')
    const posted = visits.filter(({ ip }: { ip: string }) => ip === '127.0.0.0/24')
    expect(posted).toHaveLength(hostile.length)
    for (const visit of posted) {
      expect(visit.page.isWellFormed()).toBe(true)
      expect(Buffer.byteLength(visit.page)).toBeLessThanOrEqual(256)
    }
    const page = await stage.open('/?view=visits&sittings=off&networks=all&bots=on')
    await page.locator('.visit').first().waitFor()
    expect(await page.locator('.visit').count()).toBe(2 * hostile.length)
  })

  it('a name with markup in it asks and says itself as text, in the title and in labels too', async () => {
    const page = await stage.open('/')
    await page.getByRole('button', { name: `About ${image}` }).click()
    await page.getByRole('link', { name: `Filter by ${image}` }).click()
    await page.getByRole('link', { name: `Remove filter Organisation: ${image}` }).waitFor()
    await expectHarmless(page)
  })

  it('the watch has been seen to fail: a script that runs and a policy that is broken are told', async () => {
    const page = await stage.open('/')
    await headline(page, /./)
    const told = await page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve(violatedDirective), {
            once: true,
          })
          ;(window as unknown as { complain: () => void }).complain = () => {} // this once it is no wrong
          const picture = document.createElement('img')
          picture.src = 'https://evil.example/x.png'
          document.body.append(picture)
        }),
    )
    expect(told).toBe('img-src')
    stage.forgive()
  })
})

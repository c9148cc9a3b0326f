import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, widthOf } from './stage'

const [site, client] = ['ada.example', 'client.example']

describeInChromium('links to share', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site, client],
    visits: () => [
      ...inventedVisits({ now: new Date(), site, readers: 40 }),
      ...inventedVisits({ now: new Date(), site: client, readers: 9 }),
    ],
  })

  interface Wanted {
    readonly name: string
    readonly pages?: boolean
    readonly embed?: string
  }

  const make = async (page: Page, { name, pages = false, embed = '' }: Wanted) => {
    await page.locator('select[name=site]').selectOption(site)
    await page.getByLabel('Name, for you alone').fill(name)
    await page.getByLabel('May be shown in a frame by').fill(embed)
    await page.getByLabel('Name the pages').setChecked(pages)
    await page.getByRole('button', { name: 'Make a link' }).click()
    await page.getByText('Copy it now: it is shown this once.').waitFor()
    return page.getByLabel('Link', { exact: true }).inputValue()
  }
  const pathOf = (link: string) => link.slice(stage.local().url.length)
  const follow = (link: string) => stage.open(pathOf(link), { signedIn: false })
  const made = async (wanted: Wanted) => {
    const owner = await stage.open('/?view=shares')
    const link = await make(owner, wanted)
    return { owner, link }
  }
  const visitsOf = async (of: string) => {
    const now = Date.now()
    const [from, to] = [now - 29 * 86_400_000, now].map((time) => new Date(time).toISOString().slice(0, 10))
    return (await stage.json(`/stats?site=${of}&from=${from}&to=${to}`)).totals.visits
  }

  it('one is made, copied, listed, followed and revoked, in the time of a coffee', async () => {
    const owner = await stage.open('/', { permissions: ['clipboard-read', 'clipboard-write'] })
    await owner.getByRole('link', { name: 'Sharing' }).click()
    await headline(owner, 'Share links')
    await owner.getByText('None yet.').waitFor()
    const link = await make(owner, { name: 'for my team', pages: true })
    await owner.getByRole('button', { name: 'Copy Link' }).click()
    await owner.getByText('Copied').waitFor()
    expect(await owner.evaluate(() => navigator.clipboard.readText())).toBe(link)
    expect(await owner.getByLabel('Name, for you alone').inputValue()).toBe('')
    expect(await owner.locator('select[name=site]').inputValue()).toBe(site)
    await owner.getByText(`totals and pages of ${site}`).waitFor()

    const reader = await follow(link)
    await headline(reader, /visits$/)
    await reader.getByRole('table', { name: 'Pages, the most visits first' }).waitFor()
    expect(await reader.getByRole('link', { name: 'Sharing' }).count()).toBe(0)

    await owner.reload()
    await owner.locator('bdi', { hasText: 'for my team' }).waitFor()
    expect(await owner.content()).not.toContain(link.split('share=')[1])
    await owner.getByRole('button', { name: 'Revoke for my team' }).click()
    await owner.getByRole('button', { name: 'Keep' }).click()
    await owner.getByRole('button', { name: 'Revoke for my team' }).click()
    await owner.getByRole('button', { name: 'Revoke for my team' }).click()
    await owner.getByText('None yet.').waitFor()
    await reader.reload()
    await reader.getByText('This link is no longer valid.').waitFor()
  })

  it('shows its site whatever the address says of others, and asks for nothing that it may not see', async () => {
    const { link } = await made({ name: 'edited' })
    const reader = await follow(link)
    await headline(reader, /visits$/)
    const own = await reader.getByRole('heading', { level: 1 }).innerText()
    expect(await reader.getByRole('table', { name: /Pages/ }).count()).toBe(0)
    expect(await reader.getByText(/^Pages/).count()).toBe(0)
    expect(new Set(stage.asked().map(({ path }) => path.split('?')[0]))).toEqual(
      new Set(['/tokens', '/sites', '/stats']),
    )
    const other = await follow(link.replace(site, client))
    await other.getByText(`This token sees ${site} alone: send site=${site}.`).waitFor()
    expect(await other.content()).not.toContain(`${await visitsOf(client)} visits`)
    const all = await follow(link.replace(`?site=${site}`, ''))
    await headline(all, own)
    await all.getByText(site).first().waitFor()
    const withPages = await follow(link.replace('&pages=none', ''))
    await headline(withPages, own)
    expect(await withPages.getByRole('table', { name: /Pages/ }).count()).toBe(0)
  })

  it('says what is wrong with what was asked for, and keeps what was typed', async () => {
    const owner = await stage.open('/?view=shares')
    await owner.getByLabel('May be shown in a frame by').fill('you.dev')
    await owner.getByRole('button', { name: 'Make a link' }).click()
    await owner.getByText('Embed must be an origin such as https://you.dev.').waitFor()
    expect(await owner.getByLabel('May be shown in a frame by').inputValue()).toBe('you.dev')
  })

  it('fits 320 pixels', async () => {
    const { owner } = await made({ name: 'a'.repeat(64), pages: true, embed: 'https://you.dev' })
    await owner.setViewportSize({ width: 320, height: 640 })
    expect(await widthOf(owner)).toBeLessThanOrEqual(320)
  })

  describe('in a frame', () => {
    let server: Server
    const port = () => (server.address() as AddressInfo).port
    const you = () => `http://127.0.0.1:${port()}`
    beforeAll(async () => {
      server = createServer(({ url }, response) => {
        const framed = new URLSearchParams(url?.slice(2)).get('framed') ?? ''
        const page = `<!doctype html><iframe src="${framed.replaceAll('&', '&amp;')}" width="900" height="700">`
        response.setHeader('content-type', 'text/html').end(page)
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
    })
    afterAll(() => server.close())

    /** Opens a page that frames an address of the dashboard. */
    const framing = async (page: Page, framed: string, at = you()) => {
      await page.goto(`${at}/?${new URLSearchParams({ framed })}`)
      return page.frameLocator('iframe')
    }
    const stranger = async () => {
      const page = await stage.open('/', { signedIn: false })
      await page.goto('about:blank')
      return page
    }
    const linkFor = async (embed: string) => (await made({ name: `for ${embed}`, pages: true, embed })).link

    it('is shown to pages of the origin that it was made for, through every view of it', async () => {
      const link = await linkFor(you())
      expect(pathOf(link)).toMatch(/^\/shared\/[0-9a-f]{16}\?site=ada\.example#share=/)
      const page = await stranger()
      const frame = await framing(page, link)
      await frame.getByRole('heading', { level: 1, name: /visits$/ }).waitFor()
      await frame.getByRole('link', { name: '7 days' }).click()
      await frame.locator('[aria-current=true]', { hasText: '7 days' }).waitFor()
      const framed = page.frames()[1]
      expect(framed?.url().replace(stage.local().url, '')).toMatch(
        /^\/shared\/[0-9a-f]{16}\?.*period=7d.*#share=/,
      )
    })

    it.each([
      ['a page of another origin', (link: string) => link, () => `http://localhost:${port()}`],
      [
        'a page of its origin, where it names another link',
        (link: string) => link.replace(/shared\/\w{8}/, 'shared/00000000'),
        null,
      ],
      ['a page of its origin, at the root', (link: string) => link.replace(/shared\/\w+/, ''), null],
    ])('is refused to %s', async (_, changed, at) => {
      const link = await linkFor(you())
      const page = await stranger()
      const frame = await framing(page, changed(link), at?.())
      await page.waitForTimeout(500)
      expect(await frame.getByRole('heading', { level: 1 }).count()).toBe(0)
      expect(stage.forgive().join()).toContain('frame-ancestors')
    })

    it('never uses the token of an owner who is signed in, and asks for none', async () => {
      const link = await linkFor(you())
      const page = await stage.open('/')
      await headline(page, /organisations came$/)
      const second = await page.context().newPage()
      await second.goto(link.replace(/#.*/, ''))
      await second.getByText('This link is no longer valid.').waitFor()
      expect(await second.getByLabel('Token').count()).toBe(0)
      expect(await second.getByRole('link', { name: 'Visits' }).count()).toBe(0)
    })
  })
})

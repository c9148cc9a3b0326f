import { setTimeout as sleep } from 'node:timers/promises'
import { describeInChromium } from './browser'
import { stage } from './stage'

const code = '7ZK3MN0PQR'

describeInChromium('what an address says to the beacon', (chromium) => {
  const { site, publish, beacon, open, beacons, reports, visitOf, settled, apiUrl } = stage(chromium)
  const elsewhere = () => publish('/elsewhere', 'somewhere else', 'friend.test')

  /** What the visits of pages whose path begins so were sent with, oldest first. */
  const sent = (path: string) =>
    beacons()
      .map(({ body }) => JSON.parse(body) as { page: string; to?: string; referrer: string })
      .filter(({ page }) => page.startsWith(path))

  describe('to=, of a recipient’s link', () => {
    it.each([
      [`?to=${code}`, '', code],
      [`?to=${code}q`, '', `${code}q`],
      [`?to=${code.toLowerCase()}`, '', code.toLowerCase()],
      [`?to=${code}&b=2`, '?b=2', code],
      [`?a=1&to=${code}`, '?a=1', code],
      [`?a=1&to=${code}&b=2#work`, '?a=1&b=2#work', code],
      [`?to=${code}#work`, '#work', code],
      [`#to=${code}`, '', code],
      [`#work&to=${code}`, '#work', code],
      ['?to=Lisbon&from=Rome#to=do', '?to=Lisbon&from=Rome#to=do', undefined],
      ['?to=manchester', '?to=manchester', undefined],
    ])('%s becomes %p, and is told', async (address, rest, to) => {
      const path = `/to/${Buffer.from(address).toString('hex')}`
      const before = `history.replaceState({ kept: true }, '')`
      const page = await open(publish(path + address, beacon()), {}, before)
      await visitOf(path)
      expect(await page.evaluate('[location.href, history.length, history.state]')).toEqual([
        `http://${site()}${path}${rest}`,
        2, // with the empty tab
        { kept: true },
      ])
      expect(sent(path)).toEqual([
        expect.objectContaining({ page: path + rest.replace(/#.*/, ''), ...(to !== undefined && { to }) }),
      ])
      expect('to' in (sent(path)[0] ?? {})).toBe(to !== undefined)
    })

    it('is kept for later views of the document, and is in no referrer of theirs', async () => {
      const page = await open(publish(`/app?to=${code}`, beacon()))
      await page.evaluate(`history.pushState(null, '', '/app/two')`)
      await settled(page)
      expect(sent('/app').map(({ page: of, to }) => [of, to])).toEqual([
        ['/app', code],
        ['/app/two', code],
      ])
      expect(sent('/app/two')[0]?.referrer).toBe(`http://${site()}/app`)
    })

    it('is gone in the next document, from its referrer, and when one goes back', async () => {
      const next = publish('/next', beacon())
      const page = await open(publish(`/first?to=${code}`, `${beacon()}<a href="${next}">next</a>`))
      await visitOf('/first')
      await page.click('a')
      await visitOf('/next')
      expect(await page.evaluate('document.referrer')).toBe(`http://${site()}/first`)
      await page.goBack()
      await settled(page)
      expect(page.url()).toBe(`http://${site()}/first`)
      expect(sent('/').map(({ page: of, to }) => [of, to])).toEqual([
        ['/first', code],
        ['/next', undefined],
        ['/first', undefined],
      ])
    })

    it('is told where the history is frozen', async () => {
      const frozen = 'History.prototype.replaceState = () => { throw new Error("no") }'
      const page = await open(publish(`/frozen?to=${code}`, beacon()), {}, frozen)
      await visitOf('/frozen')
      await settled(page)
      expect(sent('/frozen')).toMatchObject([{ to: code }])
    })
  })

  describe('#visitbook-ignore, of the owner', () => {
    const policy = () => ({
      'content-security-policy': `default-src 'none'; img-src data:; script-src ${apiUrl()}; connect-src ${apiUrl()}`,
    })

    it('has this browser send nothing more, says so for three seconds, and is undone by -unignore', async () => {
      const page = await open(publish('/own#visitbook-ignore', { html: beacon(), headers: policy() }))
      const status = page.getByRole('status')
      expect(await status.textContent()).toBe('Visitbook ignores you')
      expect(await status.isVisible()).toBe(true)
      expect(await page.evaluate('[location.href, localStorage.length]')).toEqual([`http://${site()}/own`, 1])
      await page.goto(publish('/own/two', beacon()))
      expect(await status.count()).toBe(0)
      await sleep(1500)
      await page.goto(elsewhere())
      await sleep(500)
      expect([beacons(), reports('/own')]).toEqual([[], []])

      await page.goto(publish('/own/three#visitbook-unignore', beacon()))
      expect(await status.textContent()).toBe('Visitbook counts you')
      await visitOf('/own/three')
      expect(await page.evaluate('[location.href, localStorage.length]')).toEqual([
        `http://${site()}/own/three`,
        0,
      ])
      await sleep(3000)
      expect(await status.count()).toBe(0)
    })

    it('also where the address is changed while the page is open', async () => {
      const page = await open(publish('/typed', beacon()))
      await visitOf('/typed')
      await settled(page)
      await page.evaluate(`location.hash = 'visitbook-ignore'`)
      expect(await page.getByRole('status').textContent()).toBe('Visitbook ignores you')
      await sleep(1500)
      await page.goto(elsewhere())
      await sleep(500)
      expect(reports('/typed')).toEqual([])
    })

    it('breaks nothing where nothing can be stored', async () => {
      const before = `Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })`
      const page = await open(publish('/unstored#visitbook-ignore', beacon()), {}, before)
      await visitOf('/unstored')
      await settled(page)
      expect(await page.getByRole('status').count()).toBe(0)
    })
  })
})

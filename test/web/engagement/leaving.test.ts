import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { scriptName } from '../script-names'
import { type Report, stage } from '../stage'
import { until } from '../until'
import { hiding } from './hiding'

/** Milliseconds after which a report that has not come does not come, and in which a page is read for a second or two. */
const silence = 1000
const reading = 2300

/** Returns what tells the most seconds, rounded, that a page can have been in front meanwhile. */
const since =
  (begun = Date.now()) =>
  () =>
    (Date.now() - begun) / 1000 + 1

type Leave = (page: Page, elsewhere: string) => Promise<unknown>

const closing: Leave = (page) => page.close({ runBeforeUnload: true })
const navigating: Leave = (page, elsewhere) => page.goto(elsewhere)

/** Kills the process that the page runs in, as a crash or the system does. */
const killing: Leave = async (page) => {
  const devtools = await page.context().newCDPSession(page)
  devtools.send('Page.crash').catch(() => {}) // is never answered
  await page.waitForEvent('crash')
}

describeInChromium('what was read, when its page goes', (chromium) => {
  const {
    host,
    site,
    publish,
    beacon,
    open,
    beacons,
    reports,
    reportOf,
    visitOf,
    visitsOf,
    settled,
    apiUrl,
  } = stage(chromium)
  const elsewhere = () => publish('/elsewhere', 'somewhere else', 'friend.test')

  /** Only pages of https and of this machine have fetchLater. Page and service are two sites to the browser, too. */
  const local = () => apiUrl().replace('api.test', '127.0.0.1')
  const publishSecure = (path: string, html = '') =>
    publish(path, `<script defer src="${local()}/${scriptName}" data-local></script>${html}`, 'localhost')

  const told = (path: string) => reports(path).map(({ seconds }) => seconds)

  describe('in a browser without fetchLater', () => {
    it.each([
      ['closed', closing],
      ['left', navigating],
    ])('is told once by a page that is %s', async (how, leave) => {
      const page = await open(publish(`/plain/${how}`, beacon()))
      expect(await page.evaluate('typeof fetchLater')).toBe('undefined')
      await sleep(reading)
      expect(reports('/plain/')).toEqual([])
      await leave(page, elsewhere())
      const { id, seconds } = await reportOf(`/plain/${how}`)
      await sleep(silence)
      expect([id, seconds > 0, told('/plain/').length]).toEqual([
        (await visitOf(`/plain/${how}`)).id,
        true,
        1,
      ])
    })

    it('is lost with a process that is killed, but not the visit', async () => {
      const page = await open(publish('/plain/killed', beacon()))
      await sleep(reading)
      await killing(page, '')
      await sleep(silence)
      expect(await visitOf('/plain/killed')).toMatchObject({ page: '/plain/killed' })
      expect(reports('/plain/')).toEqual([])
    })

    it('is told again after the page was hidden only when the time in front has grown by half', async () => {
      const page = await open(publish('/plain/again', beacon()), {}, hiding(false))
      await sleep(3300)
      await page.evaluate('hide(), show(), hide(), show()')
      await sleep(1000)
      await page.evaluate('hide(), show()')
      await sleep(1500)
      await page.evaluate('hide(), show()')
      await page.goto(elsewhere())
      await sleep(silence)
      const [first = Number.NaN, second = Number.NaN, ...more] = told('/plain/again')
      expect([first > 0, second >= first * 1.5, more]).toEqual([true, true, []])
    })
  })

  describe('in a browser with fetchLater', () => {
    it.each([
      ['closed', closing],
      ['left', navigating],
      ['killed', killing],
    ])('is told once by the browser when its page is %s, and nothing before', async (how, leave) => {
      const page = await open(publishSecure(`/later/${how}`))
      expect(await page.evaluate('typeof fetchLater')).toBe('function')
      await sleep(reading)
      expect(reports('/later/')).toEqual([])
      await leave(page, elsewhere())
      const { id, seconds, origin, contentType } = await reportOf(`/later/${how}`)
      await sleep(silence)
      const visit = await visitOf(`/later/${how}`, host('localhost'))
      expect([id, seconds > 0, told('/later/').length]).toEqual([visit.id, true, 1])
      expect([origin, contentType]).toEqual([`http://${host('localhost')}`, 'text/plain;charset=UTF-8'])
      expect(beacons()).toHaveLength(1)
    })

    it('is told once though the page was hidden and shown again', async () => {
      const page = await open(publishSecure('/later/hidden'), {}, hiding(false))
      await sleep(reading)
      await page.evaluate('hide(), show(), hide(), show()')
      await sleep(reading)
      await page.evaluate('hide()')
      await page.goto(elsewhere())
      await sleep(silence)
      expect(told('/later/hidden')).toHaveLength(1)
      expect(told('/later/hidden')[0]).toBeGreaterThan(2)
    })
  })

  it('is each page’s own in a single-page app, told when that page is left', async () => {
    const html = `${beacon()}<body><section id="one">one</section>`
    const page = await open(publish('/app', html))
    await sleep(reading)
    await page.evaluate(() => {
      history.pushState(null, '', '/app/two')
      document.body.innerHTML = '<section id="two">two</section>'
    })
    const most = since()
    expect(Object.keys((await reportOf('/app')).sections)).toEqual(['one'])
    await sleep(reading)
    await page.goto(elsewhere())
    const longest = most()
    const two = await until(() => reports('/app/two')[0])
    expect([Object.keys(two.sections), reports('/app').length]).toEqual([['two'], 2])
    expect(two.seconds).toBeLessThan(longest)
    expect(two.id).toBe((await visitOf('/app/two')).id)
  })

  it('is each view’s own where a page comes back from the back/forward cache (told by events)', async () => {
    const page = await open(publish('/kept', beacon()))
    await sleep(reading)
    const most = since()
    await page.evaluate(() => {
      for (const type of ['pagehide', 'pageshow'])
        dispatchEvent(new PageTransitionEvent(type, { persisted: true }))
    })
    await sleep(reading)
    await page.goto(elsewhere())
    const longest = most()
    await until(() => reports('/kept').length === 2)
    const visits = await visitsOf(site(), '/kept')
    expect(reports('/kept').map(({ id }) => id)).toEqual(visits.map(({ id }) => id).toReversed())
    expect(told('/kept')[1]).toBeLessThan(longest)
  })

  it('is each tab’s own', async () => {
    const url = publish('/tabs', beacon())
    const [one, two] = [await open(url), await open(url)]
    await sleep(reading)
    await one.goto(elsewhere())
    await two.goto(elsewhere())
    await until(() => reports('/tabs').length === 2)
    const visits = await visitsOf(site(), '/tabs')
    expect(new Set(reports('/tabs').map(({ id }) => id))).toEqual(new Set(visits.map(({ id }) => id)))
  })

  it('is nothing of a page that is opened in the background and never shown', async () => {
    const page = await open(publish('/behind', beacon()), {}, hiding(true))
    await sleep(reading)
    await page.goto(elsewhere())
    await sleep(silence)
    expect([beacons(), reports('/behind')]).toEqual([[], []])
  })

  it('is nothing of a page that is shown late from before it was', async () => {
    const page = await open(publish('/late', beacon()), {}, hiding(true))
    await sleep(reading)
    const most = since()
    await page.evaluate('show()')
    await sleep(reading)
    await page.goto(elsewhere())
    const longest = most()
    expect((await reportOf('/late')).seconds).toBeLessThan(longest)
  })

  it.each([
    ['with data-engagement="off"', 'data-engagement="off"', ''],
    ['where GPC is on', '', `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })`],
    ['where DNT is on', '', `Object.defineProperty(navigator, 'doNotTrack', { value: '1' })`],
  ])('is told to nobody %s', async (what, attributes, before) => {
    const path = `/untold/${what.replace(/\W+/g, '-')}`
    const page = await open(publish(path, beacon(attributes)), {}, before)
    await sleep(reading)
    await page.goto(elsewhere())
    await sleep(silence)
    expect(await visitOf(path)).toMatchObject({ page: path })
    expect(reports(path)).toEqual([])
  })

  it('is not told of a visit that did not arrive, and the page notices nothing', async () => {
    const page = await open('about:blank')
    await page.route('**/visits', (route) => route.abort())
    await page.goto(publish('/down', beacon()))
    await sleep(reading)
    await page.goto(elsewhere())
    await sleep(silence)
    expect(reports('/down')).toEqual([])
  })

  it('is not told of a visit that was refused', async () => {
    jest.spyOn(console, 'info').mockImplementation() // the refusal is logged, and test/http looks at that
    const page = await open(publish('/refused', beacon('data-site="nobody.example"')))
    await sleep(reading)
    await page.goto(elsewhere())
    await sleep(silence)
    expect(beacons().map(({ method, status }) => [method, status])).toEqual([['POST', 403]])
    expect(reports('/refused')).toEqual([])
  })

  describe('takes along what was used', () => {
    const linksOf = ({ links }: Report) => Object.keys(links)

    it.each([
      ['a PDF', '<a href="/cv.pdf?v=2#page=3">CV</a>', () => [`http://${site()}/cv.pdf`]],
      [
        'a link that leads away',
        '<a href="http://friend.test:PORT/jobs?id=1">jobs</a>',
        () => [`http://${host('friend.test')}/jobs`],
      ],
      [
        'an address of mail',
        '<a href="mailto:jane@you.example?subject=Hi">mail</a>',
        () => ['mailto:jane@you.example'],
      ],
      ['a telephone number', '<a href="tel:+49301234">call</a>', () => ['tel:+49301234']],
      [
        'a mark, and a link within it',
        '<div data-visitbook="card"><a href="mailto:jane@you.example"><b>mail</b></a></div>',
        () => ['mailto:jane@you.example', '#card'],
      ],
      ['a button', '<a data-visitbook="more">more</a>', () => ['#more']],
      [
        'a link that a script keeps from leading anywhere',
        '<a href="http://friend.test:PORT/x" onclick="event.stopPropagation();return false">x</a>',
        () => [`http://${host('friend.test')}/x`],
      ],
    ])('%s', async (what, html, links) => {
      const path = `/used/${what.replace(/\W+/g, '-')}`
      publish('/cv.pdf', 'a file')
      publish('/jobs', 'jobs', 'friend.test')
      const page = await open(publish(path, beacon() + html.replace('PORT', host('').slice(1))))
      await visitOf(path)
      await settled(page)
      await page.click('a')
      await page.goto(elsewhere()).catch(() => page.goto(elsewhere())) // the click may be on its way
      const report = await reportOf(path)
      expect([linksOf(report), report.acted]).toEqual([links(), true])
    })

    it('nothing of a right click, and nobody acts where nobody does', async () => {
      const page = await open(publish('/used/not', `${beacon()}<a href="mailto:jane@you.example">mail</a>`))
      await settled(page)
      await page.goto(elsewhere())
      expect(await reportOf('/used/not')).toMatchObject({ links: {} })
      expect((await reportOf('/used/not')).acted ?? false).toBe(false)
      const other = await open(
        publish('/used/right', `${beacon()}<a href="mailto:jane@you.example">mail</a>`),
      )
      await settled(other)
      await other.click('a', { button: 'right' })
      await other.goto(elsewhere())
      expect(await reportOf('/used/right')).toMatchObject({ links: {}, acted: true })
    })
  })
})

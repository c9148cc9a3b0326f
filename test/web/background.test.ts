import type { ServerResponse } from 'node:http'
import { describeInChromium, launchAlone } from './browser'
import { describeInFirefox } from './browsers/firefox'
import { firefoxStage, stage } from './stage'
import { until } from './until'

/** Hides a page from itself, until it is shown by `show()`. */
const hiding = `
  window.isHidden = true
  Object.defineProperty(Document.prototype, 'hidden', { get: () => isHidden })
  Object.defineProperty(Document.prototype, 'visibilityState', { get: () => isHidden ? 'hidden' : 'visible' })
  window.show = () => {
    isHidden = false
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
  }`

describeInChromium('the beacon in the background, in Chromium', (chromium) => {
  const { publish, beacon, open, beacons, visitOf, expectPages, settled } = stage(chromium)

  if (chromium.isShell) {
    it('counts a page when it is first shown, once (which it is told, as npm’s headless shell shows each page)', async () => {
      const page = await open(publish('/behind', `<title>Behind</title>${beacon()}`), {}, hiding)
      await settled(page)
      expect(beacons()).toEqual([])
      await page.evaluate(`document.title = 'Shown', show()`)
      expect(await visitOf('/behind')).toMatchObject({ title: 'Shown' })
      await page.evaluate('isHidden = true, show()')
      await expectPages('/behind', page, ['/behind'])
    })
    return
  }

  it('counts a page when it is first shown, once', async () => {
    const seen: string[] = []
    let covering: ServerResponse | undefined
    publish('/seen', (response, query) => {
      seen.push(query)
      response.end()
    })
    publish('/covering', (response) => {
      covering = response
    })
    publish('/cover', `<script>fetch('/covering').then(() => close())</script>`)
    publish(
      '/behind',
      `<title>Behind</title>${beacon()}<script>
        const tell = () => fetch('/seen?' + document.visibilityState)
        addEventListener('load', () => setTimeout(tell, 700)) // as long as any beacon would take
        document.addEventListener('visibilitychange', () => {
          document.title = 'Shown'
          tell()
          setTimeout(tell, 700)
        })
      </script>`,
    )
    const start = publish(
      '/start',
      `<script>
        open('/cover')
        document.addEventListener('visibilitychange', () => { location.href = '/behind' })
      </script>`,
    )
    const close = launchAlone(chromium, start)
    try {
      await until(() => seen.length > 0 && covering !== undefined)
      expect(seen).toEqual(['hidden'])
      expect(beacons()).toEqual([])
      covering?.end()
      expect(await visitOf('/behind')).toMatchObject({ title: 'Shown' })
      await until(() => seen.length > 2)
      expect(seen).toEqual(['hidden', 'visible', 'visible'])
      expect(beacons()).toHaveLength(1)
    } finally {
      await close()
    }
  })
})

describeInFirefox('the beacon on a page that goes and comes, in Firefox', (firefox) => {
  const { publish, beacon, open, beacons, visitOf, expectPages, settled } = firefoxStage(firefox)

  it('counts a page in the background when it is first shown, once', async () => {
    const page = await open(publish('/behind', `<title>Behind</title>${beacon()}`), { background: true })
    expect(await page.evaluate('document.visibilityState')).toBe('hidden')
    await settled(page)
    expect(beacons()).toEqual([])
    await page.evaluate(`document.title = 'Shown'`)
    await page.bringToFront()
    expect(await visitOf('/behind')).toMatchObject({ title: 'Shown' })
    await expectPages('/behind', page, ['/behind'])
  })

  it('a page that comes back from the back/forward cache is a visit again', async () => {
    const shown = `<script>addEventListener('pageshow', (event) => { window.persisted = event.persisted })</script>`
    const page = await open(publish('/kept', shown + beacon()))
    await visitOf('/kept')
    await page.goto(publish('/elsewhere', 'somewhere else', 'friend.test'))
    await page.evaluate('setTimeout(() => history.back())')
    await until(() => page.evaluate<boolean>('window.persisted === true').catch(() => false))
    await expectPages('/kept', page, ['/kept', '/kept'])
  })
})

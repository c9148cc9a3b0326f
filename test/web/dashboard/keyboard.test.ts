import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { until } from '../until'
import { inventedVisits } from './invented-visits'
import { dashboardStage, headline, widthOf } from './stage'

const site = 'ada.example'

describeInChromium('the dashboard without a mouse', (chromium) => {
  const stage = dashboardStage(chromium, {
    sites: [site],
    visits: () => inventedVisits({ now: new Date(), site, readers: 90 }),
  })

  /** What has the focus, by its accessible name as far as it has one, and how that shows. */
  const focused = (page: Page) =>
    page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
      const labelled = (element as HTMLInputElement).labels?.[0]?.textContent
      const box = element.getBoundingClientRect()
      return {
        name: (element.getAttribute('aria-label') ?? labelled ?? element.textContent ?? '').trim(),
        tag: element.tagName,
        outline:
          outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && outlineColor !== 'transparent',
        isInSight: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
      }
    })

  /** Presses Tab until something of that name has the focus; whatever has it on the way must show it. */
  async function tabTo(page: Page, name: string | RegExp, key = 'Tab'): Promise<void> {
    const seen: string[] = []
    for (let at = 0; at < 150; at++) {
      await page.keyboard.press(key)
      const now = await focused(page)
      seen.push(now.name)
      if (now.tag !== 'BODY') expect(now).toMatchObject({ outline: true, isInSight: true })
      if (typeof name === 'string' ? now.name === name : name.test(now.name)) return
    }
    throw new Error(`${name} was not reached by ${key}, only ${seen.join(' | ')}`)
  }

  it('one signs in, narrows, reads, corrects, erases, saves and signs out, with the focus in sight', async () => {
    const page = await stage.open('/', { signedIn: false })
    await page.getByLabel('Token').waitFor()
    await tabTo(page, 'Token')
    await page.keyboard.insertText(stage.local().token)
    await page.keyboard.press('Enter')
    await headline(page, /organisations came$/)

    await tabTo(page, 'Skip to content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')

    await tabTo(page, '7 days')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/?period=7d')
    await tabTo(page, 'Custom')
    await page.keyboard.press('Enter')
    await tabTo(page, 'From')
    await tabTo(page, 'Show')
    await tabTo(page, 'Custom', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.goBack()
    await page.waitForURL((url) => url.search === '')
    await headline(page, /organisations came$/) // what appears late moves what has the focus

    await tabTo(page, 'About CERN')
    await page.keyboard.press('Space')
    await tabTo(page, 'Filter by CERN')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Remove filter Organisation: CERN' }).waitFor()
    await tabTo(page, 'Remove filter Organisation: CERN', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.search === '')
    await headline(page, /organisations came$/)

    await tabTo(page, 'Bots')
    await page.keyboard.press('Space')
    await page.waitForURL('**/?bots=on')
    await tabTo(page, 'The chart as a table')
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: 'Visits and visitors by day' }).waitFor()
    await tabTo(page, 'CERN', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await headline(page, 'CERN')

    await tabTo(page, 'Star: CERN')
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Star: CERN', pressed: true }).waitFor()
    await tabTo(page, 'Note')
    await page.keyboard.insertText('applied 3 Nov')
    await page.keyboard.press('Enter')
    await page.getByText('Saved').waitFor()
    expect(await stage.json('/organisations/cern')).toMatchObject({ star: true, note: 'applied 3 Nov' })

    await tabTo(page, 'Name')
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('Example Laboratory')
    await tabTo(page, 'Save')
    await page.keyboard.press('Enter')
    await headline(page, 'Example Laboratory')
    await tabTo(page, 'Withdraw', 'Shift+Tab').catch(() => tabTo(page, 'Withdraw'))
    await page.keyboard.press('Enter')
    await headline(page, 'CERN')

    await tabTo(page, 'Visits', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /^Visit at/ })
      .first()
      .waitFor()
    await tabTo(page, 'Export as NDJSON')
    const [file] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(file.suggestedFilename()).toMatch(/\.ndjson$/)

    await tabTo(page, /^Visit at/)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Erase this visit' }).waitFor()
    await tabTo(page, 'Erase this visit')
    await page.keyboard.press('Enter')
    await until(async () => (await focused(page)).name === 'Erase')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await until(async () => (await focused(page)).tag === 'H1') // what opened it is gone

    await tabTo(page, 'Sign out', 'Shift+Tab')
    await page.keyboard.press('Enter')
    await page.getByLabel('Token').waitFor()
  }, 90_000)

  it('a dialog keeps the focus, and gives it back to what opened it', async () => {
    const page = await stage.open('/?view=visits')
    await tabTo(page, /^Visit at/)
    const { name } = await focused(page)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Erase this visit' }).waitFor()
    const inside: boolean[] = []
    for (let at = 0; at < 40; at++) {
      await page.keyboard.press(at < 25 ? 'Tab' : 'Shift+Tab')
      inside.push(
        await page.evaluate(
          () =>
            document.activeElement === document.body || // the browser's own bars are in the round too
            document.querySelector('dialog')?.contains(document.activeElement) === true,
        ),
      )
    }
    expect(inside).not.toContain(false)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await until(async () => (await focused(page)).name === name)
  })

  it.each([
    ['less motion is wanted', 'reduce' as const, true],
    ['nothing is said', 'no-preference' as const, false],
  ])('where %s, what waits stands still: %j', async (_, reducedMotion, isStill) => {
    const page = await stage.open('/', { signedIn: false, reducedMotion })
    await page.route(/\/(stats|organisations)/, () => {})
    await page.getByLabel('Token').fill(stage.local().token)
    await page.keyboard.press('Enter')
    await page.locator('.ghost').first().waitFor()
    const moving = await page.evaluate(
      () =>
        document
          .getAnimations()
          .filter(({ playState, effect }) => playState === 'running' && effect?.getTiming().duration !== 0)
          .length, // what only waits to be shown takes no time
    )
    expect(moving === 0).toBe(isStill)
  })

  it.each([
    '/',
    '/?view=visits&bots=on',
    `/?view=organisation&key=cern`,
    '/?view=refusals',
    '/?view=health',
    '/?country=DE&page=%2Fcv',
  ])('%s fits 320 pixels without scrolling sideways', async (path) => {
    const page = await stage.open(path, { viewport: { width: 320, height: 640 } })
    await headline(page, /./)
    await until(async () => (await page.locator('.loading').count()) === 0)
    expect(await widthOf(page)).toBeLessThanOrEqual(320)
  })

  it('a visit’s dialog and the custom period fit 320 pixels too', async () => {
    const page = await stage.open('/?view=visits', { viewport: { width: 320, height: 640 } })
    await page.locator('.place').click()
    await page.getByRole('button', { name: 'Custom' }).click()
    expect(await widthOf(page)).toBeLessThanOrEqual(320)
    await page.getByRole('button', { name: 'Close' }).click()
    await page
      .getByRole('link', { name: /^Visit at/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Erase this visit' }).waitFor()
    const [inner, outer] = await page
      .getByRole('dialog')
      .evaluate((dialog) => [dialog.scrollWidth, dialog.clientWidth])
    expect(inner).toBeLessThanOrEqual(outer as number)
  })
})

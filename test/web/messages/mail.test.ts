import type { Browser, Page } from 'playwright-core'
import { write } from '../../../lambda/domain/message/writing/write'
import { utc } from '../../../lambda/domain/time/zone'
import { hostileMessages, hostileTexts, messages } from '../../support/messages/messages'
import { describeInChromium, launch } from '../browser'

const mails = [...messages, ...hostileTexts.flatMap(hostileMessages)].map((message) =>
  write(message, { url: 'https://abc123.execute-api.eu-central-1.amazonaws.com', zone: utc }),
)

/** What a mail looks like: its width, the least contrast of a text with its ground, and what it says. */
const look = `(() => {
  const light = (colour) => {
    const [r, g, b] = colour.match(/\\d+/g).map((one) => {
      const part = one / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = light(getComputedStyle(document.body).backgroundColor)
  const contrasts = [...document.querySelectorAll('h1,h2,p,li,a,span,em')].map((one) => {
    const text = light(getComputedStyle(one).color)
    return (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05)
  })
  return {
    width: document.documentElement.scrollWidth,
    least: Math.min(...contrasts),
    isDark: ground < 0.2,
    title: document.querySelector('h1').innerText,
    elements: document.querySelectorAll('script,img,link,iframe,form,input,object,svg,[onerror],[onmouseover]').length,
  }
})()`

interface Look {
  readonly width: number
  readonly least: number
  readonly isDark: boolean
  readonly title: string
  readonly elements: number
}

describeInChromium('the mails', (chromium) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launch(chromium)
  }, 60_000)
  afterAll(() => browser.close())

  describe.each([
    [320, 'light'],
    [320, 'dark'],
    [640, 'light'],
    [640, 'dark'],
  ] as const)('at %i px, %s', (width, colorScheme) => {
    const requests: string[] = []
    let page: Page
    beforeAll(async () => {
      page = await browser.newPage({ viewport: { width, height: 400 }, colorScheme })
      page.on('request', (request) => requests.push(request.url()))
    })
    afterAll(() => page.close())

    it('fit, can be read, say their titles and load nothing', async () => {
      const isDark = colorScheme === 'dark'
      for (const { html, title } of mails) {
        await page.setContent(html)
        const { least, ...seen } = (await page.evaluate(look)) as Look
        expect({ ...seen, title: seen.title.replace(/\s+/g, ' ') }).toEqual({
          width,
          isDark,
          title,
          elements: 0,
        })
        expect(least).toBeGreaterThan(4.5)
      }
      expect(requests).toEqual([])
    }, 60_000)
  })
})

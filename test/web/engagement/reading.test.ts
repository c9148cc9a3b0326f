import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describeInChromium } from '../browser'
import { type Report, stage } from '../stage'
import { hiding } from './hiding'

const seconds = (count: number) => sleep(count * 1000)

const tall = (tag: string, id: string) => `<${tag} id="${id}" style="height: 100vh">${id}</${tag}>`
const scrollTo = (page: Page, id: string) =>
  page.evaluate(`document.getElementById('${id}').scrollIntoView()`)

/** A page, what a reader does with it before it is left, and what is then reported of it, each figure ± its tolerance. */
interface Reading {
  readonly what: string
  readonly html: string
  readonly before?: string
  readonly read: (page: Page) => Promise<unknown>
  readonly seconds?: number
  readonly reach?: number
  readonly sections?: Readonly<Record<string, number>>
}

const readings: readonly Reading[] = [
  {
    what: 'five seconds in front and five hidden',
    html: 'a page',
    before: hiding(false),
    read: async (page) => {
      await seconds(2.5)
      await page.evaluate('hide()')
      await seconds(5)
      await page.evaluate('show()')
      await seconds(2.5)
    },
    seconds: 5,
    reach: 100,
    sections: {},
  },
  {
    what: 'three sections, one after the other',
    html: `<body style="margin: 0">${tall('section', 'intro')}${tall('article', 'work')}<div data-visitbook-section="talks" style="height: 100vh"></div>`,
    read: async (page) => {
      await seconds(2)
      await scrollTo(page, 'work')
      await seconds(4)
      await page.evaluate('scrollTo(0, 1e6)')
      await seconds(3)
    },
    seconds: 9,
    reach: 100,
    sections: { intro: 2, work: 4, talks: 3 },
  },
  {
    what: 'the headings of a page that was made of Markdown',
    html: '<body style="margin: 0">'.concat(
      ...['h1', 'h2', 'h3'].map(
        (tag) =>
          `<${tag} id="the-${tag}" style="margin: 0">${tag}</${tag}><div style="height: 100vh">text</div>`,
      ),
    ),
    read: async (page) => {
      await seconds(2)
      await page.evaluate(`scrollTo(0, document.getElementById('the-h2').offsetTop + 50)`) // the heading itself is out of view
      await seconds(3)
      await page.evaluate(`scrollTo(0, 1e6)`)
      await seconds(2)
    },
    sections: { 'the-h1': 2, 'the-h2': 3, 'the-h3': 5 }, // the third begins below the second's text, which is not as high as the window
  },
  {
    what: 'a page scrolled to 60 %, and up again',
    html: '<body style="margin: 0"><div style="height: 4000px">text</div>',
    read: async (page) => {
      await page.evaluate('scrollTo(0, 2400 - innerHeight)')
      await seconds(1.5)
      await page.evaluate('scrollTo(0, 0)')
      await seconds(1.5)
    },
    reach: 60,
  },
  {
    what: 'sections that come late, and one name for two',
    html: `<main></main><script>setTimeout(() => {
      document.querySelector('main').innerHTML = '<section id="late">one</section><section id="late">two</section>'
    }, 1500)</script>`,
    read: () => seconds(4.5),
    sections: { late: 3 },
  },
]

describeInChromium('what is read of a page', (chromium) => {
  const { host, publish, beacon, open, reportOf, reports } = stage(chromium)
  const found = new Map<Reading, readonly [Report, number]>()
  const pathOf = ({ what }: Reading) => `/reading/${what.replace(/\W+/g, '-')}`

  async function read(reading: Reading): Promise<void> {
    const { html, before = '' } = reading
    const page = await open(publish(pathOf(reading), `<title>Page</title>${beacon()}${html}`), {}, before)
    await reading.read(page)
    await page.goto(publish('/elsewhere', 'somewhere else', 'friend.test'))
    await seconds(1) // an earlier report may be there already
    found.set(reading, [await reportOf(pathOf(reading)), reports(pathOf(reading)).length])
  }

  beforeAll(() => Promise.all(readings.map(read)), 60_000)

  it.each(readings.filter((reading) => reading.seconds !== undefined))(
    '$what: seconds in front',
    (reading) => {
      expect(
        Math.abs((found.get(reading)?.[0].seconds ?? Number.NaN) - (reading.seconds ?? 0)),
      ).toBeLessThanOrEqual(1)
    },
  )

  it.each(readings.filter((reading) => reading.reach !== undefined))('$what: reach', (reading) => {
    expect(
      Math.abs((found.get(reading)?.[0].reach ?? Number.NaN) - (reading.reach ?? 0)),
    ).toBeLessThanOrEqual(5)
  })

  it.each(readings.filter(({ sections }) => sections !== undefined))(
    '$what: seconds in view of each section',
    (reading) => {
      const { sections = {} } = found.get(reading)?.[0] ?? {}
      const expected = reading.sections ?? {}
      expect(Object.keys(sections)).toEqual(Object.keys(expected))
      for (const [name, time] of Object.entries(sections))
        expect({ name, off: Math.abs(time - (expected[name] ?? 0)) <= 1 ? 0 : time }).toEqual({
          name,
          off: 0,
        })
    },
  )

  it('is told as plain text by the page’s own origin, for the visit that it sent', () => {
    for (const [report] of found.values())
      expect(report).toMatchObject({
        origin: `http://${host('you.test')}`,
        contentType: 'text/plain;charset=UTF-8',
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      })
  })

  it('is told once where the page was hidden once only, when it was left', () => {
    expect(readings.map((reading) => found.get(reading)?.[1])).toEqual([2, 1, 1, 1, 1])
  })
})

import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import type { VisitAnswer } from '../../../lambda/api/visits'
import { isFull } from '../../support/size'
import { describeInChromium } from '../browser'
import { scriptName } from '../script-names'
import { stage } from '../stage'
import { until } from '../until'
import { type Fault, type Faults, startFaultyApi } from './faulty-api'

/** Milliseconds: how long a fault lasts, how long a page lives, and after which silence nothing more comes of it. */
const faultTime = 2000
const lifetime = 5000
const silence = 1000

/** What goes wrong with the messages of a page, and how the page lives and ends. */
interface Trouble {
  readonly what: string
  readonly faults?: Faults
  /** How many visits come of it, if not one. */
  readonly visits?: number
  /** Milliseconds from its script on for which it can reach nothing. */
  readonly refused?: number
  /** How the page ends while its message waits to be sent again; five seconds after it began where this is not given. */
  readonly end?: (page: Page) => Promise<unknown>
}

const leave = (page: Page) => page.goto('about:blank')
const close = (page: Page) => page.close({ runBeforeUnload: true })

/** Readable for every page, as the service's own answers are for those of its sites. */
const answered = (status: number, headers = {}): Fault => ({
  status,
  headers: {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'retry-after',
    ...headers,
  },
})
const busy = (seconds: number) => answered(503, { 'retry-after': String(seconds) })
const throttled: Fault = { status: 429 } // API Gateway's own, which no page may read

const early =
  (fault: Fault): Faults =>
  ({ age }) =>
    age < faultTime ? fault : null
const first =
  (fault: Fault): Faults =>
  ({ earlier }) =>
    earlier === 0 ? fault : null

const passing: readonly Trouble[] = [
  { what: 'a 503 with Retry-After', faults: early(busy(1)), visits: 3 },
  { what: 'a 429 without CORS headers', faults: early(throttled), visits: 3 },
  { what: 'refused connections', refused: faultTime, visits: 3 },
  { what: 'answers that are lost on their way', faults: early('answer lost'), visits: 3 },
]

const final: readonly Trouble[] = [
  { what: 'a 400', faults: first(answered(400)), visits: 0 },
  { what: 'a 403', faults: first(answered(403)), visits: 0 },
  { what: 'a 413', faults: first(answered(413)), visits: 0 },
]

const waiting: readonly Trouble[] = [
  { what: 'left', faults: first(busy(60)), end: leave },
  { what: 'closed', faults: first(busy(60)), end: close },
]

const recorded: Trouble = { what: 'a 204' }
const heeded: Trouble = {
  what: 'a 503 until Retry-After',
  faults: ({ wait }) => (wait < faultTime ? busy(faultTime / 1000) : null),
}
const endless: Trouble = { what: 'a 503 for good', faults: () => answered(503), visits: 0 }

/** What came of it. */
interface Outcome {
  /** Messages that came in while the page was open, and all, repetitions too. */
  readonly whileOpen: number
  readonly messages: readonly string[]
  readonly visits: readonly VisitAnswer[]
}

describeInChromium('the beacon where not everything arrives', (chromium) => {
  const { site, publish, open, settled, visitsOf, visitsBelow, apiUrl } = stage(chromium)
  const outcomes = new Map<Trouble, Outcome>()

  /** A page that is an app where three views are to come: it goes on by itself, while the fault is still there. */
  function publishPage(folder: string, script: string, isApp: boolean): string {
    const app = `<script>
      const go = (name) => {
        history.pushState(null, '', name)
        document.title = name
      }
      addEventListener('load', () => {
        setTimeout(go, 600, 'two')
        setTimeout(go, 1200, 'three')
      })
    </script>`
    return publish(
      `${folder}one`,
      `<title>one</title><script defer src="${script}"></script>${isApp ? app : ''}`,
    )
  }

  async function outcomeOf(trouble: Trouble): Promise<Outcome> {
    const { what, visits = 1, end } = trouble
    const api = await startFaultyApi({ ...trouble, api: apiUrl() })
    const folder = `/faults/${what.replace(/\W+/g, '-')}/`
    const page = await open(publishPage(folder, `${api.url}/${scriptName}`, visits === 3))
    if (end === undefined) await sleep(lifetime)
    else {
      await until(() => api.messages.length > 0)
      await sleep(silence)
    }
    const whileOpen = api.messages.length
    await (end ?? leave)(page)
    await until(async () => (await visitsBelow(folder)).length === visits).catch(() => {}) // the test tells
    await sleep(silence)
    await api.close()
    return { whileOpen, messages: api.messages, visits: await visitsBelow(folder) }
  }

  beforeAll(async () => {
    const all = [...passing, ...final, ...waiting, recorded, heeded, endless]
    await Promise.all(all.map(async (trouble) => outcomes.set(trouble, await outcomeOf(trouble))))
  }, 60_000)

  const outcome = (trouble: Trouble) => outcomes.get(trouble) as Outcome

  it.each(passing)(
    'no view of a page that lives five seconds is lost or doubled by two of $what',
    (trouble) => {
      const { visits, messages } = outcome(trouble)
      expect(visits.map(({ title }) => title)).toEqual(['one', 'two', 'three'])
      expect(new Set(messages).size).toBe(3) // the very same is sent again
    },
  )

  it.each([...final, recorded])('$what is the end of it: the message is not sent again', (trouble) => {
    const { whileOpen, messages } = outcome(trouble)
    expect([whileOpen, messages.length]).toEqual([1, 1])
  })

  it('Retry-After is heeded: nothing comes before, and what comes then is recorded', () => {
    const { whileOpen, messages, visits } = outcome(heeded)
    expect([whileOpen, messages.length, visits.length]).toEqual([2, 2, 1])
  })

  it('a service that stays busy is asked three times more at most, and when the page is left', () => {
    const { whileOpen, messages } = outcome(endless)
    expect(new Set(messages).size).toBe(1)
    expect(whileOpen).toBeGreaterThan(1)
    expect(messages.length).toBeGreaterThan(whileOpen)
    expect(messages.length).toBeLessThanOrEqual(1 + 3 + 1)
  })

  it.each(waiting)('a page that is $what while it waits sends its message once more', (trouble) => {
    const { whileOpen, messages, visits } = outcome(trouble)
    expect([whileOpen, messages.length, new Set(messages).size]).toEqual([1, 2, 1])
    expect(visits).toHaveLength(1)
  })

  if (isFull) {
    it('in a minute of faults, half 503 and half refused, each page that lives five seconds is one visit', async () => {
      let isBusy = false
      const api = await startFaultyApi({ api: apiUrl(), faults: () => (isBusy ? busy(1) : null) })
      const script = `${api.url}/${scriptName}`
      const first = await open(publishPage('/minute/0/', script, false)) // the others find the script in its cache
      const live = async (index: number) => {
        await sleep(index * 1000)
        const page = await first.context().newPage()
        await page.goto(publishPage(`/minute/${index}/`, script, false))
        await sleep(lifetime)
        await close(page)
      }
      const faults = async () => {
        for (let index = 0; index < 10; index++) {
          await sleep(2 * faultTime)
          if (index % 2 === 0) await api.refuse(faultTime)
          else {
            isBusy = true
            await sleep(faultTime)
            isBusy = false
          }
        }
      }
      const pages = Array.from({ length: 60 }, (_, index) => index + 1)
      await Promise.all([faults(), ...pages.map(live)])
      await settled(first)
      await api.close()
      const counts = pages.map(async (index) => (await visitsOf(site(), `/minute/${index}/one`)).length)
      expect(await Promise.all(counts)).toEqual(pages.map(() => 1))
      expect(api.messages.length).toBeGreaterThan(pages.length + 1) // the faults were met
    }, 120_000)
  }
})

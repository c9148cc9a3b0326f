import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { findChromium, launch } from '../../test/web/browser'
import { type PageServer, startPageServer } from '../../test/web/page-server'
import { scriptName } from '../../test/web/script-names'
import { startWatchedApi, type WatchedApi } from '../../test/web/watched-api'
import { median, type Sample, spread } from '../harness/interleave'
import { check, type Findings, type Say, type Scenario } from '../harness/scenario'
import { shuffled } from '../harness/shuffled'
import { type MainThread, mainThread } from './page-load'

const rounds = 3
const seconds = 60

/** About 2,000 elements in ten sections. */
const article = Array.from(
  { length: 10 },
  (_, at) =>
    `<section id="part-${at}"><h2>${at}</h2>${`<p>${'I am looking for <b>work</b>. '.repeat(20)}</p>`.repeat(10)}</section>`,
).join('')

export const reading: Scenario = {
  name: 'reading',
  about: 'a minute of reading with scrolling on a page with the beacon, beside the same page without',
  async run(say) {
    const { found, missing } = findChromium(process.env)
    if (found === null) return { skipped: `no Chromium starts here: ${missing.join('; ')}` }
    const server = await startPageServer()
    const api = await startWatchedApi([`localhost:${server.port}`])
    const browser = await launch(found)
    try {
      return await measured(browser, server, api, say)
    } finally {
      await browser.close()
      await api.close()
      await server.close()
    }
  },
}

async function measured(browser: Browser, server: PageServer, api: WatchedApi, say: Say): Promise<Findings> {
  const script = `${api.url.replace('api.test', '127.0.0.1')}/${scriptName}` // of this machine, so that there is fetchLater
  server.publish('/with', `<title>Résumé</title><script defer src="${script}" data-local></script>${article}`)
  server.publish('/without', `<title>Résumé</title>${article}`)
  const reader = (path: string) => (): Promise<Sample> =>
    read(browser, `http://localhost:${server.port}${path}`)
  const samples = await shuffled({ without: reader('/without'), with: reader('/with') }, rounds, say)
  const sent = api.exchanges.filter(({ method }) => method === 'POST')
  check(
    sent.length === 2 * rounds,
    `a visit and a report of each of ${rounds} readings, got ${sent.length} requests`,
  )
  const of = (name: string, measure: string) =>
    (samples.get(name) ?? []).map((sample) => sample[measure] as number)
  const measures = Object.keys(samples.get('with')?.[0] ?? {})
  return {
    checked: `each of ${rounds} readings sent its visit and one report`,
    tables: [
      {
        head: ['ms', 'without (baseline)', 'with', 'more, median of the rounds'],
        rows: measures.map((measure) => {
          const [without, own] = [of('without', measure), of('with', measure)]
          const more = own.map((ms, at) => ms - (without[at] as number))
          return [measure, spread(without), spread(own), median(more).toFixed(1)]
        }),
      },
    ],
    notes: [
      `CPU of the page's main thread (DevTools' Performance.getMetrics in threadTicks) from an empty tab through ${seconds} s, with a turn of the wheel every two seconds.`,
    ],
  }
}

/** Reads a page for a minute. */
async function read(browser: Browser, url: string): Promise<Sample> {
  return inPage(browser, async (page) => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    const before = await mainThread(devtools)
    await page.goto(url)
    for (let second = 0; second < seconds; second += 2) {
      await sleep(2000)
      await page.mouse.wheel(0, 150)
    }
    const after = await mainThread(devtools)
    const of = (what: keyof MainThread) => after[what] - before[what]
    return { 'script on the main thread': of('script'), 'main thread in all': of('all') }
  })
}

async function inPage<T>(browser: Browser, act: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  try {
    const result = await act(await context.newPage())
    await Promise.all(context.pages().map((page) => page.close({ runBeforeUnload: true })))
    await sleep(500) // the report is sent by the browser
    return result
  } finally {
    await context.close()
  }
}

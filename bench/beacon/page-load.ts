import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, CDPSession } from 'playwright-core'
import { until } from '../../test/web/until'

/** CPU milliseconds of a page's main thread, by Chromium's own account. */
export interface MainThread {
  /** All of it: parsing, layout, painting, script, and what comes of requests. */
  readonly all: number
  /** Running scripts, compiling them included. */
  readonly script: number
}

/**
 * Opens a page in a browser that has never been anywhere, so in a process that has neither the script nor its compiled
 * code, and gives what its main thread did until everything is quiet.
 *
 * @param arrived whether what the page sends has been answered
 */
export async function pageLoad(browser: Browser, url: string, arrived: () => boolean): Promise<MainThread> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    // The thread's own CPU time, which other processes do not disturb, and not the time of day.
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    const before = await mainThread(devtools)
    await page.goto(url)
    await until(arrived)
    await sleep(50) // for the answer to reach the page
    const after = await mainThread(devtools)
    return { all: after.all - before.all, script: after.script - before.script }
  } finally {
    await context.close()
  }
}

/** What a page's main thread has done since its tab was opened. */
export async function mainThread(devtools: CDPSession): Promise<MainThread> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const ms = (name: string) => (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) * 1000
  return { all: ms('TaskDuration'), script: ms('ScriptDuration') }
}

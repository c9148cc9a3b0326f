import type { LogEntry } from './formats/log-entry'
import type { LoggedView } from './log-visit'
import type { PagePart, PageView } from './page-view'
import { recentMap } from './recent-map'

/**
 * Tells of each page view whether its browser, by address and user agent, fetched what belongs to pages. It knows which
 * pages load something from the referrers of style sheets and scripts; a log without any tells nothing of its views.
 */
export interface AssetWatch {
  /** Is told of each page view and each part of a page, in the order of the log. @param address canonical */
  seen(entry: LogEntry, address: string | null, request: PageView): void
  /** The same views in the same order, minutes of the log later. */
  told(views: AsyncIterable<LoggedView>): AsyncGenerator<LoggedView>
}

/** Browsers fetch the parts of a page within seconds, but logs are not always in order, and networks are slow. */
const windowMs = 5 * 60_000

/** The most views that wait, and the fewest browsers and pages that are remembered. */
const [mostHeld, remembered] = [10_000, 20_000]

/** What is known of a browser. */
interface Browser {
  hasFetched: boolean
  /** It has a page of before, and so may have all of its parts. */
  hasCache: boolean
  /** It was shown a page that loads something. */
  hasReason: boolean
}

interface Held {
  readonly view: LoggedView
  readonly browser: Browser | null
}

/** @param pathOf a page of the site, by its whole address */
export function assetWatch(pathOf: (address: string) => string | null): AssetWatch {
  const browserOf = browserMemory()
  const loading = recentMap<true>(remembered)
  const held: Held[] = []
  let [now, gone] = [0, 0]

  /** Views that waited long enough. Of one that did not, because the log jumps or ends, nothing bad is told. */
  function* settled(most: number): Generator<LoggedView> {
    for (let next = held[gone]; next !== undefined; next = held[gone]) {
      const { view, browser } = next
      const waited = now - view.time
      if (Math.abs(waited) < windowMs && held.length - gone <= most) break
      gone += 1
      if (browser !== null && loading.get(plain(view.page))) browser.hasReason = true
      yield { ...view, assets: verdictOn(browser, waited >= windowMs) }
    }
    if (gone < mostHeld) return // taking off one at a time would move all others each time
    held.splice(0, gone)
    gone = 0
  }

  return {
    seen({ time, referrer, userAgent, status }, address, request) {
      now = time
      const part = 'part' in request ? request.part : undefined
      const page = part === 'loader' && referrer !== null ? pathOf(referrer) : null
      if (page !== null) loading.set(plain(page), true)
      note(browserOf(address, userAgent), part, status)
    },
    async *told(views) {
      try {
        for await (const view of views) {
          held.push({ view, browser: browserOf(view.address, view.userAgent) })
          yield* settled(mostHeld)
        }
      } catch (error) {
        yield* settled(0) // what could be read of a damaged log is told
        throw error
      }
      yield* settled(0)
    },
  }
}

/** Finds what is known of a browser; null for one that cannot be told from others. */
function browserMemory() {
  const browsers = recentMap<Browser>(remembered)
  return (address: string | null, userAgent: string | null): Browser | null => {
    if (address === null || userAgent === null) return null
    const key = `${address} ${userAgent.slice(0, 256)}`
    const browser = browsers.get(key) ?? { hasFetched: false, hasCache: false, hasReason: false }
    browsers.set(key, browser)
    return browser
  }
}

function note(browser: Browser | null, part: PagePart | undefined, status: number): void {
  if (browser === null) return
  if (part !== undefined) browser.hasFetched = true
  else if (status === notModified) browser.hasCache = true
}

const notModified = 304

function verdictOn(browser: Browser | null, hasWaited: boolean): boolean | null {
  if (browser === null) return null
  if (browser.hasFetched) return true
  return hasWaited && browser.hasReason && !browser.hasCache ? false : null
}

/** A page without its query string. */
const plain = (page: string): string => page.replace(/[?#].*/s, '').slice(0, 256)

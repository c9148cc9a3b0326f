/**
 * The beacon: `<script defer src="https://…/visitbook.js"></script>` is all that a page needs.
 *
 * It sends one message a page view: when the page is first shown, on each navigation of a single-page app to another
 * page, and when the page comes back from the back/forward cache. A message that does not arrive is sent again, the very
 * same, so that it counts once. It sets no cookie, stores nothing and never throws into the page. `data-site` names the
 * site where it is not the page's own host; `data-local` lets this machine's pages send.
 *
 * Every page view pays for its bytes: test/web/beacon-size.test.ts counts them.
 */

/** What the browser has is read from here, because a page may have names of its own: `const screen = …`. */
const page = window as typeof window & {
  readonly Temporal?: { Now: { timeZoneId(): string } }
  readonly navigation?: EventTarget & { readonly transition: object | null }
} & Record<string, unknown>
const { document, location, navigation } = page

/** A member of the document, also where an `<img name="title">` stands before it. */
const own = <T>(name: string): T => Reflect.get(page.Document.prototype, name, document)

let url: string
let site: string | undefined

/** The message of the last view, until it is sent. */
let message: Record<string, unknown> | null

/** What the next page comes from. */
let referrer = own<string>('referrer')

/** What the last view was of, and the title and canonical address that the page had before it. */
let shown: string
let oldTitle: string
let oldCanonical: string | undefined

/** Messages that have not arrived. */
const unsent = new Set<string>()

/** What the page is, in one spelling. Another query string or hash is the page that it was. */
const nameOf = () => unescape(location.pathname).replace(/\/(index\.\w+)?$/, '')

/** Begins a view as soon as the page is shown and is another. */
function begin() {
  try {
    const name = nameOf()
    if (own('hidden') || name === shown) return
    end(Ending.early)
    const { Temporal } = page
    const time = (2 ** 48 + Date.now()).toString(16).replace(/.(.{8})/, '$1-')
    message = {
      // A UUIDv7. It opens nothing, so it need not be hard to guess, only of no other.
      id: time + '-7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => ((Math.random() * 16) | 0).toString(16)),
      site,
      page: location.pathname + location.search, // the service drops all but the names of a campaign
      referrer,
      language: page.navigator.language,
      timeZone: Temporal // Intl takes 10 ms of the page's main thread to say the same
        ? Temporal.Now.timeZoneId()
        : Intl.DateTimeFormat().resolvedOptions().timeZone,
      screen: `${page.screen?.width}x${page.screen?.height}`,
      viewport: `${page.innerWidth}x${page.innerHeight}`,
      webdriver: page.navigator.webdriver,
    }
    shown = name
    referrer = location.href
    awaitTitle(message)
  } catch {}
}

/** Ends a view after half a second: by then an app has set the title of its new page, or is still making its way there. */
function awaitTitle(waiting: object) {
  setTimeout(() => {
    if (waiting !== message) return
    if (navigation?.transition) awaitTitle(waiting)
    else end(Ending.inTime)
  }, 500)
}

type Find = (selector: string) => HTMLLinkElement | null

enum Ending {
  inTime,
  early,
  withPage,
}

/** Ends a view. One that ends early may have the title of the page before still: then its own is not known. */
function end(how: Ending) {
  if (message) {
    const canonical = own<Find>('querySelector').call(document, 'link[rel=canonical]')?.href
    message.canonical = canonical !== oldCanonical && canonical // the old one was left there by the page before
    message.title = how && own('title') === oldTitle ? null : own('title')
    oldCanonical = canonical
    const body = JSON.stringify(message)
    unsent.add(body)
    if (how < Ending.withPage) post(body, 0)
  }
  message = null
}

/**
 * Sends a message; while the page lives again after 1, 2 and 4 seconds, or later where the service says so. Not by
 * `fetch`, of which many a page has its own. A string goes out as text/plain, which needs no preflight.
 */
function post(body: string, failures: number) {
  const request = new page.XMLHttpRequest()
  request.onloadend = () => {
    const { status } = request // 0 where the connection broke
    if (status % 429 && status < 500) unsent.delete(body)
    else if (failures < 3)
      setTimeout(
        () => unsent.has(body) && post(body, failures + 1),
        // Asked for only here: Chromium complains in the page's console where an answer has no such header.
        1000 *
          (Math.random() +
            Math.max(2 ** failures, +(request.getResponseHeader('retry-after') as string) || 0)),
      )
  }
  request.open('POST', url)
  request.send(body)
}

/** The address is another: that may be a page, and an app may go on to yet another one at once. */
function navigate() {
  if (nameOf() !== shown) {
    end(Ending.early)
    oldTitle = own('title')
  }
  setTimeout(begin)
}

try {
  // In a module `currentScript` is null; its address stands in a stack, as `https://…/visitbook.js:1:2`.
  const src = /http.+(?=:\d+:)/.exec(new page.Error().stack as string)?.[0] as string
  const script: Pick<HTMLScriptElement, 'src' | 'dataset'> = own<HTMLScriptElement | null>('currentScript') ??
    [...own<HTMLCollectionOf<HTMLScriptElement>>('scripts')].find((one) => one.src === src) ?? {
      src,
      dataset: {},
    }
  url = new page.URL('visits', script.src).href
  site = script.dataset.site
  if (!page[url] && ('local' in script.dataset || !/localhost$|^(127\.|0\.0|\[|$)/.test(location.hostname))) {
    page[url] = 1 // a second tag for the same service sends nothing
    begin()
    addEventListener('visibilitychange', begin)
    addEventListener('pagehide', () => {
      begin() // what no timer is left for
      end(Ending.withPage)
      for (const body of unsent)
        try {
          page.fetch(url, { method: 'POST', body, keepalive: true }).catch(() => {})
        } catch {
          page.navigator.sendBeacon(url, body) // a page may have a fetch of its own
        }
      unsent.clear()
    })
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) {
        referrer = oldCanonical = oldTitle = shown = '#'
        begin()
      }
    })
    if (navigation) navigation.addEventListener('currententrychange', navigate)
    else setInterval(navigate, 250) // browsers of before 2026 do not tell of every navigation
  }
} catch {}

export {}

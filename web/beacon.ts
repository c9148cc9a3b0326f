/**
 * The beacon: `<script defer src="https://…/visitbook.js"></script>` is all that a page needs.
 *
 * It sends one message per page view: when the page is first shown, when a single-page app navigates to another page,
 * and when the page comes back from the back/forward cache. A message that does not arrive is sent again unchanged, so
 * that it counts once. The beacon sets no cookie, stores nothing and never throws into the page. `data-site` names the
 * site if it is not the page's own host; `data-local` lets pages on this machine send. The beacon
 * that is pasted into a page as it is, made of this file by lib/assets/beacon-code.ts, has its service in
 * `data-service`.
 *
 * Every page view pays for its bytes, which test/web/beacon-size.test.ts limits.
 */

/** The browser's globals are read from here, because a page may shadow them: `const screen = …`. */
const page = window as typeof window & {
  readonly Temporal?: { Now: { timeZoneId(): string } }
  readonly navigation?: EventTarget & { readonly transition: object | null }
} & Record<string, unknown>
const { document, location, navigation } = page

/** A member of the document, even if an `<img name="title">` shadows it. */
const own = <T>(name: string): T => Reflect.get(page.Document.prototype, name, document)

let url: string
let site: string | undefined

/** The message of the current view, until it is sent. */
let message: Record<string, unknown> | null

/** The referrer of the next view. */
let referrer = own<string>('referrer')

/** The page of the last view, and the title and canonical address from before it. */
let shown: string
let oldTitle: string
let oldCanonical: string | undefined

/** Messages that may not have arrived yet. */
const unsent = new Set<string>()

/** The page in one spelling. Its query string and hash do not make it another page. */
const nameOf = () => unescape(location.pathname).replace(/\/(index\.\w+)?$/, '')

/** Begins a view if the page is visible and differs from the last one. */
function begin() {
  try {
    const name = nameOf()
    if (own('hidden') || name === shown) return
    end(Ending.early)
    const { Temporal } = page
    const time = (2 ** 48 + Date.now()).toString(16).replace(/.(.{8})/, '$1-')
    message = {
      // A UUIDv7. It grants no access, so it must be unique but not hard to guess.
      id: time + '-7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => ((Math.random() * 16) | 0).toString(16)),
      site,
      page: location.pathname + location.search, // the service keeps only the campaign parameters
      referrer,
      language: page.navigator.language,
      timeZone: Temporal // Intl takes 10 ms of the page's main thread for the same answer
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

/** Ends a view after half a second, when an app has set its new title. Waits on while the app is still navigating. */
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

/** Ends a view. If it ends early, an unchanged title may be the previous page's, so it is left out. */
function end(how: Ending) {
  if (message) {
    const canonical = own<Find>('querySelector').call(document, 'link[rel=canonical]')?.href
    message.canonical = canonical !== oldCanonical && canonical // an unchanged one was left there by the previous page
    message.title = how && own('title') === oldTitle ? null : own('title')
    oldCanonical = canonical
    const body = JSON.stringify(message)
    unsent.add(body)
    if (how < Ending.withPage) post(body, 0)
  }
  message = null
}

/**
 * Sends a message, and while the page lives again after 1, 2 and 4 seconds, or later if the service says so. It does not
 * use `fetch`, which many pages replace. A string goes out as text/plain, which needs no preflight.
 */
function post(body: string, failures: number) {
  const request = new page.XMLHttpRequest()
  request.onloadend = () => {
    const { status } = request // 0 if the connection broke
    if (status % 429 && status < 500) unsent.delete(body)
    else if (failures < 3)
      setTimeout(
        () => unsent.has(body) && post(body, failures + 1),
        // Read only here: Chromium logs an error in the page's console if the answer has no such header.
        1000 *
          (Math.random() +
            Math.max(2 ** failures, +(request.getResponseHeader('retry-after') as string) || 0)),
      )
  }
  request.open('POST', url)
  request.send(body)
}

/** Handles a change of address. The view begins a moment later, because an app may move on at once. */
function navigate() {
  if (nameOf() !== shown) {
    end(Ending.early)
    oldTitle = own('title')
  }
  setTimeout(begin)
}

try {
  // In a module `currentScript` is null, but a stack has its address: `https://…/visitbook.js:1:2`.
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
      begin() // no timer will run any more
      end(Ending.withPage)
      for (const body of unsent)
        try {
          page.fetch(url, { method: 'POST', body, keepalive: true }).catch(() => {})
        } catch {
          page.navigator.sendBeacon(url, body) // a page may have replaced fetch
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
    else setInterval(navigate, 250) // browsers before 2026 do not report every navigation
  }
} catch {}

export {}

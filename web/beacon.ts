/**
 * The beacon: `<script defer src="https://…/visitbook.js"></script>` is all that a page needs.
 *
 * It sends one message a page view: when the page is shown, on each history navigation of a single-page app, and
 * when the page comes back from the back/forward cache. It sets no cookie, stores nothing and never throws into the
 * page. `data-site` names the site where it is not the page's own host; `data-local` lets this machine's pages send.
 */
import { makeVisitId } from '../lambda/domain/visit-id'

// `currentScript` is null in a module. The whole name, because others have scripts such as my-visitbook.js.
const script = (document.currentScript ||
  document.querySelector('script[src$="/visitbook.js"]')) as HTMLScriptElement | null

const isLocal =
  !/^http/.test(location.protocol) || /^(127\.|0\.0|\[::1]$)|(^|\.)localhost$/.test(location.hostname)

/** Where the browser has it: Intl takes 10 ms of the page's main thread to say the same. */
const { Temporal } = window as { Temporal?: { Now: { timeZoneId(): string } } }

let url: string
let site: string | undefined
let shown: string
let referrer = document.referrer

function send() {
  try {
    if ((document as { prerendering?: boolean }).prerendering) return
    shown = location.pathname
    const body = JSON.stringify({
      id: makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
      site,
      page: shown + location.search, // for its utm_* fields; the service drops the rest
      referrer,
      title: document.title,
      language: navigator.language,
      timeZone: Temporal ? Temporal.Now.timeZoneId() : Intl.DateTimeFormat().resolvedOptions().timeZone,
      screen: `${screen.width}x${screen.height}`,
      viewport: `${innerWidth}x${innerHeight}`,
      webdriver: navigator.webdriver,
    })
    referrer = location.href // what leads to the next page of a single-page app
    // A string goes out as text/plain, which needs no preflight; keepalive outlives the page.
    if ('keepalive' in Request.prototype) {
      fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => {})
    } else navigator.sendBeacon(url, body)
  } catch {}
}

/** Sends once the app has set the new title. Another query string or hash is still the page that it was. */
function navigated() {
  setTimeout(() => location.pathname !== shown && send())
}

function start() {
  send()
  document.addEventListener('prerenderingchange', send)
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    referrer = ''
    send()
  })
  addEventListener('popstate', navigated)
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name]
    history[name] = function (this: History, ...change: Parameters<History['pushState']>) {
      original.apply(this, change)
      navigated()
    }
  }
}

try {
  if (script && (!isLocal || 'local' in script.dataset)) {
    url = new URL('visits', script.src).href
    site = script.dataset.site
    const page = window as unknown as Record<string, unknown>
    if (!page[url]) {
      page[url] = 1 // a second tag for the same service sends nothing
      start()
    }
  }
} catch {}

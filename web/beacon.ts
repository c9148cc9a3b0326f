/**
 * The beacon: `<script defer src="https://…/beacon.js"></script>` is all that a page needs.
 *
 * It sends one message a page view: when the page is shown, on each history navigation of a single-page app, and
 * when the page comes back from the back/forward cache. It sets no cookie, stores nothing and never throws into the
 * page. `data-site` names the site where it is not the page's own host; `data-local` lets this machine's pages send.
 */
import { makeVisitId } from '../lambda/domain/visit-id'

const script = (document.currentScript ??
  document.querySelector('script[src*="/beacon."]')) as HTMLScriptElement
const isLocal = /^$|^127\.|^\[::1]$|(^|\.)localhost$/.test(location.hostname)

let shown: string
let referrer = document.referrer

/** The page, and the query string for its utm_* fields; the service drops the rest of it. */
const page = () => location.pathname + location.search

function send() {
  try {
    const body = JSON.stringify({
      id: makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
      site: script.dataset.site,
      page: page(),
      referrer,
      title: document.title,
      language: navigator.language,
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      screen: `${screen.width}x${screen.height}`,
      viewport: `${innerWidth}x${innerHeight}`,
    })
    shown = page()
    referrer = location.href // what leads to the next page of a single-page app
    const url = new URL('visits', script.src)
    // A string goes out as text/plain, which needs no preflight; keepalive outlives the page.
    if ('keepalive' in Request.prototype) {
      fetch(url, { method: 'POST', body, keepalive: true, credentials: 'omit' }).catch(() => {})
    } else navigator.sendBeacon(url, body)
  } catch {}
}

/** After a history navigation: once the app has set the new title, and only where the page is another one. */
function navigated() {
  setTimeout(() => page() !== shown && send())
}

function start() {
  send()
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

if (script && (!isLocal || 'local' in script.dataset)) {
  const { prerendering } = document as { prerendering?: boolean }
  if (prerendering) document.addEventListener('prerenderingchange', start, { once: true })
  else start()
}

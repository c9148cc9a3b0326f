/**
 * The beacon: `<script defer src="https://…/visitbook.js"></script>` is all that a page needs.
 *
 * It sends one message per page view: when the page is first shown, when a single-page app navigates to another page,
 * and when the page comes back from the back/forward cache. A message that does not arrive is sent again unchanged, so
 * that it counts once. What is read of the page grows the same message, which is sent once more as the view's engagement
 * when the page is left; `data-engagement="off"`, GPC and DNT forbid that. The beacon sets no cookie and never throws
 * into the page. All that it ever stores is the owner's wish to be left out. `data-site` names the site if it is not
 * the page's own host; `data-local` lets pages on this machine send. The beacon that is pasted into a page as it is,
 * made of this file by lib/assets/beacon-code.ts, has its service in `data-service`.
 *
 * Every page view pays for its bytes, which test/web/beacon-size.test.ts limits.
 */

/** The browser's globals are read from here, because a page may shadow them: `const screen = …`. */
const page = window as typeof window & {
  readonly Temporal?: { Now: { timeZoneId(): string } }
  readonly navigation?: EventTarget & { readonly transition: object | null }
  readonly navigator: { readonly globalPrivacyControl?: boolean; readonly doNotTrack?: string | null }
  /** Chromium's, since 135: what the browser sends once the page is gone, even if its process was killed. */
  readonly fetchLater?: Send
} & Record<string, unknown>
const { document, location, history, navigation, navigator } = page

/** `fetch`, or `fetchLater`, which promises nothing. */
type Send = (
  url: string,
  init: RequestInit & { readonly activateAfter: number },
) => { catch?: Promise<unknown>['catch'] }

/** A member of the document, even if an `<img name="title">` shadows it. */
const own = <T>(name: string): T => Reflect.get(page.Document.prototype, name, document)

/** The elements that a selector finds. */
const find = <T extends HTMLElement>(selector: string): NodeListOf<T> =>
  own<(selector: string) => NodeListOf<T>>('querySelectorAll').call(document, selector)

let url: string
let site: string | undefined

/** Whether neither the page nor the reader forbids engagement. */
let measures: boolean

/** The code of the recipient's link that led to this document, as it stood in the address. */
let to: string | undefined

/** Whether the owner has left this browser out. */
let isIgnored: unknown

interface Message {
  readonly [field: string]: unknown
  readonly id: string
  title?: string | null
  canonical?: string | false | undefined
  /** Whole seconds in front. */
  seconds: number
  /** Per cent of the page's height that was in view. */
  reach: number
  /** Whether a pointer moved, or a key was pressed. */
  acted?: boolean
  /** Seconds in view of each section, by its name. */
  readonly sections: Record<string, number>
  /** What was used: addresses without query and hash, and `#name` of what is marked. */
  readonly links: Record<string, 1>
  /** From how many seconds on it has grown enough to be reported again. */
  due?: number
}

/** The message of the current view, until it is sent. */
let message: Message | null | undefined

/** The same, until the view is over, while engagement is measured. */
let view: Message | false | null | undefined

/** Where the sections were when they were last looked for, in pixels from the top of the page, which was then so high. */
let boxes: { readonly name: string; readonly top: number; bottom: number }[]
let oldHeight: number

/** Takes the view's deferred report back. */
let deferred: AbortController | null

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

/**
 * Takes out of the address what is meant for the beacon: a recipient's code, and the owner's `#visitbook-ignore` and
 * `#visitbook-unignore`.
 */
function readAddress() {
  try {
    const found = /([?#&])(?:to=(?=\w*[2-9])(\w{10}q?)|visitbook-(un)?ignore)\b(&?)/i.exec(location.href)
    if (found) {
      const [all, sign, code, un, and] = found
      if (code) to = code
      else {
        if (un) delete page.localStorage.visitbook
        else page.localStorage.visitbook = 1
        say(`Visitbook ${un ? 'counts' : 'ignores'} you`)
      }
      history.replaceState(history.state, '', location.href.replace(all, (and && sign) as string))
    }
    isIgnored = page.localStorage.visitbook
  } catch {} // a page may have no storage
}

/** Says something on the page for three seconds. A popover needs no style, which the page's policy may forbid. */
function say(text: string) {
  const line = document.createElement('output') // has the role of a status
  line.popover = 'manual'
  line.append(text)
  own<Element>('documentElement').append(line)
  setTimeout(() => line.remove(), 3000)
  line.showPopover()
}

/** Begins a view if the page is visible and differs from the last one; reports the last one if the page is not. */
function begin() {
  try {
    const name = nameOf()
    readAddress()
    if (isIgnored) message = view = void deferred?.abort()
    if (own('hidden')) report()
    if (isIgnored || own('hidden') || name === shown) return
    end(Ending.early)
    report()
    const { Temporal } = page
    const time = (2 ** 48 + Date.now()).toString(16).replace(/.(.{8})/, '$1-')
    message = {
      // A UUIDv7. It grants no access, so it must be unique but not hard to guess.
      id: time + '-7xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => ((Math.random() * 16) | 0).toString(16)),
      site,
      to,
      page: location.pathname + location.search, // the service keeps only the campaign parameters
      referrer,
      language: navigator.language,
      timeZone: Temporal // Intl takes 10 ms of the page's main thread for the same answer
        ? Temporal.Now.timeZoneId()
        : Intl.DateTimeFormat().resolvedOptions().timeZone,
      screen: `${page.screen?.width}x${page.screen?.height}`,
      viewport: `${page.innerWidth}x${page.innerHeight}`,
      webdriver: navigator.webdriver,
      seconds: 0,
      reach: 0,
      sections: {},
      links: {},
    }
    view = measures && message
    deferred = null
    for (const type of ['click', 'auxclick', 'keydown', 'pointermove', 'pointerdown'] as const)
      addEventListener(type, heed, true)
    shown = name
    referrer = location.href
    awaitTitle()
  } catch {}
}

/** Ends a view after half a second, when an app has set its new title. Waits on while the app is still navigating. */
function awaitTitle(waiting = message) {
  setTimeout(() => {
    if (waiting !== message) return
    if (navigation?.transition) awaitTitle(waiting)
    else end(Ending.inTime)
  }, 500)
}

/** Counts a second in front: of the page, and of each section that is in view. */
function tick() {
  if (view && !own('hidden')) {
    const { scrollY, innerHeight } = page
    const end = scrollY + innerHeight
    const height = own<Element>('documentElement').scrollHeight
    const seconds = ++view.seconds
    const isDoubled = !(seconds & (seconds - 1))
    view.reach = Math.min(100, Math.max(view.reach, (end * 100) / height))
    // Boxes are read when they may have moved, as that takes the page's time. A page that is not higher than the window
    // may scroll within itself.
    if (isDoubled || height !== oldHeight || height <= innerHeight) readBoxes(scrollY)
    oldHeight = height
    const { sections } = view
    for (const { name, top, bottom } of boxes)
      if (top < end && bottom > scrollY && (sections[name] || !Object.keys(sections)[19]))
        sections[name] = Math.min(seconds, -~(sections[name] as number)) // two may have one name
    if (isDoubled && page.fetchLater) report()
  }
}

/** Finds the first sections and where they are; in a page that has none, a heading's goes on to the next heading. */
function readBoxes(scrollY: number) {
  const read = (selector: string) => {
    boxes = [...find(selector)].slice(0, 21).map((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return {
        name: element.dataset.visitbookSection || element.id,
        top: top + scrollY,
        bottom: bottom + scrollY,
      }
    })
  }
  read('section[id],article[id],[data-visitbook-section]')
  if (!boxes[0]) {
    read('h1[id],h2[id],h3[id]')
    boxes.forEach((box, at) => {
      box.bottom = boxes[at + 1]?.top ?? 1 / 0
    })
  }
  boxes = boxes.slice(0, 20)
}

/**
 * Notes what is used, and that it is a person who uses it. Headless browsers send a movement by nothing. A listener on
 * each movement would cost the page time, so but for clicks only the first of a view are heard.
 */
function heed(event: Event & { readonly button?: number; readonly movementX?: number }) {
  const { type } = event
  if (view && (event.movementX || type !== 'pointermove')) {
    view.acted = true
    if (type > 'd') removeEventListener(type, heed, true)
    else if ((event.button as number) < 2)
      for (const { dataset, href } of event.composedPath() as HTMLAnchorElement[]) {
        if (dataset?.visitbook) view.links[`#${dataset.visitbook}`] = 1
        if (href) view.links[`${href}`.split(/[?#]/)[0] as string] = 1
      }
  }
}

/**
 * Reports the view, unless its own message is still on its way: by the browser once the page is gone, or now if the time
 * in front has grown by half since.
 */
function report() {
  const { fetchLater } = page
  if (view && !unsent.size && (fetchLater || !(view.seconds < (view.due as number)))) {
    view.due = view.seconds * 1.5 || 1
    deferred?.abort()
    deferred = new page.AbortController()
    deliver(`${url}/${view.id}/engagement`, JSON.stringify(view), fetchLater, deferred.signal)
  }
}

/** Sends what outlives the page. */
function deliver(to: string, body: string, send: Send = page.fetch, signal: AbortSignal | null = null) {
  try {
    send(to, { method: 'POST', body, keepalive: true, activateAfter: 6e5, signal }).catch?.(() => {})
  } catch {
    navigator.sendBeacon(to, body) // a page may have replaced fetch
  }
}

enum Ending {
  inTime,
  early,
  withPage,
}

/** Ends a view. If it ends early, an unchanged title may be the previous page's, so it is left out. */
function end(how: Ending) {
  if (message) {
    const canonical = find<HTMLLinkElement>('link[rel=canonical]')[0]?.href
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
    if (status % 429 && status < 500) {
      unsent.delete(body)
      view = status < 400 && view // what was refused is not reported on
    } else if (failures < 3)
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
  const src = /http.+(?=:\d+:)/.exec(page.Error().stack as string)?.[0] as string
  const script: Pick<HTMLScriptElement, 'src' | 'dataset'> = own<HTMLScriptElement | null>('currentScript') ??
    [...own<HTMLCollectionOf<HTMLScriptElement>>('scripts')].find((one) => one.src === src) ?? {
      src,
      dataset: {},
    }
  url = new page.URL('visits', script.src).href
  site = script.dataset.site
  if (!page[url] && ('local' in script.dataset || !/localhost$|^(127\.|0\.0|\[|$)/.test(location.hostname))) {
    page[url] = 1 // a second tag for the same service sends nothing
    measures =
      script.dataset.engagement !== 'off' && !navigator.globalPrivacyControl && navigator.doNotTrack !== '1'
    begin()
    addEventListener('visibilitychange', begin)
    setInterval(tick, 1000)
    addEventListener('pagehide', () => {
      begin() // no timer will run any more
      end(Ending.withPage)
      report()
      view = null
      referrer = oldCanonical = oldTitle = shown = '#' // should the page come back from the back/forward cache
      for (const body of unsent) deliver(url, body)
      unsent.clear()
    })
    addEventListener('pageshow', begin)
    if (navigation) navigation.addEventListener('currententrychange', navigate)
    else setInterval(navigate, 250) // browsers before 2026 do not report every navigation
  }
} catch {}

export {}

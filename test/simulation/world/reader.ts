import { beaconCode } from '../../../lib/assets/beacon-code'
import type { SimulatedTime } from '../time/simulated-time'
import type { Asked } from './lambda-event'

/** Somebody with a browser. */
export interface Reader {
  readonly ip: string
  readonly userAgent: string
  /** Milliseconds by which the browser's clock is ahead of the service's. */
  readonly clockAhead: number
}

export interface View {
  readonly site: string
  readonly path: string
  readonly title: string
  readonly referrer: string
  /** Milliseconds until the page is left. */
  readonly stayMs: number
  /** A recipient's code. */
  readonly to: string | null
}

/** What a browser hears of a request: a status, or nothing, whether it arrived or not. */
export type Send = (
  asked: Asked,
) => Promise<{ readonly status: number; readonly headers: Readonly<Record<string, string>> } | null>

/** Bytes that were built once; each view runs them anew, as each page does. */
const run = new Function(
  'window',
  'addEventListener',
  'removeEventListener',
  'setTimeout',
  'setInterval',
  'Date',
  beaconCode(),
)

const service = 'https://service.example'

/** Opens a page with the real beacon in a browser that has just what the beacon asks for, reads, and leaves. */
export async function readPage(time: SimulatedTime, send: Send, reader: Reader, view: View): Promise<void> {
  const listeners = new Map<string, Set<(event: object) => void>>()
  const listen = (type: string, act: (event: object) => void) => {
    listeners.set(type, (listeners.get(type) ?? new Set()).add(act))
  }
  const unlisten = (type: string, act: (event: object) => void) => listeners.get(type)?.delete(act)
  const happen = (type: string, event: object = {}) => {
    for (const act of [...(listeners.get(type) ?? [])]) act({ type, ...event })
  }
  let isOver = false
  const later = (act: () => void, ms = 0) => time.after(ms, () => isOver || act())
  const every = (act: () => void, ms: number) => {
    const again = () => {
      if (isOver) return
      act()
      time.after(ms, again)
    }
    time.after(ms, again)
  }
  const deliver = (url: string, body: string) => {
    const [, id] = /visits\/([^/]+)\/engagement$/.exec(url) ?? []
    return send({
      ...(id === undefined
        ? { route: 'POST /visits' }
        : { route: 'POST /visits/{id}/engagement', params: { id } }),
      headers: {
        origin: `https://${view.site}`,
        'user-agent': reader.userAgent,
        'content-type': 'text/plain',
      },
      ...{ body, ip: reader.ip },
    })
  }
  const window = browserWindow({ deliver, view, clock: () => time.now + reader.clockAhead })
  const clock = { now: () => time.now + reader.clockAhead }
  run(window, listen, unlisten, later, every, clock)
  await time.wait(Math.min(700, view.stayMs))
  happen('pointermove', { movementX: 3 })
  await time.wait(Math.max(0, view.stayMs - 700))
  happen('pagehide')
  isOver = true
}

interface WindowParts {
  readonly deliver: (url: string, body: string) => ReturnType<Send>
  readonly view: View
  readonly clock: () => number
}

/** The globals that the beacon reads. */
function browserWindow({ deliver, view }: WindowParts) {
  const document = { prototype: {} }
  const answers: Readonly<Record<string, unknown>> = {
    hidden: false,
    title: view.title,
    referrer: view.referrer,
    documentElement: { scrollHeight: 2400, append() {} },
    currentScript: { src: `${service}/visitbook.js`, dataset: {} },
    scripts: [],
    querySelectorAll: () => [],
  }
  const location = {
    href: `https://${view.site}${view.path}${view.to === null ? '' : `?to=${view.to}`}`,
    pathname: view.path,
    search: '',
    hostname: view.site,
  }
  class XMLHttpRequest {
    status = 0
    onloadend = () => {}
    #url = ''
    #headers: Readonly<Record<string, string>> = {}
    open(_: string, url: string) {
      this.#url = url
    }
    send(body: string) {
      void deliver(this.#url, body).then((answer) => {
        this.status = answer?.status ?? 0
        this.#headers = answer?.headers ?? {}
        this.onloadend()
      })
    }
    getResponseHeader(name: string) {
      return this.#headers[name] ?? null
    }
  }
  return {
    document: { ...document },
    Document: { prototype: answers },
    location,
    history: { state: null, replaceState() {} },
    navigation: { addEventListener() {} },
    navigator: {
      language: 'en',
      webdriver: false,
      doNotTrack: null,
      sendBeacon: (url: string, body: string) => void deliver(url, body),
    },
    Temporal: { Now: { timeZoneId: () => 'Europe/Berlin' } },
    screen: { width: 1440, height: 900 },
    innerWidth: 1200,
    innerHeight: 800,
    scrollY: 0,
    localStorage: {},
    AbortController: class {
      signal = null
      abort() {}
    },
    URL,
    Error,
    XMLHttpRequest,
    fetch: (url: string, { body }: { body: string }) => deliver(url, body),
  }
}

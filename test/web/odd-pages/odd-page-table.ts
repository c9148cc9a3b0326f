import type { VisitAnswer } from '../../../lambda/api/visits'

/** Where the script is, and what pages may name besides. */
export interface Names {
  /** The current script's address, and that of these very bytes. */
  readonly script: string
  readonly pinned: string
  /** The API and another site, as origins. */
  readonly api: string
  readonly friend: string
  /** The tag that these pages have, with attributes. */
  tag(attributes?: string): string
}

/** A page that is unlike others, and what its one visit has beside its path and the title `Odd`. */
export interface OddPage {
  readonly what: string
  /** Head and body, after `<title>Odd</title>`. */
  html(names: Names): string
  headers?(names: Names): Readonly<Record<string, string>>
  /** Code that runs before the page's own: a browser that is unlike others. */
  readonly before?: string
  readonly visit?: Partial<Record<keyof VisitAnswer, unknown>>
  /** The site that has the visit, where it is not the page's host. */
  readonly site?: string
  /** It bears on how a message is sent, so on one that goes with its page, too. */
  readonly isSending?: boolean
  /** Not only where all is tested. */
  readonly isAlways?: boolean
}

const inline = (code: string) => `<script>${code}</script>`
const real = expect.stringMatching(/^\d{3,}x\d{3,}$/)

/** A page that runs code of its own before the script. */
const owns = (code: string, visit = {}): OddPage => ({
  what: `a page with \`${code}\``,
  html: ({ tag }) => inline(code) + tag(),
  visit,
})

/** What a page declares at its top is there for every script in it. */
const ownNames: readonly OddPage[] = [
  { ...owns('const screen = {}', { screen: real }), isAlways: true },
  owns('const screen = { width: 1, height: 2 }', { screen: real }),
  owns('const navigator = {}', { language: expect.stringMatching(/^en/) }),
  owns('const history = []'),
  owns('const crypto = null'),
  { ...owns('const fetch = null'), isSending: true },
  owns('const navigation = "main"'),
  owns('const innerWidth = 0, innerHeight = 0', { viewport: real }),
  owns('const Intl = {}, Temporal = {}', { timeZone: expect.stringMatching(/^[A-Z]/) }),
  owns('const URL = "/", Blob = 1, Request = {}, XMLHttpRequest = null, Error = null'),
  owns('class Event {} class Document {} class HTMLScriptElement {}'),
  { ...owns('var screen = 1', { screen: null, viewport: real }), isAlways: true },
  owns('var innerWidth = 12.5', { viewport: null, screen: real }),
  owns('var navigation = document.querySelector("nav")'),
  owns('var event = "open day", name = "Ada", status = 1, top = 2, parent = 3'),
  { ...owns('function fetch() {}'), isSending: true, isAlways: true },
  { ...owns('fetch = () => { throw new Error("no") }'), isSending: true },
  owns('history.pushState = history.replaceState = () => { throw new Error("no") }'),
  owns('Object.freeze(History.prototype); Object.freeze(history)'),
]

/** The document has its images and forms by name, before what it has itself. */
const clobbered: readonly OddPage[] = [
  'title',
  'referrer',
  'currentScript',
  'scripts',
  'hidden',
  'visibilityState',
  'prerendering',
  'querySelector',
  'addEventListener',
  'documentElement',
  'defaultView',
].map((name) => ({
  what: `a page with <img name="${name}">`,
  html: ({ tag }) => `<img name="${name}" alt="">${tag()}`,
  visit: { referrer: null },
  isAlways: name === 'title',
}))

const wrapped: readonly OddPage[] = ['fetch', 'XMLHttpRequest'].map((name) => ({
  what: `a page whose ${name} adds x-csrf-token and traceparent`,
  html: ({ tag }) =>
    inline(
      name === 'fetch'
        ? `fetch = ((of) => (to, how = {}) => of(to, { ...how, headers: { ...how.headers, 'x-csrf-token': '1', traceparent: '00-1-2-00' } }))(fetch)`
        : `XMLHttpRequest.prototype.send = ((of) => function (...body) {
            this.setRequestHeader('x-csrf-token', '1')
            this.setRequestHeader('traceparent', '00-1-2-00')
            of.apply(this, body)
          })(XMLHttpRequest.prototype.send)`,
    ) + tag(),
  isSending: true,
  isAlways: true,
}))

const getter = (of: string, name: string, value: string) =>
  `Object.defineProperty(${of}.prototype, '${name}', { get: () => ${value} })`

/** Browsers, and what drives them, that answer otherwise. */
const browsers: readonly OddPage[] = [
  ['a screen of fractions of a pixel', getter('Screen', 'width', '411.43'), { screen: null, viewport: real }],
  ['a webdriver that is no boolean', getter('Navigator', 'webdriver', '"yes"'), {}],
  ['a webdriver that is not there', 'delete Navigator.prototype.webdriver', {}],
  ['a language that is not there', getter('Navigator', 'language', 'undefined'), { language: null }],
  ['no keepalive', 'delete Request.prototype.keepalive', {}],
  ['no Navigation API', 'delete window.navigation', {}],
].map(([what, before, visit]) => ({
  what: `a browser with ${what}`,
  before: before as string,
  html: ({ tag }) => tag(),
  visit: visit as OddPage['visit'] & {},
  isSending: what === 'no keepalive',
}))

const namedSites: readonly OddPage[] = [
  { what: 'a tag with data-site=""', html: ({ tag }) => tag('data-site=""') },
  {
    what: 'a tag with data-site="https://you.dev"',
    html: ({ tag }) => tag('data-site="https://you.dev"'),
    site: 'you.dev',
    isAlways: true,
  },
]

const insert = (src: string, then = '') => `
  const tag = document.createElement('script')
  tag.src = '${src}'
  tag.crossOrigin = ''
  document.head.append(tag)
  ${then}`

/** How a script comes into a page, and so what it can know of itself. */
const ways: readonly OddPage[] = [
  {
    what: 'two snippets, pinned and current',
    html: ({ pinned, tag }) => `<script defer src="${pinned}" crossorigin></script>${tag()}`,
    isAlways: true,
  },
  {
    what: 'two snippets, a module and a classic one',
    html: ({ script, tag }) => `<script type="module" src="${script}"></script>${tag()}`,
  },
  { what: 'a module', html: ({ script }) => `<script type="module" src="${script}"></script>` },
  {
    what: 'a module by the pinned name',
    html: ({ pinned }) => `<script type="module" src="${pinned}"></script>`,
  },
  {
    what: 'a module with ?v=2',
    html: ({ script }) => `<script type="module" src="${script}?v=2"></script>`,
    isAlways: true,
  },
  {
    what: 'a module with data-site',
    html: ({ script }) => `<script type="module" src="${script}" data-site="you.dev"></script>`,
    site: 'you.dev',
  },
  { what: 'a tag with ?v=2', html: ({ script }) => `<script defer src="${script}?v=2"></script>` },
  { what: 'a tag with async', html: ({ script }) => `<script async src="${script}"></script>` },
  {
    what: 'import() of the script',
    html: ({ script }) => `<script type="module">await import('${script}')</script>`,
    isAlways: true,
  },
  {
    what: 'import() of the pinned script',
    html: ({ pinned }) => inline(`import('${pinned}')`),
  },
  { what: 'a tag that another script inserts', html: ({ script }) => inline(insert(script)) },
  {
    what: 'a tag that another script inserts and takes away',
    html: ({ script }) => inline(insert(script, 'tag.remove()')),
  },
  {
    what: 'a tag in a shadow tree',
    html: ({ script }) =>
      `<div></div>${inline(insert(script, `document.querySelector('div').attachShadow({ mode: 'open' }).append(tag)`))}`,
  },
  {
    what: 'a browser whose currentScript is null',
    before: getter('Document', 'currentScript', 'null'),
    html: ({ script }) => `<script defer src="${script}"></script>`,
  },
]

const policy = (...directives: string[]) => ({
  'content-security-policy': [`default-src 'none'`, 'img-src data:', ...directives].join('; '),
})

/** What a page's host allows it. */
const policies: readonly OddPage[] = [
  {
    what: 'a content security policy with a nonce',
    html: ({ script }) => `<script defer nonce="dGVzdA" src="${script}"></script>`,
    headers: ({ api }) => policy(`script-src 'nonce-dGVzdA'`, `connect-src ${api}`),
    isAlways: true,
  },
  {
    what: 'a content security policy with strict-dynamic',
    html: ({ script }) => `<script nonce="dGVzdA">${insert(script)}</script>`,
    headers: ({ api }) => policy(`script-src 'nonce-dGVzdA' 'strict-dynamic'`, `connect-src ${api}`),
  },
  {
    what: 'a content security policy that requires trusted types',
    html: ({ script }) => `<script defer src="${script}"></script>`,
    headers: ({ api }) =>
      policy(`script-src ${api}`, `connect-src ${api}`, `require-trusted-types-for 'script'`),
  },
  {
    what: 'a page that is isolated from other origins',
    html: ({ script }) => `<script defer src="${script}"></script>`, // without crossorigin
    headers: () => ({
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-opener-policy': 'same-origin',
    }),
    isAlways: true,
  },
  {
    what: 'a page with <base href> elsewhere',
    html: ({ friend, tag }) => `<base href="${friend}/elsewhere/">${tag()}`,
  },
  ...['no-referrer', 'same-origin'].flatMap((referrerPolicy) =>
    ['', 'delete Request.prototype.keepalive'].map((before) => ({
      what: `Referrer-Policy: ${referrerPolicy}${before && ' in a browser without keepalive'}`,
      before,
      html: ({ tag }: Names) => tag(),
      headers: () => ({ 'referrer-policy': referrerPolicy }),
      isSending: true,
      isAlways: before !== '',
    })),
  ),
]

export const oddPages: readonly OddPage[] = [
  ...ownNames,
  ...clobbered,
  ...wrapped,
  ...browsers,
  ...namedSites,
  ...ways,
  ...policies,
]

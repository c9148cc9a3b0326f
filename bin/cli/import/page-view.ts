import { dayLength } from '../../../lambda/domain/time/day'
import type { LogEntry } from './formats/log-entry'

/** Why a line is no visit, in the order of the checks. */
export type SkipReason =
  | 'comment'
  | 'notUnderstood'
  | 'otherSite'
  | 'notGet'
  | 'notSuccessful'
  | 'asset'
  | 'partial'
  | 'ahead'

/** What a browser fetches along with a page. Only a loader proves that its referrer loads something: a picture may be clicked. */
export type PagePart = 'picture' | 'loader'

/** Why a request was no page view, and of which other site or what part of a page it was. */
export interface Skipped {
  readonly skipped: SkipReason
  readonly host?: string
  readonly part?: PagePart | undefined
}

/** The page that was viewed, with its query string, or why there is none. */
export type PageView = { readonly page: string } | Skipped

export interface PageViewRules {
  /** Canonical host. */
  readonly site: string
  /** Extensions of documents that count as pages, besides pdf. */
  readonly documents: readonly string[]
  /** Milliseconds since 1970. */
  readonly now: number
}

/** Whether a request was a page view of the site. */
export function pageViews({ site, documents, now }: PageViewRules): (entry: LogEntry) => PageView {
  const read: ReadonlySet<string> = new Set(['pdf', ...documents])
  const isSite = sameAs(site)
  return ({ host: named, target, method, status, time }) => {
    const { host, path } = target.startsWith('/') ? { host: named, path: target } : absolute(named, target)
    if (host !== null && !isSite(host)) return { skipped: 'otherSite', host }
    if (method !== 'GET') return { skipped: 'notGet' }
    if (!isAnswered(status)) return { skipped: 'notSuccessful' }
    if (!path.startsWith('/')) return { skipped: 'notUnderstood' }
    if (time > now + dayLength) return { skipped: 'ahead' } // a server's clock may be wrong by its time zone
    const type = typeOf(path)
    // A reader of documents asks for the whole first and then for pieces: 16 of 24 requests for one PDF of a real log.
    if (read.has(type)) return status === 206 ? { skipped: 'partial' } : { page: path }
    return assets.has(type) ? { skipped: 'asset', part: partOf(type, path) } : { page: path }
  }
}

/** Finds the page of the site in a whole address; null for one elsewhere. */
export function pageAddresses(site: string): (address: string) => string | null {
  const isSite = sameAs(site)
  return (address) => {
    const { host, path } = absolute(null, address)
    return host !== null && isSite(host) ? path : null
  }
}

/** `http://you.example/cv?a`, which proxies are sent and Varnish and load balancers write. */
function absolute(named: string | null, target: string): { host: string | null; path: string } {
  const [, host, rest = ''] = /^https?:\/\/([^/?#]+)(.*)$/i.exec(target) ?? []
  if (host === undefined) return { host: named, path: target }
  return { host, path: rest.startsWith('/') ? rest : `/${rest}` }
}

/** A host counts as the site whatever its case, its port and its `www.`. Lines of one host follow each other. */
function sameAs(site: string): (host: string) => boolean {
  const bare = bareHost(site)
  let last = { host: site, isSite: true }
  return (host) => {
    if (host !== last.host) last = { host, isSite: bareHost(host) === bare }
    return last.isSite
  }
}

const bareHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
    .replace(/^www\./, '')

/** Extensions of what a page loads or offers for download. Anything else is a page: `/tags/asp.net`, `/cgi-bin/cv.pl`, `/v1.2`. */
const assets: ReadonlySet<string> = new Set(
  [
    'css js mjs cjs ts map wasm swf jar class xsl xslt htc',
    'png jpg jpeg jpe jfif gif svg svgz webp avif ico cur bmp tif tiff heic heif jxl apng psd',
    'woff woff2 ttf otf eot',
    'mp3 mp4 m4a m4v m4s aac flac ogg oga ogv opus wav webm mov avi mkv mpg mpeg wmv wma mid midi m3u m3u8 mpd vtt srt',
    'json jsonld xml rss atom rdf txt csv tsv yaml yml webmanifest manifest ics vcf asc sig',
    'zip gz tgz bz2 tbz2 xz txz zst 7z rar tar iso img dmg exe msi apk ipa deb rpm pkg bin whl gem torrent',
    'doc docx odt rtf xls xlsx ods ppt pptx odp epub mobi azw3 djvu ps eps',
  ]
    .join(' ')
    .split(' '),
)

const loaders: ReadonlySet<string> = new Set('css js mjs woff woff2 ttf otf eot'.split(' '))
const pictures: ReadonlySet<string> = new Set(
  'png jpg jpeg jpe jfif gif svg svgz webp avif ico bmp apng'.split(' '),
)

/** An icon of the site belongs to no page, and a few programs ask for it too. */
function partOf(type: string, path: string): PagePart | undefined {
  if (loaders.has(type)) return 'loader'
  return pictures.has(type) && !path.startsWith('/favicon.') ? 'picture' : undefined
}

/** 304 counts too: the reader has the page already and came back. */
const isAnswered = (status: number): boolean => (status >= 200 && status < 300) || status === 304

/** `png` for `/a.b/c.PNG?x=/y`; nothing where the last part of the path has no extension. */
function typeOf(target: string): string {
  const end = target.search(/[?#]/)
  const path = end < 0 ? target : target.slice(0, end)
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : ''
}

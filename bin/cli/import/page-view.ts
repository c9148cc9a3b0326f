/** Why a line is no visit, in the order in which they are asked. */
export type SkipReason = 'notUnderstood' | 'notGet' | 'notSuccessful' | 'asset' | 'partial'

/** Either the page that was viewed, with its query string, or why the request was no page view. */
export type PageView = { readonly page: string } | { readonly skipped: SkipReason }

export type PageViewOf = (answered: { request: string; status: number }) => PageView

/** What is fetched for a page, or saved from it. Everything else is a page: `/tags/asp.net`, `/cgi-bin/cv.pl`, `/v1.2`. */
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

/** Whether a request was a page view, by the extensions of documents that are read as pages are. */
export function pageViews(documents: readonly string[]): PageViewOf {
  const read: ReadonlySet<string> = new Set(['pdf', ...documents])
  return ({ request, status }) => {
    const target = /^GET (\S.*?)(?: HTTP\/\d(?:\.\d)?)?$/.exec(request)?.[1]
    if (target === undefined) return { skipped: 'notGet' }
    if (!isAnswered(status)) return { skipped: 'notSuccessful' }
    if (!target.startsWith('/')) return { skipped: 'notUnderstood' }
    const type = typeOf(target)
    // A reader of documents asks for the whole first and then for pieces: 16 of 24 requests for one PDF of a real log.
    if (read.has(type)) return status === 206 ? { skipped: 'partial' } : { page: target }
    return assets.has(type) ? { skipped: 'asset' } : { page: target }
  }
}

/** 304 says that the reader has the page already: it is the one who came back. */
const isAnswered = (status: number): boolean => (status >= 200 && status < 300) || status === 304

/** `png` for `/a.b/c.PNG?x=/y`; nothing where the last part of the path has no extension. */
function typeOf(target: string): string {
  const end = target.search(/[?#]/)
  const path = end < 0 ? target : target.slice(0, end)
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') ? path.slice(dot + 1).toLowerCase() : ''
}

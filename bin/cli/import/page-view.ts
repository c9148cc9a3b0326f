/** Why a line is no visit, in the order in which they are asked. */
export type SkipReason = 'notUnderstood' | 'notGet' | 'notSuccessful' | 'asset'

/** Either the page that was viewed, with its query string, or why the request was no page view. */
export type PageView = { readonly page: string } | { readonly skipped: SkipReason }

/** An extension begins with a letter, so `/release-1.2` has none; what is longer is a name such as `/john.smithson`. */
const extension = /\.([a-z][a-z0-9]{0,4}|webmanifest)$/i
const pages = new Set(
  'html htm xhtml shtml phtml php php3 php4 php5 asp aspx jsp jspx do cfm cgi md'.split(' '),
)

/** Whether a request was a page view: a GET, answered 2xx, of a page. */
export function pageViewOf({ request, status }: { request: string; status: number }): PageView {
  const target = /^GET (\S.*?)(?: HTTP\/\d(?:\.\d)?)?$/.exec(request)?.[1]
  if (target === undefined) return { skipped: 'notGet' }
  if (status < 200 || status > 299) return { skipped: 'notSuccessful' }
  if (!target.startsWith('/')) return { skipped: 'notUnderstood' }
  return isPage(target) ? { page: target } : { skipped: 'asset' }
}

function isPage(target: string): boolean {
  const [path = ''] = target.split(/[?#]/, 1)
  const [, suffix] = extension.exec(path.slice(path.lastIndexOf('/') + 1)) ?? []
  return suffix === undefined || pages.has(suffix.toLowerCase())
}

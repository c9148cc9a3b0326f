import { createHash } from 'node:crypto'
import type { Handler } from '../../http/api'
import { content } from '../../http/response'

interface DashboardParts {
  readonly dashboard: string
  /** The time zone of its days and times, an IANA name; null for the reader's own. */
  readonly zone: string | null
}

/** `GET /`: the dashboard. Its policy allows only what is in the page itself, and this API. */
export const getDashboard = ({ dashboard, zone }: DashboardParts): Handler => {
  const page = zone === null ? dashboard : dashboard.replace('<html', `<html data-zone="${zone}"`)
  const answer = content('text/html; charset=utf-8', page, {
    'cache-control': 'no-cache',
    'content-security-policy': policyOf(page),
    'referrer-policy': 'no-referrer',
  })
  return () => answer
}

/** The page has one script and one style, allowed by their hashes. */
const policyOf = (page: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf('script', page)}`,
    `style-src ${hashOf('style', page)}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

function hashOf(element: string, page: string): string {
  const begin = page.indexOf(`<${element}>`) + element.length + 2
  const code = page.slice(begin, page.indexOf(`</${element}>`, begin))
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`
}

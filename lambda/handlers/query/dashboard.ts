import { createHash } from 'node:crypto'
import { type DashboardLanguage, dashboardLanguages } from '../../contract'
import { isTokenId } from '../../domain/token/token'
import type { Handler } from '../../http/api'
import type { KnownTokens } from '../../http/known-tokens'
import { languageFor } from '../../http/language'
import type { HttpRequest } from '../../http/request'
import { content, type HttpResponse } from '../../http/response'

/** Returns the page in a language. */
export type DashboardPages = (language: DashboardLanguage) => string

interface DashboardParts {
  readonly dashboard: DashboardPages
  /** The time zone of its days and times, an IANA name; null for the reader's own. */
  readonly zone: string | null
}

/** `GET /`: the dashboard. Its policy allows only what is in the page itself, and this API. */
export const getDashboard = (parts: DashboardParts): Handler => {
  const pages = pagesOf(parts)
  return (request) => pages(languageOf(request))("'none'")
}

/**
 * `GET /shared/{id}`: the same for a shared link that one origin may frame. The page is asked for before its token is
 * sent, so the address names the token by its id. Nobody may frame what is no such link.
 */
export const getSharedDashboard = (parts: DashboardParts, known: KnownTokens): Handler => {
  const pages = pagesOf(parts)
  return async (request) => {
    const { id = '' } = request.params
    const token = isTokenId(id) ? await known.find((token) => token.id === id) : null
    return pages(languageOf(request))(token?.embed ?? "'none'")
  }
}

/** The language that the address names, `?lang=de`, or else the browser. */
function languageOf({ searchParams, headers }: HttpRequest): DashboardLanguage {
  const named = searchParams.get('lang')?.toLowerCase()
  return (
    dashboardLanguages.find((one) => one === named) ??
    languageFor(dashboardLanguages, headers['accept-language'])
  )
}

type FramedPage = (framer: string) => HttpResponse

/** Reads a page when it is first asked for in its language, and hashes it once. */
function pagesOf({ dashboard, zone }: DashboardParts): (language: DashboardLanguage) => FramedPage {
  const pages = new Map<DashboardLanguage, FramedPage>()
  return (language) => {
    const known = pages.get(language) ?? dashboardIn(inZone(dashboard(language), zone))
    pages.set(language, known)
    return known
  }
}

const inZone = (page: string, zone: string | null): string =>
  zone === null ? page : page.replace('<html', `<html data-zone="${zone}"`)

/** Returns a function that answers the page to be framed by an origin. The tag differs with it, so no policy outlives its token. */
function dashboardIn(page: string): FramedPage {
  const hashes = { script: hashOf('script', page), style: hashOf('style', page) }
  return (framer) => {
    const policy = policyOf({ ...hashes, framer })
    const headers = {
      'cache-control': 'no-cache',
      'content-security-policy': policy,
      'referrer-policy': 'no-referrer',
      vary: 'accept-language',
    }
    return { ...content('text/html; charset=utf-8', page, headers), etagSource: policy + page }
  }
}

/** The page has one script and one style, allowed by their hashes. */
const policyOf = ({ script, style, framer }: { script: string; style: string; framer: string }): string =>
  [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    "connect-src 'self'",
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framer}`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')

function hashOf(element: string, page: string): string {
  const begin = page.indexOf(`<${element}>`) + element.length + 2
  const code = page.slice(begin, page.indexOf(`</${element}>`, begin))
  return `'sha256-${createHash('sha256').update(code).digest('base64')}'`
}

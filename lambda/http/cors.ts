import { mayRead } from '../domain/visit/origin-check'
import type { SiteList } from '../domain/visit/site-list'
import type { Handler } from './api'
import type { HttpRequest } from './request'
import { type HttpResponse, noContent } from './response'

/**
 * Lets the pages of listed sites, and no others, read the answer. The API has no CORS configuration of its own, because
 * API Gateway would then answer preflight itself and ignore these headers.
 */
export const readableBy =
  (sites: SiteList) =>
  ({ headers: { origin } }: HttpRequest, answer: HttpResponse): HttpResponse => {
    if ('access-control-allow-origin' in answer.headers) return answer
    const headers = { ...answer.headers, vary: 'origin' }
    if (!mayRead(sites, origin)) return { ...answer, headers }
    const readable = answer.status >= 400 && { 'access-control-expose-headers': 'retry-after' } // the beacon looks for it
    return { ...answer, headers: { ...headers, 'access-control-allow-origin': origin, ...readable } }
  }

/**
 * Answers OPTIONS. What an unlisted origin may do is left unsaid, so its browser goes no further. Some pages have a
 * `fetch` of their own that adds headers to every request (`x-csrf-token`, `traceparent`), so any header may come; none
 * is read.
 */
export const preflight =
  (sites: SiteList): Handler =>
  ({ headers: { origin, 'access-control-request-headers': asked = '' } }) =>
    noContent(
      mayRead(sites, origin)
        ? {
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': headerNames.test(asked) ? asked : '*',
            'access-control-max-age': '86400',
          }
        : {},
    )

/** Headers are named one by one, because `*` does not stand for `authorization`. */
const headerNames = /^[\w-]{1,100}(, ?[\w-]{1,100}){0,50}$/

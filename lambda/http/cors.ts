import { mayRead } from '../domain/admission'
import type { SiteList } from '../domain/site-list'
import { type Answer, noContent } from './answer'
import type { Handler } from './api'
import type { Request } from './request'

/**
 * Lets the pages of listed sites read the answer, and no others. The API has no CORS configuration of its own,
 * because API Gateway would then answer preflight itself and ignore these headers.
 */
export const readableBy =
  (sites: SiteList) =>
  ({ headers: { origin } }: Request, answer: Answer): Answer => {
    if ('access-control-allow-origin' in answer.headers) return answer
    const vary = { ...answer.headers, vary: 'origin' }
    return {
      ...answer,
      headers: mayRead(sites, origin) ? { ...vary, 'access-control-allow-origin': origin } : vary,
    }
  }

/** Answers OPTIONS. What an unlisted origin may do is left unsaid, so its browser goes no further. */
export const preflight =
  (sites: SiteList): Handler =>
  ({ headers: { origin } }) =>
    noContent(
      mayRead(sites, origin)
        ? {
            'access-control-allow-methods': 'GET, POST',
            'access-control-allow-headers': 'content-type',
            'access-control-max-age': '86400',
          }
        : {},
    )

import { InvalidInput, Refusal, Unavailable } from '../domain/errors'
import type { Grant } from '../domain/token/grant'
import { content, type Headers, type HttpResponse } from './response'
import { type ProblemStatus, problemTitles } from './status'

/** A problem at the level of HTTP: no such route, no token, too large. */
export class Problem extends Error {
  override readonly name = 'Problem'

  /**
   * @param detail lower case; says what was wrong and what was expected
   * @param token what the token that was sent may see, null for a token that is unknown; only in answers about a token
   */
  constructor(
    readonly status: ProblemStatus,
    readonly detail: string,
    readonly headers: Headers = {},
    readonly token?: Grant | null,
  ) {
    super(detail)
  }
}

/** Errors become statuses here and nowhere else (RFC 9457). */
export function problemOf(error: unknown): HttpResponse {
  if (error instanceof Problem)
    return answer(error.status, error.detail, error.headers, { token: error.token })
  if (error instanceof InvalidInput) return answer(400, error.detail, {}, { field: error.field })
  if (error instanceof Refusal) return answer(403, error.detail)
  if (error instanceof Unavailable) {
    return answer(503, 'the database is busy; try again in a second', { 'retry-after': '1' })
  }
  return answer(500, 'something went wrong here; it has been logged')
}

/** @param more members of the problem besides; those that are undefined are left out */
function answer(
  status: ProblemStatus,
  detail: string,
  headers: Headers = {},
  more: object = {},
): HttpResponse {
  const problem = { type: 'about:blank', title: problemTitles[status], status, detail, ...more }
  return { ...content('application/problem+json', JSON.stringify(problem), headers), status }
}

import { InvalidInput, Refusal, Unavailable } from '../domain/errors'
import { content, type Headers, type HttpResponse } from './response'
import { type ProblemStatus, problemTitles } from './status'

/** A problem at the level of HTTP: no such route, no token, too large. */
export class Problem extends Error {
  override readonly name = 'Problem'

  /** @param detail lower case; says what was wrong and what was expected */
  constructor(
    readonly status: ProblemStatus,
    readonly detail: string,
    readonly headers: Headers = {},
  ) {
    super(detail)
  }
}

/** Errors become statuses here and nowhere else (RFC 9457). */
export function problemOf(error: unknown): HttpResponse {
  if (error instanceof Problem) return answer(error.status, error.detail, error.headers)
  if (error instanceof InvalidInput) return answer(400, error.detail, {}, error.field)
  if (error instanceof Refusal) return answer(403, error.detail)
  if (error instanceof Unavailable) {
    return answer(503, 'the database is busy; try again in a second', { 'retry-after': '1' })
  }
  return answer(500, 'something went wrong here; it has been logged')
}

function answer(status: ProblemStatus, detail: string, headers: Headers = {}, field?: string): HttpResponse {
  const problem = {
    type: 'about:blank',
    title: problemTitles[status],
    status,
    detail,
    ...(field !== undefined && { field }),
  }
  return { ...content('application/problem+json', JSON.stringify(problem), headers), status }
}

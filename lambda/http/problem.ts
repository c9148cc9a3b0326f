import { InvalidInput } from '../domain/errors'
import { Refusal } from '../domain/refusal'
import { Unavailable } from '../domain/unavailable'
import { type Answer, content, type Headers } from './response'

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const

/** The statuses that a problem may have. */
export type ProblemStatus = keyof typeof titles

/** A problem of the HTTP kind: no such route, no token, too large. */
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
export function problemOf(error: unknown): Answer {
  if (error instanceof Problem) return answer(error.status, error.detail, error.headers)
  if (error instanceof InvalidInput) return answer(400, error.detail, {}, error.field)
  if (error instanceof Refusal) return answer(403, error.detail)
  if (error instanceof Unavailable) {
    return answer(503, 'the database is busy; try again in a second', { 'retry-after': '1' })
  }
  return answer(500, 'something went wrong here; it has been logged')
}

function answer(status: ProblemStatus, detail: string, headers: Headers = {}, field?: string): Answer {
  const problem = {
    type: 'about:blank',
    title: titles[status],
    status,
    detail,
    ...(field !== undefined && { field }),
  }
  return { ...content('application/problem+json', JSON.stringify(problem), headers), status }
}

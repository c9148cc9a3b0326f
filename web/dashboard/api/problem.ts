import type { Grant } from '../../../lambda/domain/token/grant'

/** An error answer of the API (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    readonly detail: string,
    /** The parameter at fault. */
    readonly field: string | null = null,
    /** What the service says the token may see; null when it knows no such token. Only its own answers say so. */
    readonly token?: Grant | null,
    /** How long the service asks to be left alone, in milliseconds. */
    readonly retryAfterMs = 0,
  ) {
    super(detail)
  }
}

/** There was no answer, or none that makes sense: the network or the service is down, or something between them answered. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const { detail, message, field, token } = (body ?? {}) as Readonly<Record<string, unknown>>
  const said = [detail, message].find((one) => typeof one === 'string')
  return new Problem(
    response.status,
    said === undefined ? `the service answered ${response.status}` : `${said}`,
    typeof field === 'string' ? field : null,
    typeof token === 'object' ? (token as Grant | null) : undefined,
    waitIn(response.headers.get('retry-after')),
  )
}

/** Reads a `Retry-After` header, which has seconds or a date. */
function waitIn(header: string | null): number {
  const seconds = Number(header)
  const wait = Number.isNaN(seconds) ? Date.parse(header ?? '') - Date.now() : seconds * 1000
  return wait > 0 ? wait : 0
}

/** Whether the request is worth repeating in a moment. */
export const isTransient = (error: unknown): boolean =>
  error instanceof Unreachable || (error instanceof Problem && (error.status >= 500 || error.status === 429))

const firstMs = 4000
const mostMs = 60_000

/** The longest that the service may ask to be left alone. Everything is asked again that often anyway. */
const mostAskedMs = 5 * 60_000

/** How long to wait after a failure: longer each time, and as long as the service asks. @param tries failures before it */
export function waitAfter(error: unknown, tries: number): number {
  const asked = error instanceof Problem ? error.retryAfterMs : 0
  return Math.max(Math.min(firstMs * 2 ** tries, mostMs), Math.min(asked, mostAskedMs))
}

/** Turns the API's detail, in lower case and without a full stop, into a sentence. */
export const sentence = (detail: string): string =>
  `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`

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
  ) {
    super(detail)
  }
}

/** There was no answer: the network or the service is down. */
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
  )
}

/** Turns the API's detail, in lower case and without a full stop, into a sentence. */
export const sentence = (detail: string): string =>
  `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`

/** What to tell the reader about an error. */
export function errorText(error: unknown): string {
  if (error instanceof Problem) return sentence(error.detail)
  if (error instanceof Unreachable) return 'Visitbook cannot be reached.'
  return 'Something went wrong on this page.'
}

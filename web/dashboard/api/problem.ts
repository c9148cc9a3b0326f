/** What the API answered instead of what was asked for (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem'

  constructor(
    readonly status: number,
    readonly detail: string,
    /** The parameter at fault. */
    readonly field: string | null = null,
  ) {
    super(detail)
  }
}

/** Nobody answered: the network is cut, or the service is. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const { detail, message, field } = (body ?? {}) as { detail?: unknown; message?: unknown; field?: unknown }
  const said = [detail, message].find((one) => typeof one === 'string')
  return new Problem(
    response.status,
    said === undefined ? `the service answered ${response.status}` : `${said}`,
    typeof field === 'string' ? field : null,
  )
}

/** What the API says, in lower case and without a full stop, as a sentence. */
export const sentence = (detail: string): string =>
  `${detail.charAt(0).toUpperCase()}${detail.slice(1)}${/[.!?]$/.test(detail) ? '' : '.'}`

/** What to tell the reader of something that went wrong. */
export function errorText(error: unknown): string {
  if (error instanceof Problem) return sentence(error.detail)
  if (error instanceof Unreachable) return 'Visitbook cannot be reached.'
  return 'Something went wrong on this page.'
}

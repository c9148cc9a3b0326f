/** What a server answered. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The address of the answer, after redirects. */
  readonly url: string
  /** This machine's clock in the middle of the request, in milliseconds since 1970. */
  readonly at: number
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Whether redirects are followed. */
  readonly follow?: boolean
}

/** The API gives up after 30 seconds; a healthy one answers in a few, even at its first request of the day. */
const timeoutMs = 15_000

/** A server that did not answer, with the network's own word for why. */
export class Unreached extends Error {
  override readonly name = 'Unreached'
}

/** @throws Unreached */
export async function request(
  url: string,
  { follow = false, ...asking }: Asking = {},
  waitMs = timeoutMs,
): Promise<Answer> {
  const begun = Date.now()
  try {
    const signal = AbortSignal.timeout(waitMs)
    const response = await fetch(url, { ...asking, signal, redirect: follow ? 'follow' : 'manual' })
    const at = (begun + Date.now()) / 2
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, url: response.url || url, at }
  } catch (error) {
    throw new Unreached(`${new URL(url).host} does not answer (${reasonOf(error, waitMs)})`, { cause: error })
  }
}

function reasonOf(error: unknown, waitMs: number): string {
  const { name, message, cause } = error as Error & { cause?: NodeJS.ErrnoException }
  if (name === 'TimeoutError') return `nothing within ${waitMs / 1000} s`
  return cause?.code ?? cause?.message ?? message
}

/** @returns the object that a text is in JSON; null for anything else */
export function objectIn(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : null
  } catch {
    return null
  }
}

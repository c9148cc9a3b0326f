import { exitCodes, Failure, wrongUsage } from '../failure'
import { retried } from './retry'
import type { Server } from './server'

/** Asks the API: a path and its parameters; the answer as JSON. */
export type Ask = (
  path: string,
  parameters?: Readonly<Record<string, string | undefined>>,
) => Promise<unknown>

/** The server is busy or the connection broke: it may go well in a moment. */
class Passing extends Failure {
  constructor(
    message: string,
    readonly wait: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, exitCodes.failed, options)
  }
}

const tries = 6
const firstWait = 250 // milliseconds, doubled each time: 8 s in all
const longestWait = 30_000
const timeout = 35_000 // an HTTP API answers within 30 s

/** @throws Failure saying what the server said */
export function asking(server: Server, method: 'GET' | 'DELETE' = 'GET'): Ask {
  let reached = false
  const patience = (error: unknown, attempt: number) =>
    error instanceof Passing && attempt + 1 < tries && (reached || isBrief(error))
      ? Math.min(error.wait ?? firstWait * 2 ** attempt, longestWait)
      : null
  return (path, parameters = {}) =>
    retried(async () => {
      const text = await send(server, method, `${path}?${parametersOf(parameters)}`)
      reached = true
      return parse(server, text)
    }, patience)
}

const broken = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET']

/** Whether waiting may help at the first request: not where nobody listens, nor with a wrong name or certificate. */
function isBrief({ cause }: Passing): boolean {
  if (cause === undefined) return true // the server itself said so
  const { name, cause: reason } = cause as Error & { cause?: NodeJS.ErrnoException }
  return name === 'TimeoutError' || broken.includes(reason?.code ?? '')
}

function parametersOf(parameters: Parameters<Ask>[1] & {}): URLSearchParams {
  const given = Object.entries(parameters).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return new URLSearchParams(given)
}

async function send({ url, token }: Server, method: string, target: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  try {
    const response = await fetch(url + target, { method, headers, signal: AbortSignal.timeout(timeout) })
    const text = await response.text()
    if (!response.ok) throw refusalOf(url, response, text)
    return text
  } catch (error) {
    if (error instanceof Failure) throw error
    const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException }
    const why = cause?.code ?? cause?.message ?? message
    throw new Passing(`cannot reach ${url} (${why}); check --url or VISITBOOK_URL, or run npm start`, null, {
      cause: error,
    })
  }
}

function refusalOf(url: string, { status, headers }: Response, text: string): Failure {
  const said = detailOf(text) ?? `status ${status}`
  if (status === 401) return new Failure(`${url}: ${said}; see VISITBOOK_TOKEN`, exitCodes.unauthorised)
  if (status === 400) return wrongUsage(said)
  if (![429, 502, 503, 504].includes(status)) return new Failure(`${url}: ${said}`)
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return new Passing(`${url}: ${said}`, Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null)
}

function detailOf(text: string): string | null {
  try {
    const { detail, message } = JSON.parse(text) // API Gateway itself says `message`
    return detail ?? message ?? null
  } catch {
    return null
  }
}

function parse({ url }: Server, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw strange(url)
  }
}

/** Something else answers there. */
export const strange = (url: string): Failure =>
  new Failure(`${url} does not answer as Visitbook does; check --url or VISITBOOK_URL`)

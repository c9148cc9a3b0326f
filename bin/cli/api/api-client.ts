import type { AnswerOf, DescribedRoute, QueryOf } from '../../../lambda/api/routes'
import { backOffMs, withRetries } from '../../../lambda/domain/back-off'
import { exitCodes, Failure, wrongUsage } from '../failure'
import { exampleNoter } from './example-note'
import type { Server } from './server'

/** The routes that the command line uses, and whether an answer can be Visitbook's: something else may listen at the URL. */
const isPlausible = {
  'GET /visits': ({ visits }) => Array.isArray(visits),
  'PATCH /visits/{id}': ({ mine }) => typeof mine === 'boolean',
  'DELETE /visits': ({ erased }) => typeof erased === 'number',
  'GET /organisations': ({ organisations }) => Array.isArray(organisations),
  'GET /organisations/{key}': ({ key }) => typeof key === 'string',
  'PATCH /organisations/{key}': ({ key }) => typeof key === 'string',
  'DELETE /organisations/{key}': (answer) => Object.keys(answer).length === 0,
  'GET /refusals': ({ refusals }) => Array.isArray(refusals),
  'GET /recipients': ({ recipients }) => Array.isArray(recipients),
  'POST /recipients': ({ code }) => typeof code === 'string',
  'PATCH /recipients/{code}': ({ code }) => typeof code === 'string',
  'DELETE /recipients/{code}': (answer) => Object.keys(answer).length === 0,
  'GET /stats': ({ totals }) => typeof totals === 'object',
  'GET /messages': ({ messages }) => Array.isArray(messages),
  'GET /messages/{id}': ({ deliveries }) => Array.isArray(deliveries),
  'POST /messages/{id}/resend': ({ id }) => typeof id === 'string',
  'POST /messages': ({ id }) => typeof id === 'string',
  'GET /status': ({ uncounted }) => typeof uncounted === 'object',
  'GET /health': ({ version }) => typeof version === 'string',
  'GET /sites': ({ sites }) => Array.isArray(sites),
  'GET /sittings': ({ sittings }) => Array.isArray(sittings),
  'GET /tokens': ({ tokens }) => Array.isArray(tokens),
  'POST /tokens': ({ token }) => typeof token === 'string',
  'DELETE /tokens/{id}': (answer) => Object.keys(answer).length === 0,
} satisfies { readonly [R in DescribedRoute]?: (answer: Sent<AnswerOf<R>>) => boolean }

/** An answer that may be something else's. One without a body is taken for an empty object. */
type Sent<Answer> = Answer extends null ? object : Partial<Answer>

type AskedRoute = keyof typeof isPlausible

/** The parameters of a route as they are sent; those that are undefined are left out. */
export type QueryText<R extends AskedRoute> = {
  readonly [name in keyof QueryOf<R>]?: string | undefined
}

/** What is sent besides the query string. */
interface Sending {
  /** Stands for the parameter in the path. */
  readonly id?: string
  readonly body?: object
}

/** Asks a route of the API. */
export type ApiClient = <R extends AskedRoute>(
  route: R,
  query?: QueryText<R>,
  more?: Sending,
) => Promise<AnswerOf<R>>

/** The server is busy or the connection broke: another try may succeed. */
class TransientFailure extends Failure {
  constructor(
    message: string,
    readonly waitMs: number | null = null,
    options?: ErrorOptions,
  ) {
    super(message, exitCodes.failed, options)
  }
}

const tries = 6
const longestMs = 30_000
const backOff = { firstMs: 250, longestMs } // 8 s in all
const timeoutMs = 35_000 // an HTTP API answers within 30 s

/** @throws Failure with what the server said */
export function apiClient(server: Server): ApiClient {
  let isReached = false
  const noteExample = exampleNoter(server.url)
  const waitMs = (route: AskedRoute) => (error: unknown, attempt: number) =>
    error instanceof TransientFailure &&
    isRepeatable(route) &&
    attempt < tries &&
    (isReached || isBrief(error))
      ? Math.min(error.waitMs ?? backOffMs(attempt, backOff), longestMs)
      : null
  return (route, query = {}, more = {}) =>
    withRetries(async () => {
      const text = await send(server, route, query, more)
      isReached = true
      noteExample(text)
      return parseAnswer(server, route, text)
    }, waitMs(route))
}

/** Whether a second delivery changes nothing: another POST would make another thing. */
const isRepeatable = (route: AskedRoute): boolean => !route.startsWith('POST ')

const broken = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'UND_ERR_SOCKET']

/** Whether a retry of the first request may help. It cannot where nobody listens, nor with a wrong host name or certificate. */
function isBrief({ cause }: TransientFailure): boolean {
  if (cause === undefined) return true // the server itself said so
  const { name, cause: reason } = cause as Error & { cause?: NodeJS.ErrnoException }
  return name === 'TimeoutError' || broken.includes(reason?.code ?? '')
}

async function send(
  { url, token }: Server,
  route: AskedRoute,
  query: object,
  { id = '', body }: Sending,
): Promise<string> {
  const [method, path] = route.split(' ') as [string, string]
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const target = `${url}${path.replace(/\{\w+\}/, () => encodeURIComponent(id))}?${new URLSearchParams(given)}`
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const response = await fetch(target, { method, headers, signal, ...sent })
    const text = await response.text()
    if (!response.ok) throw refusalOf(url, response, text)
    return text
  } catch (error) {
    if (error instanceof Failure) throw error
    const { message, cause } = error as Error & { cause?: NodeJS.ErrnoException }
    const why = cause?.code ?? cause?.message ?? message
    throw new TransientFailure(
      `cannot reach ${url} (${why}); check --url or VISITBOOK_URL, or run npm start`,
      null,
      {
        cause: error,
      },
    )
  }
}

function refusalOf(url: string, { status, headers }: Response, text: string): Failure {
  const said = detailOf(text) ?? `status ${status}`
  if (status === 401) return new Failure(`${url}: ${said}; see VISITBOOK_TOKEN`, exitCodes.unauthorised)
  if (status === 400) return wrongUsage(said)
  if (![429, 502, 503, 504].includes(status)) return new Failure(`${url}: ${said}`)
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return new TransientFailure(
    `${url}: ${said}`,
    Number.isFinite(seconds) ? Math.max(0, seconds * 1000) : null,
  )
}

function detailOf(text: string): string | null {
  try {
    const { detail, message } = JSON.parse(text) // API Gateway itself says `message`
    return detail ?? message ?? null
  } catch {
    return null
  }
}

function parseAnswer<R extends AskedRoute>({ url }: Server, route: R, text: string): AnswerOf<R> {
  const answer = parseObject(text || '{}')
  if (answer !== null && isPlausible[route](answer)) return answer as AnswerOf<R>
  throw new Failure(`${url} does not answer as Visitbook does; check --url or VISITBOOK_URL`)
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

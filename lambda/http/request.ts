import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { InvalidInput } from '../domain/errors'
import type { Grant } from '../domain/token/grant'
import type { Viewer } from '../domain/visit/viewer'
import { Problem } from './problem'

/** An HTTP API event (payload format 2.0) as the handlers see it. */
export interface HttpRequest {
  /** API Gateway's name for the route that matched, `GET /visits/{id}`. */
  readonly route: string
  readonly method: string
  readonly path: string
  /** The API's own address, such as `https://abc.execute-api.eu-west-1.amazonaws.com`. */
  readonly origin: string
  readonly params: Readonly<Record<string, string | undefined>>
  readonly searchParams: URLSearchParams
  /** Names are in lower case, values of repeated headers joined by commas. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** The peer's address as API Gateway saw it, or the viewer's as the owner's edge did. `X-Forwarded-For` is never believed. */
  readonly ip: string
  /** What the owner's edge says of the viewer, where the request came through it. */
  readonly viewer?: Viewer
  readonly body: string | undefined
  readonly isBase64: boolean
  /** Set where the reader may only see totals, by the clock of this zone. */
  readonly totalsIn?: string
  /** What the token of a reader of totals may see. */
  readonly grant?: Grant
}

/** The most that a browser may send while a page is being left: the Fetch standard's bound on keepalive bodies. */
export const bodyBytes = 65_536

export function requestOf(event: APIGatewayProxyEventV2): HttpRequest {
  const { method, path, sourceIp } = event.requestContext.http
  const { 'x-forwarded-proto': scheme = 'http' } = event.headers // API Gateway's own; a local server sends none
  return {
    route: event.routeKey,
    method,
    path,
    origin: `${scheme}://${event.requestContext.domainName}`,
    params: event.pathParameters ?? {},
    get searchParams() {
      return new URLSearchParams(event.rawQueryString) // a beacon has none
    },
    headers: event.headers,
    ip: sourceIp,
    body: event.body,
    isBase64: event.isBase64Encoded,
  }
}

/** Parses the body as JSON, whatever its content type says. @throws InvalidInput when it is not JSON in UTF-8 */
export function jsonBody({ body = '', isBase64 }: HttpRequest): unknown {
  const size = Buffer.byteLength(body, isBase64 ? 'base64' : 'utf8')
  if (size > bodyBytes) throw new Problem(413, `body must have at most ${bodyBytes} bytes`)
  if (size === 0) throw new InvalidInput('body is required: a JSON object such as {"page": "/cv.html"}')
  try {
    return JSON.parse(isBase64 ? utf8.decode(Buffer.from(body, 'base64')) : body.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new InvalidInput(`body must be JSON${error instanceof SyntaxError ? '' : ' in UTF-8'}`)
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Returns the query string as an object. @throws InvalidInput naming a parameter that is unknown or given twice */
export function queryOf({ searchParams }: HttpRequest, known: readonly string[]): Record<string, string> {
  for (const name of searchParams.keys()) {
    if (!known.includes(name)) {
      throw new InvalidInput(`${name} is not a parameter here; there are ${known.join(', ') || 'none'}`, name)
    }
    if (searchParams.getAll(name).length > 1) throw new InvalidInput(`${name} is given more than once`, name)
  }
  return Object.fromEntries(searchParams)
}

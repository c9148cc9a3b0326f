import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

declare const body: unique symbol

/** What a handler answers. `Body` is the type of its JSON, for the compiler alone. */
export interface HttpResponse<Body = unknown> {
  readonly [body]?: Body
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Hashed for the entity tag instead of the body, when some bytes of the body do not make it a different answer. */
  readonly etagSource?: string
}

export type Headers = HttpResponse['headers']

const always: Headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Needs no header against sniffing or caching, since it has no body and answers no GET: each visit pays for its headers. */
export const noContent = (headers: Headers = {}): HttpResponse<never> => ({ status: 204, headers })

export const json = <Body>(value: Body, headers: Headers = {}): HttpResponse<Body> =>
  content('application/json', JSON.stringify(value), headers)

/** What is done later by others. */
export const accepted = <Body>(value: Body): HttpResponse<Body> => ({ ...json(value), status: 202 })

export const content = (
  type: string,
  body: string | Uint8Array,
  headers: Headers = {},
): HttpResponse<never> => ({
  status: 200,
  headers: { ...always, 'content-type': type, ...headers },
  body,
})

/** The answer in payload format 2.0. */
export function resultOf({ status, headers, body }: HttpResponse): APIGatewayProxyStructuredResultV2 {
  if (body === undefined) return { statusCode: status, headers }
  if (typeof body === 'string') return { statusCode: status, headers, body }
  return { statusCode: status, headers, body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
}

import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

declare const body: unique symbol

/** What a handler answers. `Body` is what its JSON says, for the compiler alone. */
export interface HttpResponse<Body = unknown> {
  readonly [body]?: Body
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** What the entity tag is made of, where not every byte of the body makes it another answer; the body when left out. */
  readonly etagSource?: string
}

export type Headers = HttpResponse['headers']

const always: Headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** Has no body to be sniffed, and answers no GET, so that nobody would keep it: each visit pays for its headers. */
export const noContent = (headers: Headers = {}): HttpResponse<never> => ({ status: 204, headers })

export const json = <Body>(value: Body, headers: Headers = {}): HttpResponse<Body> =>
  content('application/json', JSON.stringify(value), headers)

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

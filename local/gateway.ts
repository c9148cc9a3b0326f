import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { routes } from '../lambda/api/routes'
import { withTimeout } from '../lambda/domain/timeout'
import type { LambdaFunction } from '../lambda/http/api'
import type { Door } from './door'
import { eventOf, targetOf } from './event'
import { type Router, router } from './route'

/** The two functions that the API calls. */
export type Functions = Readonly<Record<keyof typeof routes, LambdaFunction>>

/** AWS's documented limits of HTTP APIs and of the Lambda behind one: bytes of a request, of an event, milliseconds. */
const limits = { request: 10_485_760, event: 6_291_556, time: 30_000, headers: 10_240 }

/**
 * An HTTP API on this machine: the same routes, events and limits, in front of the same functions.
 *
 * @param doors what this machine alone answers, in front of them
 */
export function gateway(functions: Functions, doors: readonly Door[] = []): Server {
  const match = router(
    (['record', 'query'] as const).flatMap((name) =>
      routes[name].map((routeKey) => ({ routeKey, target: functions[name] })),
    ),
  )
  return createServer({ maxHeaderSize: limits.headers }, async (request, response) => {
    if (doors.some((door) => door(request, response))) return
    await answerTo(match, request)
      .then((result) => send(response, result))
      .catch((error) => request.complete && send(response, failed(error))) // otherwise the client has left
  })
}

async function answerTo(
  match: Router<LambdaFunction>,
  request: IncomingMessage,
): Promise<APIGatewayProxyStructuredResultV2> {
  const found = match(request.method ?? 'GET', targetOf(request).path)
  const body = await bodyOf(request)
  if (found === null) return message(404, 'Not Found')
  if (body === null) return message(413, 'Request Entity Too Large')
  const event = eventOf(request, body, found)
  if (body.length > small && Buffer.byteLength(JSON.stringify(event)) > limits.event)
    return message(413, 'Request Entity Too Large')
  return withTimeout(found.target(event), limits.time, () => message(503, 'Service Unavailable'))
}

/** The bytes of a body that always fits an event: JSON makes at most six bytes of one, and all the rest is under 1 MB. */
const small = 800_000

/** The body, or null when API Gateway would refuse it as too large. Its rest is read and dropped, so that the answer arrives. */
function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= limits.request) chunks.push(chunk)
    })
    request.once('end', () => resolve(size > limits.request ? null : joined(chunks)))
    request.once('error', reject) // for one, when the client leaves in the middle of it
  })
}

/** Most bodies come in one chunk, which is not copied. */
const joined = (chunks: readonly Buffer[]): Buffer =>
  chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)

function send(
  response: ServerResponse,
  { statusCode = 200, headers = {}, cookies, body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2,
): void {
  for (const name in headers) response.setHeader(name, String(headers[name]))
  if (cookies !== undefined) response.setHeader('set-cookie', cookies)
  response.statusCode = statusCode
  if (statusCode === 204 || statusCode === 304) return void response.end()
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  response.setHeader('content-length', bytes.length)
  response.end(response.req.method === 'HEAD' ? undefined : bytes)
}

const message = (statusCode: number, text: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message: text }),
})

function failed(error: unknown): APIGatewayProxyStructuredResultV2 {
  console.error(error)
  return message(500, 'Internal Server Error')
}

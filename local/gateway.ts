import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { routes } from '../lambda/contract'
import type { LambdaFunction } from '../lambda/http/api'
import { eventOf, targetOf } from './event'
import { matchRoute, type RouteTable } from './route'

/** The two functions that the API calls. */
export type Functions = Readonly<Record<keyof typeof routes, LambdaFunction>>

/** What AWS documents for HTTP APIs and for the Lambda behind one: bytes of a request, bytes of an event, milliseconds. */
const limits = { request: 10_485_760, event: 6_291_556, time: 30_000, headers: 10_240 }

/** An HTTP API on this machine: the same routes, events and limits, in front of the same functions. */
export function gateway(functions: Functions): Server {
  const table: RouteTable<LambdaFunction> = (['record', 'query'] as const).flatMap((name) =>
    routes[name].map((routeKey) => ({ routeKey, target: functions[name] })),
  )
  return createServer({ maxHeaderSize: limits.headers }, async (request, response) => {
    await answerTo(table, request)
      .then((result) => send(response, result))
      .catch((error) => request.complete && send(response, failed(error))) // else nobody is there any more
  })
}

async function answerTo(
  table: RouteTable<LambdaFunction>,
  request: IncomingMessage,
): Promise<APIGatewayProxyStructuredResultV2> {
  const match = matchRoute(table, request.method ?? 'GET', targetOf(request).path)
  const body = await bodyOf(request)
  if (match === null) return message(404, 'Not Found')
  if (body === null) return message(413, 'Request Entity Too Large')
  const event = eventOf(request, body, match)
  if (Buffer.byteLength(JSON.stringify(event)) > limits.event) return message(413, 'Request Entity Too Large')
  return inTime(match.target(event))
}

/** The body, or null when it is larger than API Gateway takes; the rest of it is read and dropped, so that the answer arrives. */
async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= limits.request) chunks.push(chunk)
  }
  return size <= limits.request ? Buffer.concat(chunks) : null
}

async function inTime(
  answer: Promise<APIGatewayProxyStructuredResultV2>,
): Promise<APIGatewayProxyStructuredResultV2> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<APIGatewayProxyStructuredResultV2>((resolve) => {
    timer = setTimeout(() => resolve(message(503, 'Service Unavailable')), limits.time)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}

function send(
  response: ServerResponse,
  { statusCode = 200, headers = {}, cookies, body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2,
): void {
  const all = new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)]))
  response.setHeaders(all)
  if (cookies !== undefined) response.setHeader('set-cookie', cookies)
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8')
  if (statusCode !== 204 && statusCode !== 304) response.setHeader('content-length', bytes.length)
  response.writeHead(statusCode)
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

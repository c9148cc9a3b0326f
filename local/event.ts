import { isUtf8 } from 'node:buffer'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** The route that a request matched. */
interface MatchedRoute {
  readonly routeKey: string
  readonly params: Readonly<Record<string, string>>
}

/** Turns a request into the event that an HTTP API hands to Lambda, payload format 2.0. */
export function eventOf(
  request: IncomingMessage,
  body: Buffer,
  { routeKey, params }: MatchedRoute,
): APIGatewayProxyEventV2 {
  const { queryString, ...target } = targetOf(request)
  const path = decoded(target.path)
  const { host, cookie, 'user-agent': userAgent, 'content-type': type } = request.headersDistinct
  const now = new Date()
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: queryString,
    ...(cookie !== undefined && { cookies: cookie.flatMap((line) => line.split(/; */)) }),
    headers: headersOf(request),
    ...(queryString !== '' && { queryStringParameters: joined([...new URLSearchParams(queryString)]) }),
    ...(Object.keys(params).length > 0 && { pathParameters: { ...params } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: host?.[0] ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: userAgent?.[0] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now.getTime(),
    },
    ...bodyOf(body, type?.[0] ?? ''),
  }
}

/** Path and query string as they were sent; a URL parser would resolve `..` and refuse `//`. */
export function targetOf({ url = '/' }: IncomingMessage): { path: string; queryString: string } {
  const [path = '/', ...query] = url.split('?')
  return { path, queryString: query.join('?') }
}

/** All headers but cookies, which API Gateway takes out. */
function headersOf({ headersDistinct }: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name in headersDistinct)
    if (name !== 'cookie') headers[name] = (headersDistinct[name] as string[]).join(',')
  return headers
}

/** Repeated names are joined by commas. */
function joined(pairs: readonly (readonly string[])[]): Record<string, string> {
  const all = new Map<string, string>()
  for (const [name = '', value = ''] of pairs) {
    const before = all.get(name)
    all.set(name, before === undefined ? value : `${before},${value}`)
  }
  return Object.fromEntries(all)
}

/** HTTP APIs, unlike REST APIs and function URLs, hand over the path decoded (github.com/middleapi/standard-server/pull/93). */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** `22/Nov/2026:15:45:50 +0000`, the time of Apache's logs, which API Gateway took over. */
function logTime(now: Date): string {
  const [, day, month, year, time] = now.toUTCString().split(' ')
  return `${day}/${month}/${year}:${time} +0000`
}

const text = /^$|^text\/|^application\/(json|javascript|xml)\b|\+(json|xml)\b/i

/** Text is passed on as it is; anything else, even forms and text that is not UTF-8, in base64. */
function bodyOf(body: Buffer, type: string): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false }
  return text.test(type) && isUtf8(body)
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true }
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda'

/** What a test says of a request; all else is as a browser and API Gateway have it. */
export interface Asked {
  /** API Gateway's name for the route, `GET /visits/{id}`. */
  readonly route: string
  /** Its method; the route's own when left out. */
  readonly method?: string
  /** With its query string; the route's own path when left out. */
  readonly path?: string
  readonly params?: Readonly<Record<string, string>>
  /** Names in any case, as clients send them; API Gateway lowers them. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly ip?: string
}

/** An address of RFC 5737, which nobody has. */
export const visitorIp = '203.0.113.77'

/** A complete event of payload format 2.0, as https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html has it. */
export function event({
  route,
  method,
  path,
  params,
  headers = {},
  body,
  ip = visitorIp,
}: Asked): APIGatewayProxyEventV2 {
  const [routeMethod = 'GET', routePath = '/'] = route.split(' ')
  const [rawPath = '/', rawQueryString = ''] = (path ?? routePath).split(/\?(.*)/s)
  const query = new URLSearchParams(rawQueryString)
  const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString,
    headers: {
      host: 'abc123.execute-api.eu-central-1.amazonaws.com',
      'x-amzn-trace-id': 'Root=1-67400000-000000000000000000000000',
      'x-forwarded-for': ip,
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...Object.fromEntries(sent),
    },
    ...(rawQueryString !== '' && {
      queryStringParameters: Object.fromEntries(
        [...query.keys()].map((name) => [name, query.getAll(name).join(',')]),
      ),
    }),
    ...(params !== undefined && { pathParameters: { ...params } }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc123',
      domainName: 'abc123.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'abc123',
      http: {
        method: method ?? routeMethod,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: ip,
        userAgent: Object.fromEntries(sent)['user-agent'] ?? '',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: route,
      stage: '$default',
      time: '22/Nov/2026:15:45:50 +0000',
      timeEpoch: 1_795_362_350_000,
    },
    ...bodyOf(body),
  }
}

function bodyOf(
  body: string | Uint8Array | undefined,
): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body === undefined) return { isBase64Encoded: false }
  if (typeof body === 'string') return { body, isBase64Encoded: false }
  return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }
}

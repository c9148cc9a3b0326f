import type { APIGatewayProxyEventV2 } from 'aws-lambda'

export interface Asked {
  /** As the API calls its route, `DELETE /visits/{id}`. */
  readonly route: string
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly ip?: string
}

/** The event that an HTTP API makes of a request. */
export function eventOf({
  route,
  params = {},
  query = {},
  headers = {},
  body,
  ip = '',
}: Asked): APIGatewayProxyEventV2 {
  const [method = '', pattern = ''] = route.split(' ')
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? '')
  return {
    version: '2.0',
    routeKey: route,
    rawPath: path,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { 'x-forwarded-proto': 'https', ...headers },
    queryStringParameters: { ...query },
    pathParameters: { ...params },
    requestContext: {
      accountId: '000000000000',
      apiId: 'simulated',
      domainName: 'service.example',
      domainPrefix: 'service',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: ip, userAgent: headers['user-agent'] ?? '' },
      requestId: 'simulated',
      routeKey: route,
      stage: '$default',
      time: '',
      timeEpoch: Date.now(),
    },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: false,
  }
}

import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { gateway } from '../../local/gateway'

/**
 * The local HTTP API against what AWS documents of the real one:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html (the event),
 * …/http-api-develop-routes.html (which route matches), …/limits.html (what is too large).
 */
let server: Server
let port: number
let events: APIGatewayProxyEventV2[]
let answer: () => Promise<APIGatewayProxyStructuredResultV2>

const fine = async () => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'fine' })

beforeAll(async () => {
  const answering = async (event: APIGatewayProxyEventV2) => {
    events.push(event)
    return answer()
  }
  server = gateway({ record: answering, query: answering })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
beforeEach(() => {
  events = []
  answer = fine
})
afterAll(async () => {
  server.closeAllConnections()
  await once(server.close(), 'close')
})

interface Sent {
  readonly headers?: Readonly<Record<string, string | readonly string[]>>
  readonly body?: string | Uint8Array
}

/** Sends a request whose target goes out exactly as it is written; fetch() would tidy it. */
async function send(line: string, { headers = {}, body }: Sent = {}) {
  const [method = 'GET', path = '/'] = line.split(' ')
  const sent = request({ port, method, path, headers: headers as IncomingHttpHeaders, agent: false })
  sent.end(body)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, text: Buffer.concat(chunks).toString() }
}

/** The event that a request becomes. */
async function eventOf(line: string, sent?: Sent): Promise<APIGatewayProxyEventV2> {
  await send(line, sent)
  return events[0] as APIGatewayProxyEventV2
}

describe('the event', () => {
  test('is payload format 2.0, field by field', async () => {
    const before = Date.now()
    const event = await eventOf('GET /visits/a%20b?limit=2&limit=3&page=%2Fcv%2Ehtml', {
      headers: { host: 'api.example', 'User-Agent': 'test', Cookie: 'a=1; b=2', 'X-Twice': ['one', 'two'] },
    })
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'GET /visits/{id}',
      rawPath: '/visits/a b',
      rawQueryString: 'limit=2&limit=3&page=%2Fcv%2Ehtml',
      cookies: ['a=1', 'b=2'],
      headers: { host: 'api.example', 'user-agent': 'test', 'x-twice': 'one,two', connection: 'close' },
      queryStringParameters: { limit: '2,3', page: '/cv.html' },
      pathParameters: { id: 'a b' },
      requestContext: {
        accountId: '000000000000',
        apiId: 'local',
        domainName: 'api.example',
        domainPrefix: 'local',
        http: {
          method: 'GET',
          path: '/visits/a b',
          protocol: 'HTTP/1.1',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
        },
        requestId: expect.stringMatching(/./),
        routeKey: 'GET /visits/{id}',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
      isBase64Encoded: false,
    })
    const { timeEpoch, time } = event.requestContext
    expect(timeEpoch).toBeGreaterThanOrEqual(before)
    expect(Date.parse(time.replaceAll('/', ' ').replace(':', ' '))).toBe(Math.floor(timeEpoch / 1000) * 1000)
  })

  test('has no fields for what is not there', async () => {
    const event = await eventOf('GET /visits')
    for (const field of ['cookies', 'queryStringParameters', 'pathParameters', 'body'])
      expect(event).not.toHaveProperty(field)
  })

  const bytes = Buffer.from([0xff, 0xfe, 0])
  test.each<[type: string | undefined, body: string | Uint8Array, asBase64: boolean]>([
    ['application/json', '{"page":"/ü"}', false],
    ['application/json; charset=utf-8', '{}', false],
    ['application/problem+json', '{}', false],
    ['text/plain;charset=UTF-8', '👩🏽‍💻', false],
    ['application/xml', '<a/>', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['application/octet-stream', '{}', true],
    ['image/png', bytes, true],
    ['multipart/form-data; boundary=x', '--x--', true],
    ['text/plain', bytes, true], // would not survive as text
  ])('a body of type %s', async (type, body, asBase64) => {
    const event = await eventOf('POST /visits', {
      headers: type === undefined ? {} : { 'content-type': type },
      body,
    })
    expect(event.isBase64Encoded).toBe(asBase64)
    expect(Buffer.from(event.body ?? '', asBase64 ? 'base64' : 'utf8')).toEqual(Buffer.from(body))
  })

  test('a header by the name of an object’s own is a header', async () => {
    expect((await eventOf('GET /visits', { headers: { constructor: 'x' } })).headers.constructor).toBe('x')
  })
})

describe('the route', () => {
  const rows: [request: string, routeKey: string, params?: Record<string, string>][] = [
    ['GET /visits', 'GET /visits'],
    ['POST /visits', 'POST /visits'],
    ['DELETE /visits', 'DELETE /visits'],
    ['GET /', 'GET /'],
    ['GET /visitbook.js', 'GET /visitbook.js'], // rather than {asset}
    ['GET /sites', 'GET /sites'],
    ['GET /beacon.0123abc.js', 'GET /{asset}', { asset: 'beacon.0123abc.js' }],
    ['GET /beaconXjs', 'GET /{asset}', { asset: 'beaconXjs' }], // the dot is a dot
    ['GET /visits/019aac14', 'GET /visits/{id}', { id: '019aac14' }],
    ['GET /visits/a%2Fb', 'GET /visits/{id}', { id: 'a/b' }],
    ['GET /visits/%C3%BC', 'GET /visits/{id}', { id: 'ü' }],
    ['GET /visits/%ZZ', 'GET /visits/{id}', { id: '%ZZ' }],
    ['OPTIONS /visits', 'OPTIONS /{proxy+}', { proxy: 'visits' }],
    ['OPTIONS /visits/1/engagement', 'OPTIONS /{proxy+}', { proxy: 'visits/1/engagement' }],
    ['OPTIONS /', '$default'],
    ['GET /visits/', '$default'],
    ['GET /visits/1/2', '$default'],
    ['PUT /visits', '$default'],
    ['HEAD /health', 'HEAD /health'],
    ['HEAD /visits', 'HEAD /{asset}', { asset: 'visits' }],
    ['HEAD /visits/1', '$default'],
    ['GET //visits', '$default'],
    ['GET /sites/../visits', '$default'],
    ['GET /..%2F..%2Fetc%2Fpasswd', 'GET /{asset}', { asset: '../../etc/passwd' }],
    ['GET //evil.example/visits', '$default'],
    ['GET http://evil.example/visits', '$default'],
  ]
  test.each(rows.map(([line, routeKey, params]) => [line, routeKey, params] as const))(
    'of %s is %s',
    async (line, routeKey, params) => {
      const event = await eventOf(line)
      expect([event.routeKey, event.pathParameters]).toEqual([routeKey, params])
    },
  )

  test('of a method in lower case is none: Node refuses it', async () => {
    expect(await raw('get /visits HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1.1 400 /,
    )
    expect(events).toEqual([])
  })
})

async function raw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').end(text)
  let received = ''
  for await (const chunk of socket) received += chunk
  return received
}

describe('the limits', () => {
  const megabytes = (count: number) => Buffer.alloc(count * 1_048_576, 'a')
  const text = { 'content-type': 'text/plain' }
  const binary = { 'content-type': 'application/octet-stream' }
  const tooLarge = { status: 413, text: '{"message":"Request Entity Too Large"}' }

  test.each<[string, Sent, object]>([
    ['5 MB of text', { headers: text, body: megabytes(5) }, { status: 200 }],
    ['5 MB in base64, more than an event may have', { headers: binary, body: megabytes(5) }, tooLarge],
    ['7 MB of text', { headers: text, body: megabytes(7) }, tooLarge],
    ['6 MB of text that JSON makes longer', { headers: text, body: Buffer.alloc(3_500_000, '"') }, tooLarge],
    ['10 MB', { headers: text, body: megabytes(10) }, tooLarge],
    ['11 MB', { headers: text, body: megabytes(11) }, tooLarge],
    ['headers of 9,000 bytes', { headers: { 'x-long': 'a'.repeat(9000) } }, { status: 200 }],
    ['headers of 10,241 bytes', { headers: { 'x-long': 'a'.repeat(10_241) } }, { status: 431 }],
  ])('%s', async (_, sent, expected) => {
    expect(await send('POST /visits', sent)).toMatchObject(expected)
    expect(events).toHaveLength('status' in expected && expected.status === 200 ? 1 : 0)
  })

  test('a query string of 10,300 characters', async () => {
    expect((await send(`GET /visits?page=/${'a'.repeat(10_300)}`)).status).toBe(431)
  })
})

describe('the answer', () => {
  test('is the function’s, with its cookies and its bytes', async () => {
    answer = async () => ({
      statusCode: 201,
      headers: { 'X-Number': 7 },
      cookies: ['a=1; Path=/', 'b=2'],
      body: Buffer.from([0, 255]).toString('base64'),
      isBase64Encoded: true,
    })
    const { status, headers } = await send('GET /visits')
    expect([status, headers['x-number'], headers['set-cookie'], headers['content-length']]).toEqual([
      201,
      '7',
      ['a=1; Path=/', 'b=2'],
      '2',
    ])
  })

  test('to HEAD has no body, but its length', async () => {
    const { status, headers, text } = await send('HEAD /visits')
    expect([status, headers['content-length'], text]).toEqual([200, '4', ''])
  })

  test.each<[string, typeof answer]>([
    ['throws', async () => Promise.reject(new Error('secret path /work'))],
    [
      'answers a header that HTTP does not know',
      async () => ({ statusCode: 200, headers: { 'x-a': 'b\nc' } }),
    ],
    ['answers a status that HTTP does not know', async () => ({ statusCode: 42 })],
    ['answers nothing', async () => undefined as unknown as APIGatewayProxyStructuredResultV2],
  ])('of a function that %s is 500 and tells nothing', async (_, failing) => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => {})
    answer = failing
    const { status, text } = await send('GET /visits')
    expect([status, text]).toEqual([500, '{"message":"Internal Server Error"}'])
    expect(log).toHaveBeenCalledTimes(1)
    log.mockRestore()
    answer = fine
    expect((await send('GET /visits')).status).toBe(200)
  })

  test('nobody waits for is not logged', async () => {
    const log = jest.spyOn(console, 'error').mockImplementation(() => {})
    const socket = connect(port, '127.0.0.1')
    socket.write('POST /visits HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{"pa')
    await once(server, 'request')
    socket.destroy()
    await once(socket, 'close')
    expect((await send('GET /visits')).status).toBe(200)
    expect(events).toHaveLength(1)
    expect(log).not.toHaveBeenCalled()
    log.mockRestore()
  })
})

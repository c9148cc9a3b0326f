import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { types } from 'node:util'
import { Unavailable } from '../../lambda/domain/errors'
import { parsePeriod } from '../../lambda/domain/time/period'
import { dynamoClient } from '../../lambda/store/dynamo/client'
import { dynamoQueryStore } from '../../lambda/store/dynamo/query-store'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import { dynamoSaltStore } from '../../lambda/store/items/salt-store'
import { type CredentialSource, openDynamo } from '../../lambda/store/light/client'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import { allOf, typicalVisit } from './fixtures'

// Jest runs a test in a realm of its own, where a socket's errors are no `Error`; the SDK would wrap them beyond recognition.
const inherits = Function.prototype[Symbol.hasInstance]
Object.defineProperty(Error, Symbol.hasInstance, {
  value(this: unknown, value: unknown) {
    return (this === Error && types.isNativeError(value)) || inherits.call(this, value)
  },
})

/** A DynamoDB that is in trouble, and the stores that talk to it. */
let trouble: RequestListener
let asked: number
let server: Server
let endpoint: string

beforeAll(async () => {
  server = createServer((request, response) => {
    asked += 1
    trouble(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
beforeEach(() => {
  asked = 0
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const own = { accessKeyId: 'test', secretAccessKey: 'test' }
const region = 'test'

/** The light client, as the record function has it, with less patience. */
function items({ url = endpoint, credentials = () => own, tryMs = 150, limitMs = 20_000 }: Given = {}) {
  const dynamo = openDynamo({ endpoint: url, region, credentials, tryMs, limitMs })
  return dynamoItemTable({ dynamo, tableName: 'visitbook' })
}
interface Given {
  readonly url?: string
  readonly credentials?: CredentialSource
  readonly tryMs?: number
  readonly limitMs?: number
}
const key = { pk: 'SALT', sk: 'TODAY' }

function stores(url = endpoint) {
  const client = dynamoClient({
    endpoint: url,
    region,
    credentials: own,
    requestHandler: { requestTimeout: 150, throwOnRequestTimeout: true, socketTimeout: 150 },
  })
  const now = () => new Date('2025-11-22T16:00:00Z')
  const { site, id } = typicalVisit
  const query = dynamoQueryStore({ client, tableName: 'visitbook', now })
  const range = { site, period: parsePeriod({}), before: null, atOnce: 50 }
  return {
    add: () => dynamoRecordStore({ table: items({ url }), retentionDays: 365, now }).add(typicalVisit),
    saltOf: () => dynamoSaltStore(items({ url })).saltOf('2025-11-22'),
    visitsOf: () => allOf(query.visitsOf(range)),
    visit: () => query.visit(site, id),
    erase: () => query.erase(site, id),
    sites: () => query.sites(),
    corrections: () => query.corrections(),
  }
}

/** The two clients, by one call of each, and how often each tries. */
const clients = [
  ['the record function', 5, (url?: string) => stores(url).saltOf()],
  ['the query function', 3, (url?: string) => stores(url).corrections()],
] as const

const json = { 'content-type': 'application/x-amz-json-1.0' }
const refuses =
  (status: number, type: string, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, { ...json, ...headers })
      .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }))
const answers: RequestListener = (_, response) => response.writeHead(200, json).end('{}')
const begins: RequestListener = (_, response) => {
  response.writeHead(200, { ...json, 'content-length': 1000 }).write('{"Item":')
}

const troubles: Record<string, RequestListener> = {
  'is throttled': refuses(400, 'ProvisionedThroughputExceededException'),
  'answers 500': refuses(500, 'InternalServerError'),
  'is behind a proxy that answers 503 in HTML': (_, response) =>
    response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>busy</h1>'),
  'closes the connection': (request) => request.socket.destroy(),
  'closes the connection in the middle of its answer': (request, response) => {
    begins(request, response)
    setImmediate(() => request.socket.destroy())
  },
  'never answers': () => {},
  'stops in the middle of its answer': begins,
}

describe.each(clients)('%s', (_, tries, call) => {
  test.each(Object.keys(troubles))(`whose DynamoDB %s is Unavailable, after ${tries} tries`, async (name) => {
    trouble = troubles[name] as RequestListener
    await expect(call()).rejects.toThrow(Unavailable)
    expect(asked).toBe(tries)
  })

  test('whose DynamoDB cannot be reached is Unavailable', async () => {
    await expect(call('http://127.0.0.1:1')).rejects.toThrow(Unavailable)
  })

  test.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    '%s is our own fault: neither Unavailable nor tried again',
    async (type) => {
      trouble = refuses(400, type)
      const error = await call().catch((thrown) => thrown)
      expect(error.name).toBe(type)
      expect(error).not.toBeInstanceOf(Unavailable)
      expect(asked).toBe(1)
    },
  )

  test.each([501, 505, 599])(
    'whose DynamoDB answers %i, which no try mends, is Unavailable at once',
    async (status) => {
      trouble = refuses(status, 'Whatever')
      await expect(call()).rejects.toThrow(Unavailable)
      expect(asked).toBe(1)
    },
  )

  test.each(['500', 'a closed connection', 'throttling', 'a write elsewhere', 'a type in the header'])(
    'gets over one failure, %s',
    async (name) => {
      const once: Record<string, RequestListener> = {
        500: refuses(500, 'InternalServerError'),
        'a closed connection': (request) => request.socket.destroy(),
        throttling: refuses(400, 'ThrottlingException'),
        'a write elsewhere': refuses(400, 'ReplicatedWriteConflictException'),
        'a type in the header': (_, response) =>
          response.writeHead(400, { ...json, 'x-amzn-errortype': 'SlowDown:http://a/' }).end('{}'),
      }
      trouble = (request, response) => (asked === 1 ? (once[name] ?? answers) : answers)(request, response)
      await call()
      expect(asked).toBeGreaterThan(1)
    },
  )
})

test.each(['add', 'saltOf', 'visitsOf', 'visit', 'erase', 'sites'] as const)(
  '%s says that it is Unavailable',
  async (name) => {
    trouble = refuses(500, 'InternalServerError')
    await expect(stores()[name]()).rejects.toThrow(Unavailable)
  },
)

describe('the light client', () => {
  const found = JSON.stringify({
    Item: { pk: { S: 'SALT' }, n: { N: '1.5' }, b: { B: 'AAH/' }, t: { BOOL: true } },
  })
  const item = { pk: 'SALT', n: 1.5, b: Buffer.from([0, 1, 255]), t: true }

  test('writes and reads text, numbers, bytes and truth, and says what was asked', async () => {
    let said: unknown
    trouble = async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      said = JSON.parse(Buffer.concat(parts).toString())
      response.writeHead(200, json).end(found)
    }
    expect(await items().get(key)).toEqual(item)
    expect(said).toEqual({
      TableName: 'visitbook',
      Key: { pk: { S: 'SALT' }, sk: { S: 'TODAY' } },
      ConsistentRead: true,
    })
    const condition = { expression: '#a < :a', names: { '#a': 'a' }, values: { ':a': 2 } }
    const salt = new Uint8Array([9, 0, 1, 255]).subarray(1)
    expect(await items().put({ ...key, text: 'é💼"\\', salt, n: -1.5, t: false }, condition)).toBe(true)
    expect(said).toEqual({
      TableName: 'visitbook',
      Item: {
        pk: { S: 'SALT' },
        sk: { S: 'TODAY' },
        text: { S: 'é💼"\\' },
        salt: { B: 'AAH/' },
        n: { N: '-1.5' },
        t: { BOOL: false },
      },
      ConditionExpression: '#a < :a',
      ExpressionAttributeNames: { '#a': 'a' },
      ExpressionAttributeValues: { ':a': { N: '2' } },
    })
  })

  test('a condition that does not hold is an answer', async () => {
    trouble = refuses(400, 'ConditionalCheckFailedException')
    expect(await items().put(key)).toBe(false)
    expect(asked).toBe(1)
  })

  test.each<[string, RequestListener, string]>([
    ['throttling', refuses(400, 'ThrottlingException'), 'ThrottlingException'],
    ['429', refuses(429, 'Whatever'), 'Whatever'],
    ['a proxy’s page', (_, response) => response.writeHead(502).end('<h1>bad</h1>'), 'HTTP 502'],
    [
      'a page instead of an answer',
      (_, response) => response.writeHead(200).end('<h1>hello</h1>'),
      'UnreadableAnswer',
    ],
    ['no object', (_, response) => response.writeHead(200).end('null'), 'UnreadableAnswer'],
    ['a closed connection', (request) => request.socket.destroy(), 'ECONNRESET'],
    ['silence', () => {}, 'TimeoutError'],
    ['what is not HTTP', (request) => request.socket.end('SSH-2.0-OpenSSH\r\n'), 'Garbled'],
  ])('names what is to blame for %s, for the log', async (_, listener, name) => {
    trouble = listener
    await expect(items().get(key)).rejects.toThrow(`DynamoDB: ${name}`)
  })

  test('a page of a proxy that forbids is our own fault', async () => {
    trouble = (_, response) => response.writeHead(403).end('<h1>no</h1>')
    await expect(items().get(key)).rejects.toMatchObject({ name: 'HTTP 403' })
    expect(asked).toBe(1)
  })

  test('gives up when its time is over, however many tries are left', async () => {
    trouble = () => {}
    await expect(items({ limitMs: 400 }).get(key)).rejects.toThrow(Unavailable)
    expect(asked).toBeLessThan(4) // of five tries; the waits between them are left to chance
  })

  /** An address of its own, since requests that an earlier test has given up may come late, and the connections by which it is called. */
  function ownPath() {
    const path = `/${++paths}`
    const ports = new Set<number | undefined>()
    const note = ({ url, socket }: IncomingMessage) => {
      if (url === path) ports.add(socket.remotePort)
    }
    return { url: endpoint + path, ports, note }
  }
  let paths = 0

  test('keeps its connection, one for calls that follow each other', async () => {
    const own = ownPath()
    trouble = (request, response) => {
      own.note(request)
      answers(request, response)
    }
    const table = items({ url: own.url, tryMs: 20_000 }) // a call that is given up takes its connection along
    for (let call = 0; call < 5; call++) await table.get(key)
    expect(own.ports.size).toBe(1)
  })

  test('200 calls at once have 50 connections, and each its own answer', async () => {
    const own = ownPath()
    trouble = async (request, response) => {
      own.note(request)
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      const { Key } = JSON.parse(Buffer.concat(parts).toString())
      setTimeout(() => response.writeHead(200, json).end(JSON.stringify({ Item: Key })), Math.random() * 20)
    }
    const table = items({ url: own.url, tryMs: 20_000, limitMs: 20_000 })
    const keys = Array.from({ length: 200 }, (_, at) => ({ pk: 'é'.repeat(at), sk: String(at) }))
    expect(await Promise.all(keys.map((one) => table.get(one)))).toEqual(keys)
    expect(own.ports.size).toBe(50)
  })

  test('a kept-alive connection that has died meanwhile is replaced', async () => {
    const table = items()
    trouble = answers
    await Promise.all(Array.from({ length: 8 }, () => table.get(key)))
    let dead = 1
    asked = 0
    trouble = (request, response) => {
      if (dead-- > 0) request.socket.destroy()
      else answers(request, response)
    }
    await table.get(key)
    expect(asked).toBe(2)
    server.closeAllConnections() // while they are idle
    await new Promise((resolve) => setTimeout(resolve, 20))
    asked = 0
    await table.get(key)
    expect(asked).toBe(1)
  })

  test.each<[string, string]>([
    ['in chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\n{"I\r\n'],
    ['with a length', `HTTP/1.1 200 OK\r\nCONTENT-LENGTH:  ${found.length}\r\n\r\n`],
    ['until the connection ends', 'HTTP/1.0 200 OK\r\n\r\n'],
    [
      'after an interim one',
      `HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: ${found.length}\r\n\r\n`,
    ],
  ])('reads an answer that comes %s, byte by byte', async (how, head) => {
    const rest = found.slice(3)
    const text =
      how === 'in chunks' ? `${head}${rest.length.toString(16)}\r\n${rest}\r\n0\r\n\r\n` : head + found
    const raw = createTcpServer({ noDelay: true }, (socket) => {
      socket.on('error', () => {})
      socket.once('data', async () => {
        for (const byte of Buffer.from(text)) {
          socket.write(Buffer.of(byte))
          await new Promise(setImmediate)
        }
        if (how.startsWith('until')) socket.end()
      })
    })
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve))
    const { port } = raw.address() as AddressInfo
    const dynamo = openDynamo({ endpoint: `http://127.0.0.1:${port}`, region, credentials: () => own })
    expect(await dynamoItemTable({ dynamo, tableName: 'visitbook' }).get(key)).toEqual(item)
    dynamo.close()
    await new Promise((resolve) => raw.close(resolve))
  })

  const blamed = ['ExpiredTokenException', 'UnrecognizedClientException', 'InvalidClientTokenId']
  describe.each(blamed)('whose credentials are refused (%s)', (type) => {
    const accepted: RequestListener = (request, response) =>
      (request.headers.authorization?.includes('Credential=new/') ? answers : refuses(400, type))(
        request,
        response,
      )

    test('asks for others, and goes on with them', async () => {
      trouble = accepted
      const given: unknown[] = []
      const credentials: CredentialSource = async (options) => {
        given.push(options)
        return { ...own, accessKeyId: options?.forceRefresh ? 'new' : 'old' }
      }
      expect(await items({ credentials }).put(key)).toBe(true)
      expect(given).toEqual([undefined, { forceRefresh: true }])
      expect(asked).toBe(2)
    })

    test('tries the new ones once: if they are no better the fault is ours', async () => {
      trouble = accepted
      await expect(items().put(key)).rejects.toMatchObject({ name: type })
      expect(asked).toBe(2)
    })
  })

  test('credentials that were rotated are used from the next call on', async () => {
    const seen: (string | undefined)[] = []
    trouble = (request, response) => {
      const { authorization = '', 'x-amz-security-token': token } = request.headers
      seen.push(/Credential=(\w+)/.exec(authorization)?.[1], token as string | undefined)
      answers(request, response)
    }
    let credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string } = own
    const table = items({ credentials: () => credentials })
    await table.get(key)
    credentials = { accessKeyId: 'rotated', secretAccessKey: 'other', sessionToken: 'token' }
    await table.get(key)
    expect(seen).toEqual(['test', undefined, 'rotated', 'token'])
  })

  describe.each([-3_600_000, 3_600_000])('whose clock is %i ms off', (skew) => {
    const timeOf = (date: string) => Date.parse(date.replace(/(....)(..)(..T..)(..)(..Z)/, '$1-$2-$3:$4:$5'))
    const theirs = () => new Date(Date.now() + skew)

    const types = ['InvalidSignatureException', 'AccessDeniedException', 'Whatever']
    test.each(types)('goes by the server’s after %s, and from then on at once', async (type) => {
      trouble = (request, response) => {
        const isTimely =
          Math.abs(timeOf(String(request.headers['x-amz-date'])) - theirs().getTime()) < 300_000
        const refusal = refuses(400, type, { date: theirs().toUTCString() })
        return (isTimely ? answers : refusal)(request, response)
      }
      const table = items()
      await table.get(key)
      expect(asked).toBe(2)
      await table.get(key)
      expect(asked).toBe(3)
    })
  })

  test('a signature that is wrong at the right time is our own fault', async () => {
    trouble = refuses(400, 'InvalidSignatureException')
    await expect(items().get(key)).rejects.toMatchObject({ name: 'InvalidSignatureException' })
    expect(asked).toBe(1)
  })
})

test.each([3_600_000, -3_600_000])(
  'a clock that is set by %i ms while a call is tried again changes nothing',
  async (jump) => {
    const { now } = Date
    trouble = (_, response) => {
      if (asked < 3) {
        Date.now = () => now() + jump
        response.writeHead(500).end('{}')
      } else if (asked === 3) setTimeout(() => response.writeHead(500).end('{}'), 100)
      else response.writeHead(200).end('{}')
    }
    try {
      expect(await items().get(key)).toBeNull()
      asked = 0
      trouble = () => {} // silent
      Date.now = now
      const refused = items({ limitMs: 400 }).get(key)
      Date.now = () => now() + jump
      await expect(refused).rejects.toBeInstanceOf(Unavailable)
      expect(asked).toBeGreaterThan(1)
      expect(asked).toBeLessThan(5)
    } finally {
      Date.now = now
    }
  },
)

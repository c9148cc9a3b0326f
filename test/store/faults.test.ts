import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { types } from 'node:util'
import { parsePeriod } from '../../lambda/domain/period'
import { Unavailable } from '../../lambda/domain/unavailable'
import { dynamoClient } from '../../lambda/store/dynamo-client'
import { dynamoQueryStore } from '../../lambda/store/dynamo-query-store'
import { dynamoRecordStore } from '../../lambda/store/dynamo-record-store'
import { dynamoSaltStore } from '../../lambda/store/dynamo-salt-store'
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

function stores(url = endpoint) {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const client = dynamoClient({ endpoint: url, region: 'test', credentials, patience: 150 })
  const parts = { client, tableName: 'visitbook', now: () => new Date('2025-11-22T16:00:00Z') }
  const { site, id } = typicalVisit
  const query = dynamoQueryStore(parts)
  const range = { site, period: parsePeriod({}), before: null, atOnce: 50 }
  return {
    add: () => dynamoRecordStore({ ...parts, retentionDays: 365 }).add(typicalVisit),
    saltOf: () => dynamoSaltStore(client, 'visitbook').saltOf('2025-11-22'),
    visitsOf: () => allOf(query.visitsOf(range)),
    visit: () => query.visit(site, id),
    erase: () => query.erase(site, id),
    sites: () => query.sites(),
  }
}

const refuses =
  (status: number, type: string): RequestListener =>
  (_, response) =>
    response
      .writeHead(status, json)
      .end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: type }))
const json = { 'content-type': 'application/x-amz-json-1.0' }
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

test.each(Object.keys(troubles))(
  'a store whose DynamoDB %s is Unavailable, after three tries',
  async (name) => {
    trouble = troubles[name] as RequestListener
    await expect(stores().visit()).rejects.toThrow(Unavailable)
    expect(asked).toBe(3)
  },
)

test('a store whose DynamoDB cannot be reached is Unavailable', async () => {
  await expect(stores('http://127.0.0.1:1').visit()).rejects.toThrow(Unavailable)
})

test.each(['add', 'saltOf', 'visitsOf', 'visit', 'erase', 'sites'] as const)('%s says so', async (name) => {
  trouble = refuses(500, 'InternalServerError')
  await expect(stores()[name]()).rejects.toThrow(Unavailable)
})

test.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
  '%s is our own fault: neither Unavailable nor tried again',
  async (type) => {
    trouble = refuses(400, type)
    const error = await stores()
      .visit()
      .catch((thrown) => thrown)
    expect(error.name).toBe(type)
    expect(error).not.toBeInstanceOf(Unavailable)
    expect(asked).toBe(1)
  },
)

test('one failure is got over without anybody noticing', async () => {
  trouble = (request, response) =>
    asked === 1 ? request.socket.destroy() : response.writeHead(200, json).end('{}')
  expect(await stores().visit()).toBeNull()
  expect(asked).toBe(2)
})

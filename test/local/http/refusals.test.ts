import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeVisitId } from '../../../lambda/domain/visit/visit-id'
import { beaconOf } from '../../../lambda/handlers/record/get-beacon'
import { recordRoutes } from '../../../lambda/handlers/record/record-routes'
import { api } from '../../../lambda/http/api'
import { readableBy } from '../../../lambda/http/cors'
import { dynamoRecordStore } from '../../../lambda/store/items/record-store'
import { dynamoRefusalRecordStore } from '../../../lambda/store/items/refusal-record-store'
import { type Dynamo, openDynamo } from '../../../lambda/store/light/client'
import { dynamoItemTable } from '../../../lambda/store/light/item-table'
import { gateway } from '../../../local/gateway'
import { memoryRecipients } from '../../support/memory/recipients'
import { wildcards } from '../../support/memory/visits'
import { asked, type Book, openBook, page, type Question, type Reply, site } from '../book'

/** What is turned away over HTTP is listed for the owner, and the answer to the page does not depend on it. */
let book: Book
let info: jest.SpyInstance
let warn: jest.SpyInstance
beforeEach(async () => {
  info = jest.spyOn(console, 'info').mockImplementation()
  warn = jest.spyOn(console, 'warn').mockImplementation()
  book = await openBook()
})
afterEach(async () => {
  await book.close()
  jest.restoreAllMocks()
})

const evil = { origin: 'https://www.example.org', 'user-agent': 'secret/1.0' }
const beacon = (body: NonNullable<Question['body']>, headers: Question['headers'] = page): Question => ({
  headers,
  body,
  token: null,
})
const today = () => expect.stringMatching(`^${new Date().toISOString().slice(0, 8)}`)

test('refused and malformed beacons show up, grouped, with what would let them in', async () => {
  const { from, ...empty } = (await book.ask('GET /refusals')).json
  expect(empty).toEqual({ refusals: [], others: { groups: 0, count: 0 }, complete: true })
  for (const path of ['/a?token=secret', '/b?token=secret'])
    expect((await book.ask('POST /visits', beacon({ page: path }, evil))).status).toBe(403)
  expect((await book.ask('POST /visits', beacon('{"page":7}'))).status).toBe(400)
  expect((await book.ask('GET /leaf.gif', { token: null })).status).toBe(403)
  expect((await book.ask('POST /visits', beacon({ page: '/cv.html' }))).status).toBe(204)

  const { json, text } = await book.ask('GET /refusals')
  expect(json).toEqual({
    refusals: [
      {
        reason: 'origin not listed',
        host: 'www.example.org',
        count: 2,
        firstSeen: today(),
        lastSeen: today(),
        site: null,
        page: '/b',
        route: 'POST /visits',
        field: null,
        detail: 'origin host "www.example.org" is not listed in the setting sites',
        remedy: "if this is yours: VISITBOOK_SITES='you.github.io,www.example.org' npm start",
      },
      expect.objectContaining({
        reason: 'no origin and no referer',
        host: '',
        count: 1,
        route: 'GET /leaf.gif',
      }),
      expect.objectContaining({ reason: 'malformed', host: 'you.github.io', count: 1, field: 'page' }),
    ],
    others: { groups: 0, count: 0 },
    from: expect.any(String),
    complete: true,
  })
  expect(text).not.toMatch(/secret|127\.0\.0\.1/)
  expect(await book.visits()).toHaveLength(1)
})

describe('what a beacon is answered does not depend on the table', () => {
  let trouble: RequestListener
  let calls: number
  const servers: Server[] = []
  const listening = async (server: Server) => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }
  let dynamo: Dynamo
  let url: string

  /** The record function over a DynamoDB in trouble. */
  beforeEach(async () => {
    calls = 0
    const endpoint = await listening(
      createServer((request, response) => {
        calls += 1
        trouble(request, response)
      }),
    )
    const credentials = () => ({ accessKeyId: 'test', secretAccessKey: 'test' })
    dynamo = openDynamo({ endpoint, region: 'test', credentials })
    const table = dynamoItemTable({ dynamo, tableName: 'visitbook' })
    const sites = [site]
    const now = () => new Date()
    const record = api(
      recordRoutes({
        wildcards,
        store: dynamoRecordStore({ table, retentionDays: 1, now }),
        links: memoryRecipients(),
        refusals: dynamoRefusalRecordStore(table, now),
        reports: null,
        visitorOf: async () => null,
        identify: async (visit) => visit,
        beacons: { name: 'visitbook.js', current: beaconOf(''), earlier: () => null, routes: () => [] },
        sites,
        now,
        tellPasted: async () => {},
      }),
      readableBy(sites),
    )
    url = await listening(gateway({ record, query: record }))
  })
  afterEach(async () => {
    dynamo.close()
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  })

  const said = ({ status, type, text, headers }: Reply) => ({
    status,
    type,
    text,
    readable: headers.get('access-control-allow-origin'),
  })

  test.each<[string, RequestListener, object[]]>([
    [
      'throttled',
      (_, response) =>
        response
          .writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
          .end('{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}'),
      [{ unavailable: expect.any(String), route: 'POST /visits' }],
    ],
    ['silent', () => {}, [{ unavailable: 'a refusal was not kept in time', route: 'POST /visits' }]],
  ])('when it is %s', async (_, listener, warned) => {
    trouble = listener
    const refused = beacon({ page: '/' }, evil)
    const malformed = beacon({})
    const expected = [
      said(await book.ask('POST /visits', refused)),
      said(await book.ask('POST /visits', malformed)),
    ]
    expect(expected.map(({ status }) => status)).toEqual([403, 400])
    info.mockClear()
    const ask = async (question: Question) => said(await asked(url, '', 'POST /visits', question))
    expect([await ask(refused), await ask(malformed)]).toEqual(expected)
    expect(calls).toBeGreaterThan(0)
    expect(info.mock.calls).toEqual([
      [{ refusal: 'origin not listed', host: 'www.example.org', route: 'POST /visits' }],
    ])
    expect(warn.mock.calls).toEqual([warned, warned])
  })
})

test.each([
  ['the same message', () => ({ id: makeVisitId(Date.now(), new Uint8Array(10)) }), 1],
  [
    'a message whose clock is wrong',
    () => ({ id: makeVisitId(Date.now() - 600_000, new Uint8Array(10)) }),
    3,
  ],
  ['a message without an id', () => ({}), 3],
])('%s that is refused three times is so many refusals', async (_, fields, count) => {
  const message = { page: '/', ...fields() } // one, sent again and again
  for (let time = 0; time < 3; time += 1)
    expect((await book.ask('POST /visits', beacon(message, evil))).status).toBe(403)
  expect((await book.ask('GET /refusals')).json.refusals).toMatchObject([{ host: 'www.example.org', count }])
})

import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { defaults } from '../../lambda/contract'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { dynamoItemTable } from '../../lambda/store/light/item-table'
import { dynamoAt, openDatabase } from '../../local/engine/database'
import { localFunctions } from '../../local/functions'
import { gateway } from '../../local/gateway'
import { temporaryFolder } from '../store/fixtures'
import { type Fault, faults, faultyProxy } from '../support/http/faulty-proxy'
import { inFull } from '../support/size'
import { asked, everyVisit, page, type Reply, site } from './book'

/** `VISITBOOK_SOAK_SECONDS=60 npx jest test/local/faults` for the minute that a database may be in trouble. */
const seconds = Number(process.env.VISITBOOK_SOAK_SECONDS ?? inFull(2, 1))
const clients = 16
const token = 'faults'

/** The API over a real engine, by way of a proxy where things go wrong. */
async function openTroubledBook() {
  const { folder, remove } = temporaryFolder()
  const database = await openDatabase(folder)
  const proxy = await faultyProxy(database.endpoint)
  const dynamo = dynamoAt({ ...database, endpoint: proxy.url })
  const items = dynamoItemTable({ dynamo, tableName: database.tableName })
  const { functions } = localFunctions({ ...database, items }, { sites: [site], token, ...defaults })
  const server = gateway(functions).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    proxy,
    ask: (...given: [request: string, question?: Parameters<typeof asked>[3]]) => asked(url, token, ...given),
    close: async () => {
      server.closeAllConnections()
      server.close()
      dynamo.close()
      await proxy.close()
      await database.close()
      remove()
    },
  }
}

let book: Awaited<ReturnType<typeof openTroubledBook>>
let lines: unknown[]
beforeEach(async () => {
  lines = []
  for (const method of ['info', 'warn', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...said) => {
      lines.push(...said)
    })
  book = await openTroubledBook()
})
afterEach(async () => {
  await book.close()
  jest.restoreAllMocks()
})

/** A part of the calls has this fault. */
const sometimes = (share: number, fault: Fault) => (): Fault | null => (Math.random() < share ? fault : null)

const { throttled, failed, closed, cut, late } = faults

test.each<[string, () => Fault | null]>([
  ['throttles half of all calls', sometimes(0.5, throttled)],
  ['answers half of all calls with 500', sometimes(0.5, failed)],
  ['closes half of all connections', sometimes(0.5, closed)],
  ['does what it is asked, and breaks off half of its answers', sometimes(0.5, cut)],
  ['throttles nine calls of ten', sometimes(0.9, throttled)],
  ['does one call of five 5 s late', sometimes(0.2, late(5000))],
])(
  `a database that %s for ${seconds} s loses no visit of beacons that wait, and counts none twice`,
  async (_, next) => {
    const sent: string[] = []
    const refused: Reply[] = []

    /** Repeats the same visit until it is taken, as long after an answer 503 as that says. */
    async function beacon(path: string): Promise<void> {
      const id = makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
      sent.push(id)
      for (;;) {
        const reply = await book.ask('POST /visits', { headers: page, body: { id, page: path }, token: null })
        if (reply.status === 204) return
        expect(reply).toMatchObject({ status: 503, type: 'application/problem+json', json: { status: 503 } })
        refused.push(reply)
        await sleep(Number(reply.headers.get('retry-after')) * 1000)
      }
    }

    const end = Date.now() + seconds * 1000
    book.proxy.next = () => (Date.now() < end ? next() : null)
    await Promise.all(
      Array.from({ length: clients }, async (_, client) => {
        for (let at = 0; Date.now() < end; at++) await beacon(`/${client}/${at}`)
      }),
    )
    const stored = (await everyVisit(book.ask)).map(({ id }) => id)
    expect(stored.toSorted()).toEqual(sent.toSorted())
    expect(lines).toEqual(
      refused.map(() => ({ unavailable: expect.stringMatching(/^DynamoDB: \w+/), route: 'POST /visits' })),
    )
    process.stderr.write(`${sent.length} visits, ${refused.length} answers 503\n`)
  },
  (seconds + 60) * 1000,
)

test('what is given up is a clear 503, with one line for the metric', async () => {
  book.proxy.next = () => faults.silent
  const reply = await book.ask('POST /visits', { headers: page, body: { page: '/' }, token: null })
  expect(reply).toMatchObject({ status: 503, type: 'application/problem+json' })
  expect(reply.json).toMatchObject({ title: 'Service Unavailable', status: 503 })
  expect(reply.headers.get('retry-after')).toBe('1')
  expect(lines).toEqual([{ unavailable: 'DynamoDB: TimeoutError', route: 'POST /visits' }])
})

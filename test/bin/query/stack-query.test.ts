import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Ran, visitbookHere } from '../visitbook'

const outputs: Record<string, Record<string, string>> = {
  Visitbook: {
    ...{ BeaconSnippet: 's', ArchiveBucket: 'bucket' },
    ...{ ArchiveDatabase: 'visitbook', ArchiveWorkgroup: 'Visitbook' },
  },
  Plain: { BeaconSnippet: 's' },
  Older: { BeaconSnippet: 's', ArchiveBucket: 'bucket' },
  Empty: { BeaconSnippet: 's', ArchiveBucket: 'empty', ArchiveDatabase: 'e', ArchiveWorkgroup: 'E' },
}

/** Files of the archive, and their bytes. */
const objects: readonly (readonly [string, number])[] = [
  ['networks/networks.parquet', 1_000_000],
  ['visits/site=%2A.you.dev/day=2026-11-01/part-0.parquet', 500],
  ['visits/site=you.github.io/day=2026-11-01/part-0.parquet', 20_000_000],
  ['visits/site=you.github.io/day=2026-11-02/part-0.parquet', 4_000_000],
]

/** What Athena was asked to run. */
const asked: Record<string, unknown>[] = []
const state = { looks: 0, end: 'SUCCEEDED' }

const escaped = (name: string) => name.replaceAll('&', '&amp;')

function cloudFormation(body: string): string {
  const found = outputs[new URLSearchParams(body).get('StackName') ?? ''] ?? {}
  const members = Object.entries(found).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  )
  return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`
}

function s3({ url = '/' }: IncomingMessage): string {
  const { pathname, searchParams } = new URL(url, 'http://s3')
  const [prefix, delimiter] = [searchParams.get('prefix') ?? '', searchParams.get('delimiter')]
  const there = pathname.startsWith('/bucket') ? objects.filter(([key]) => key.startsWith(prefix)) : []
  const folders = [...new Set(there.map(([key]) => `${prefix}${key.slice(prefix.length).split('/')[0]}/`))]
  const listed =
    delimiter === null
      ? there.map(([key, size]) => `<Contents><Key>${escaped(key)}</Key><Size>${size}</Size></Contents>`)
      : folders.map((key) => `<CommonPrefixes><Prefix>${escaped(key)}</Prefix></CommonPrefixes>`)
  return `<ListBucketResult>${listed.join('')}</ListBucketResult>`
}

const row = (...cells: (string | null)[]) => ({
  Data: cells.map((cell) => (cell === null ? {} : { VarCharValue: cell })),
})
const info = [
  ...[['site', 'varchar'] as const, ['visits', 'bigint'] as const, ['first_seen', 'timestamp'] as const],
].map(([Name, Type]) => ({ Name, Type }))

/** Two looks at a running query, then its end; its rows come in two pages, the first with a head. */
function athena(action: string, body: Record<string, unknown>): object {
  if (action === 'StartQueryExecution') {
    asked.push(body)
    state.looks = 0
    return { QueryExecutionId: 'q' }
  }
  if (action === 'GetQueryExecution') {
    const State = state.looks++ < 2 ? 'RUNNING' : state.end
    const Status = { State, ...(State === 'FAILED' && { StateChangeReason: 'line 1:8: no such column' }) }
    return {
      QueryExecution: { Status, StatementType: 'DML', Statistics: { DataScannedInBytes: 12_345_678 } },
    }
  }
  const isFirst = body.NextToken === undefined
  const Rows = isFirst
    ? [row('site', 'visits', 'first_seen'), row('%2A.you.dev', '3', '2026-11-01 10:00:00.000')]
    : [row(null, '9007199254740993', null)]
  return { ResultSet: { Rows, ResultSetMetadata: { ColumnInfo: info } }, ...(isFirst && { NextToken: 'n' }) }
}

const aws = createServer(async (request, response) => {
  const body = await text(request)
  const action = String(request.headers['x-amz-target'] ?? '').split('.')[1]
  if (action !== undefined) {
    response.setHeader('content-type', 'application/x-amz-json-1.1')
    response.end(JSON.stringify(athena(action, JSON.parse(body))))
  } else {
    response.setHeader('content-type', 'text/xml')
    response.end(request.method === 'POST' ? cloudFormation(body) : s3(request))
  }
})

let env: Record<string, string>
beforeAll(async () => {
  aws.listen(0, '127.0.0.1')
  await once(aws, 'listening')
  const url = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`
  env = {
    ...{ AWS_REGION: 'local', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
    ...{ AWS_ENDPOINT_URL: url, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  }
})
afterAll(() => aws.close())
beforeEach(() => {
  asked.length = 0
  state.end = 'SUCCEEDED'
})

const query = (...args: string[]): Promise<Ran> => visitbookHere(['query', ...args], { env })

test('Athena is asked, waited for, and its rows of all pages printed; bytes and cents before and after', async () => {
  const { code, stdout, stderr } = await query(
    'first-and-last-seen',
    '--stack',
    'Visitbook',
    '--format',
    'json',
  )
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'visitbook: reads at most 25 MB for 0.013 cents\nvisitbook: read 12.3 MB for 0.0062 cents\n',
  })
  expect(JSON.parse(stdout)).toEqual([
    { site: '*.you.dev', visits: 3, first_seen: '2026-11-01T10:00:00.000Z' },
    { site: null, visits: '9007199254740993', first_seen: null },
  ])
  expect(asked).toMatchObject([
    {
      QueryString: expect.stringMatching(
        /^WITH visits_now AS \([\s\S]+\), organisations AS \([\s\S]+site IN \('%2A\.you\.dev', 'you\.github\.io'\)/,
      ),
      WorkGroup: 'Visitbook',
      QueryExecutionContext: { Database: 'visitbook', Catalog: 'AwsDataCatalog' },
    },
  ])
})

test.each([
  [['pages', '--site', 'you.github.io', '--from', '2026-11-02'], '5 MB for 0.005 cents'],
  [['pages', '--site', '*.you.dev'], '1 MB for 0.005 cents'],
  [['SELECT day FROM visits WHERE site IN (:sites)', '--from', '2026-11-02'], '25 MB for 0.013 cents'],
])('%j reads at most %s', async (args, price) => {
  expect((await query(...args, '--stack', 'Visitbook')).stderr).toContain(`reads at most ${price}\n`)
})

test('--print asks nothing', async () => {
  const { code, stdout } = await query('pages', '--print', '--stack', 'Visitbook')
  expect([code, stdout, asked]).toEqual([0, expect.stringMatching(/^WITH visits_now/), []])
})

test.each([
  ['Plain', 'stack Plain has no archive; set archive: true, and deploy'],
  ['Older', 'stack Older has an archive that cannot be asked yet; deploy this version first'],
  ['Empty', 'the archive has no day yet; ./visitbook archive --stack Empty writes them'],
  ['Visitbook', 'the archive has no site a.example; it has *.you.dev, you.github.io', '--site', 'a.example'],
])('of stack %s it says: %s', async (stack, words, ...args) => {
  expect(await query('pages', '--stack', stack, ...args)).toEqual({
    ...{ code: 1, stdout: '', stderr: `visitbook: ${words}\n` },
  })
})

test('what Athena does not understand is told in its words', async () => {
  state.end = 'FAILED'
  const { code, stderr } = await query('SELECT x FROM visits', '--stack', 'Visitbook')
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('visitbook: Athena: line 1:8: no such column\n'),
  ])
})

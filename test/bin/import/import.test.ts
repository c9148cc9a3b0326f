import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { defaults } from '../../../lambda/contract'
import { parseVisitFilter } from '../../../lambda/domain/visit-filter'
import { search } from '../../../lambda/handlers/visit-search'
import { dynamoQueryStore } from '../../../lambda/store/dynamo-query-store'
import { openDatabase } from '../../../local/database'
import { temporaryFolder } from '../../store/fixtures'
import { describeWithRealLog, pageViewsByAwk, realLog, realLogViews } from '../../support/real-log'
import { visitbook, visitbookHere } from '../visitbook'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const importInto = async (data: string, file: string, ...more: string[]) => {
  const args = ['import', 'access-log', file, '--site', 'semicomplete.com', '--data', data, '--json', ...more]
  const ran = await visitbookHere(args)
  return { ...ran, counts: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}

/** All visits in a data folder, newest first. */
async function visitsIn(data: string) {
  const { close, ...database } = await openDatabase(data)
  const store = dynamoQueryStore({ ...database, now: () => new Date() })
  const filter = parseVisitFilter({ site: 'semicomplete.com', bot: 'include' })
  const { visits } = await search(
    { store, networkOf: () => null, pages: defaults.pages },
    { filter, before: null, limit: 100_000 },
  )
  await close()
  return visits
}

describeWithRealLog('import of a real log', () => {
  test('5,000 real requests: every page view is recorded once, and a second run adds none', async () => {
    const views = pageViewsByAwk('$1').length
    expect(views).toBe(realLogViews)
    const skipped = { notGet: 20, notSuccessful: 223, asset: 2590, partial: 16, notUnderstood: 0 }
    const data = join(folder, 'real')

    const dry = await importInto(data, realLog, '--dry-run')
    expect(dry.counts).toEqual({ lines: 5000, pageViews: views, recorded: 0, alreadyThere: 0, skipped })
    const first = await importInto(data, realLog)
    expect(first.counts).toEqual({ lines: 5000, pageViews: views, recorded: views, alreadyThere: 0, skipped })
    const visits = await visitsIn(data)
    expect(visits).toHaveLength(views)
    expect(new Set(visits.map(({ id }) => id)).size).toBe(views)

    const second = await importInto(data, realLog)
    expect(second.counts).toEqual({
      lines: 5000,
      pageViews: views,
      recorded: 0,
      alreadyThere: views,
      skipped,
    })
    expect(await visitsIn(data)).toEqual(visits)
  }, 60_000)
})

const lineAt = (second: number, path = '/', address = '203.0.113.7') =>
  `${address} - - [17/May/2015:10:05:${String(second).padStart(2, '0')} +0200] "GET ${path} HTTP/1.1" 200 1 "-" "Mozilla"`

test('pieces that overlap, and identical lines, become as many visits as there were requests', async () => {
  const data = join(folder, 'pieces')
  const lines = [lineAt(1), lineAt(2), lineAt(2), lineAt(3), lineAt(4), lineAt(4, '/other')]
  const piece = (name: string, from: number, to: number) => {
    writeFileSync(join(folder, name), `${lines.slice(from, to).join('\n')}\n`)
    return join(folder, name)
  }
  const first = await importInto(data, piece('access.log.1', 0, 4))
  const second = await importInto(data, piece('access.log', 1, 6), '--ip', 'none')
  expect([first.counts.recorded, second.counts.recorded, second.counts.alreadyThere]).toEqual([4, 2, 3])
  const visits = await visitsIn(data)
  expect(visits.map(({ time, ip }) => [time.slice(11, 19), ip])).toEqual([
    ['08:05:04', null],
    ['08:05:04', null],
    ['08:05:03', '203.0.113.0/24'],
    ['08:05:02', '203.0.113.0/24'],
    ['08:05:02', '203.0.113.0/24'],
    ['08:05:01', '203.0.113.0/24'],
  ])
  expect(new Set(visits.map(({ visitor }) => visitor)).size).toBe(1)
})

test('stdin is read, and lines that are not understood are counted and shown without their address', async () => {
  const stdin = [
    lineAt(1),
    '198.51.100.9 is \u001b[31mno log line',
    lineAt(2, '/', 'crawl.example.com'),
    '',
  ].join('\n')
  const args = ['import', 'access-log', '-', '--site', 'a.example', '--data', join(folder, 'stdin')]
  const ran = await visitbook(args, { stdin })
  expect(ran).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      'line 2 is not understood: … is [31mno log line',
      '-: 3 lines, 2 page views: 2 recorded, 0 already there',
      'skipped: 0 assets, 0 parts of documents, 0 not answered 2xx or 304, 0 not GET, 1 not understood\n',
    ].join('\n'),
  })
})

test.each([
  ['cut short', gzipSync(lineAt(1).repeat(100)).subarray(0, -8), 'its gzip is damaged or cut short'],
  ['of another format', 'time,page\n1,/\n', 'no line of'],
])('a file %s fails and says so', async (_, bytes, message) => {
  writeFileSync(join(folder, 'bad.log'), bytes)
  const ran = await importInto(join(folder, 'bad'), join(folder, 'bad.log'))
  expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining(message) })
})

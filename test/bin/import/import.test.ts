import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { defaults } from '../../../lambda/contract'
import { parseVisitFilter } from '../../../lambda/domain/report/visit-filter'
import { noNetworks } from '../../../lambda/network/networks'
import { search } from '../../../lambda/reports/visit-search'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { openDatabase } from '../../../local/engine/database'
import { temporaryFolder } from '../../store/fixtures'
import { memoryRecipients } from '../../support/memory/recipients'
import { describeWithRealLog, pageViewsByAwk, realLog, realLogViews } from '../../support/real-log'
import { visitbook, visitbookHere } from '../visitbook'
import { caddyLine, clf, firefox } from './formats/sample-lines'

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
    { store, recipients: memoryRecipients(), networks: noNetworks, pages: defaults.pages },
    { filter, before: null, limit: 100_000 },
  )
  await close()
  return visits
}

/** What is counted of the real log, by awk; what is left out is 0. */
const none = { otherSite: 0, ahead: 0, comment: 0, notUnderstood: 0 }
const skipped = { asset: 2590, partial: 16, notSuccessful: 223, notGet: 20, ...none }
const countsOf = (recorded: number, alreadyThere: number, format = 'combined') => ({
  formats: [format],
  lines: 5000,
  pageViews: realLogViews,
  recorded,
  alreadyThere,
  withoutAddress: 0,
  skipped,
})

describeWithRealLog('import of a real log', () => {
  test('5,000 real requests: every page view is recorded once, and a second run adds none', async () => {
    const views = pageViewsByAwk('$1').length
    expect(views).toBe(realLogViews)
    const data = join(folder, 'real')

    const dry = await importInto(data, realLog, '--dry-run')
    expect(dry.counts).toEqual(countsOf(0, 0))
    const first = await importInto(data, realLog)
    expect(first.counts).toEqual(countsOf(views, 0))
    const visits = await visitsIn(data)
    expect(visits).toHaveLength(views)
    expect(new Set(visits.map(({ id }) => id)).size).toBe(views)

    const second = await importInto(data, realLog)
    expect(second.counts).toEqual(countsOf(0, views))
    expect(await visitsIn(data)).toEqual(visits)
  }, 60_000)

  test('with a host before each line it gives the very same visits, and either adds none to the other', async () => {
    const lines = gunzipSync(readFileSync(realLog)).toString('latin1').trimEnd().split('\n')
    const hosts = ['semicomplete.com:80', 'www.semicomplete.com:443', 'SemiComplete.com']
    const file = join(folder, 'other_vhosts_access.log')
    writeFileSync(file, lines.map((line, at) => `${hosts[at % 3]} ${line}\n`).join(''), 'latin1')
    const [plain, vhost] = [join(folder, 'plain'), join(folder, 'vhost')]
    const views = realLogViews
    expect((await importInto(plain, realLog)).counts).toEqual(countsOf(views, 0))
    expect((await importInto(vhost, file)).counts).toEqual(countsOf(views, 0, 'vhost'))
    expect((await importInto(plain, file)).counts).toEqual(countsOf(0, views, 'vhost'))
    expect((await importInto(vhost, realLog)).counts).toEqual(countsOf(0, views))
    const ofBoth = (await Promise.all([plain, vhost].map(visitsIn))).map(withoutVisitors)
    expect(ofBoth[1]).toEqual(ofBoth[0])
  }, 120_000)
})

/** A folder has a salt of its own, which names visitors. */
const withoutVisitors = (visits: Awaited<ReturnType<typeof visitsIn>>) =>
  visits.map(({ visitor, ...visit }) => ({ ...visit, hasVisitor: visitor !== null }))

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

test('stdin is read, and lines that are not understood are counted and shown without any address', async () => {
  const stdin = [
    lineAt(1),
    '198.51.100.9 is \u001b[31mno log line, "2001:db8::7, 203.0.113.9:41234"',
    lineAt(2, '/', 'crawl.example.com'),
    '',
  ].join('\n')
  const args = ['import', 'access-log', '-', '--site', 'a.example', '--data', join(folder, 'stdin')]
  const ran = await visitbook(args, { stdin })
  expect(ran).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      'stdin line 2 is not understood: … is [31mno log line, "…, …:41234"',
      'stdin: 3 lines in format combined, 2 page views: 2 recorded, 0 already there; 1 without an address',
      'skipped: 0 assets, 0 parts of documents, 0 not answered 2xx or 304, 0 not GET, 0 of other sites, 0 more than a day ahead, 0 comments or blank, 1 not understood\n',
    ].join('\n'),
  })
})

test('a log of two hosts gives each site its own visits', async () => {
  const data = join(folder, 'hosts')
  const file = join(folder, 'hosts.log')
  const lines = [1, 2, 3].map(
    (second) => `${second === 2 ? 'me.example' : 'www.semicomplete.com'}:443 ${lineAt(second)}`,
  )
  writeFileSync(file, lines.join('\n'))
  const own = await importInto(data, file)
  const other = await importInto(data, file, '--site', 'me.example')
  expect([own.counts, other.counts]).toMatchObject([
    { recorded: 2, skipped: { otherSite: 1 } },
    { recorded: 1, skipped: { otherSite: 2 } },
  ])
  expect((await visitsIn(data)).map(({ time, visitor }) => [time.slice(17, 19), visitor !== null])).toEqual([
    ['03', true],
    ['01', true],
  ])
})

test('the same files twice in one run, and again with another format between, make one visit of each view', async () => {
  const data = join(folder, 'twice')
  const [combined, caddy] = [join(folder, 'combined.log'), join(folder, 'caddy.log')]
  writeFileSync(combined, clf())
  writeFileSync(caddy, caddyLine({ host: 'semicomplete.com' }))
  const ran = await visitbookHere([
    'import',
    'access-log',
    combined,
    caddy,
    combined,
    '--site',
    'semicomplete.com',
    '--data',
    data,
    '--json',
  ])
  expect(JSON.parse(ran.stdout)).toMatchObject({
    formats: ['combined', 'caddy'],
    recorded: 1,
    alreadyThere: 2,
  })
})

test('of a log without any address nothing is recorded', async () => {
  const data = join(folder, 'names')
  const file = join(folder, 'names.log')
  writeFileSync(file, [1, 2].map((second) => `${lineAt(second, '/', 'crawl.example.com')}\n`).join(''))
  expect(await importInto(data, file)).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^visitbook: no line has the address of a client\. .* Nothing was recorded\.\n$/,
    ),
    counts: null,
  })
  writeFileSync(file, `${lineAt(1, '/', 'crawl.example.com')}\n${lineAt(2, '/a.css')}\n`)
  expect((await importInto(data, file)).counts).toMatchObject({ recorded: 1, withoutAddress: 1 })
  expect(await visitsIn(data)).toMatchObject([{ ip: null, visitor: null, asn: null, country: null }])
})

test('what proxies forwarded is the address where it is asked for, and nothing is recorded where it is not there', async () => {
  const data = join(folder, 'forwarded')
  const file = join(folder, 'forwarded.log')
  const forwarded = ['--address', 'forwarded']
  writeFileSync(file, lineAt(1, '/', '10.0.0.1'))
  expect(await importInto(data, file, ...forwarded)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no line has an address that proxies forwarded'),
  })
  writeFileSync(file, `${lineAt(1, '/', '10.0.0.1')} "203.0.113.7"\n${lineAt(2, '/', '10.0.0.2')} "-"`)
  expect((await importInto(data, file, ...forwarded)).counts).toMatchObject({ recorded: 2 })
  expect((await visitsIn(data)).map(({ ip }) => ip)).toEqual(['10.0.0.0/24', '203.0.113.0/24'])
})

test('a visitor who opts out is recorded without address and visitor, where a log says so', async () => {
  const data = join(folder, 'opted-out')
  const file = join(folder, 'opted-out.log')
  writeFileSync(file, caddyLine({ host: 'semicomplete.com', headers: { 'Sec-Gpc': ['1'] } }))
  expect((await importInto(data, file)).counts).toMatchObject({ recorded: 1, withoutAddress: 0 })
  expect(await visitsIn(data)).toMatchObject([{ ip: null, visitor: null, country: null }])
})

test('a file that turns out to be damaged says how far it came', async () => {
  const file = join(folder, 'damaged.gz')
  const zipped = gzipSync(Array.from({ length: 3000 }, (_, at) => `${lineAt(at % 60, `/${at}`)}\n`).join(''))
  writeFileSync(file, zipped.subarray(0, -8))
  const ran = await importInto(join(folder, 'damaged'), file)
  expect(ran.code).toBe(1)
  expect(ran.stderr).toMatch(
    /damaged or cut short: unexpected end of file; [1-9]\d* visits were recorded, and running it again is safe\n$/,
  )
}, 60_000)

test('a browser that fetched no assets is suspected, one that did is not, and the table says so', async () => {
  const line = (second: number, from: string, path: string, referrer = '-') =>
    `${from} - - [20/Nov/2026:12:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')} +0000] "GET ${path} HTTP/1.1" 200 9 "${referrer}" "${firefox}"`
  const file = join(folder, 'assets.log')
  const lines = [
    line(1, '203.0.113.7', '/cv'),
    line(2, '203.0.113.7', '/style.css', 'https://semicomplete.com/cv'),
    line(3, '198.51.100.9', '/cv'),
    line(900, '192.0.2.5', '/later'),
  ]
  writeFileSync(file, `${lines.join('\n')}\n`)
  const data = join(folder, 'assets')
  expect((await importInto(data, file)).counts).toMatchObject({ recorded: 3 })
  const visits = await visitsIn(data)
  expect(visits.map(({ ip, assets, bot }) => [ip, assets, bot])).toEqual([
    ['192.0.2.0/24', null, null],
    ['198.51.100.0/24', false, 'suspected: no assets'],
    ['203.0.113.0/24', true, null],
  ])
}, 60_000)

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Book, openBook } from '../../local/book'
import { parseCsv } from '../../support/csv'
import { visitbookHere } from '../visitbook'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0'
const line = (address: string, time: string, page: string) =>
  `${address} - - [${time} +0000] "GET ${page} HTTP/1.1" 200 5120 "-" "${firefox}"\n`

let book: Book
let folder: string
const run = (...args: string[]) =>
  visitbookHere(args, { env: { PORT: new URL(book.url).port, VISITBOOK_DATA: book.folder } })
const api = async (query: string) => (await book.ask(`GET ${query}`)).json

beforeAll(async () => {
  book = await openBook()
  folder = mkdtempSync(join(tmpdir(), 'visitbook-stats-'))
  const log = join(folder, 'access.log')
  writeFileSync(
    log,
    line('17.253.144.10', '20/Nov/2025:23:30:00', '/cv.html') + // 00:30 of the 21st in Berlin
      line('17.253.144.10', '20/Nov/2025:23:31:00', '/talks.html') +
      line('128.30.2.155', '21/Nov/2025:12:00:00', '/cv.html'),
  )
  const { stderr } = await run('import', 'access-log', log, '--site', 'you.github.io')
  expect(stderr).toContain('3 recorded')
}, 60_000)
afterAll(async () => {
  await book.close()
  rmSync(folder, { recursive: true })
})

const period = ['--from', '2025-11-20', '--to', '2025-11-21']
const rows = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\n')
    .map((one) => one.split(/ {2,}/))

test('visits are counted by day, by the clock that the head names', async () => {
  const utc = await run('stats', ...period)
  expect([utc.code, rows(utc.stdout)]).toEqual([
    0,
    [
      ['DAY (UTC)', 'VISITS', 'VISITORS', 'BOTS'],
      ['2025-11-20', '2', '1', '0'],
      ['2025-11-21', '1', '1', '0'],
      [''],
      ['3 visits by 2 visitors; 0 visits of bots besides'],
    ],
  ])
  const { stdout } = await run('stats', ...period, '--zone', 'Europe/Berlin')
  expect(rows(stdout).slice(0, 3)).toEqual([
    ['DAY (Berlin)', 'VISITS', 'VISITORS', 'BOTS'],
    ['2025-11-20', '0', '0', '0'],
    ['2025-11-21', '3', '2', '0'],
  ])
})

test.each<[string[], string[][]]>([
  [
    ['--by', 'page'],
    [
      ['/cv.html', '2', '2'],
      ['/talks.html', '1', '1'],
    ],
  ],
  [['--by', 'page', '--page', '/talks.html'], [['/talks.html', '1', '1']]],
  [
    ['--by', 'page', '--limit', '1'],
    [
      ['/cv.html', '2', '2'],
      ['(all others)', '1', '1', '1'],
    ],
  ],
  [['--by', 'organisation', '--organisation', 'APPLE'], [['Apple', 'business', 'high', '2', '1']]],
])('%j counts them so', async (args, expected) => {
  const { code, stdout } = await run('stats', ...period, ...args)
  const [, ...found] = rows(stdout.split('\n\n', 1)[0] ?? '')
  expect(code).toBe(0)
  expect(found.map((row) => row.filter((cell) => cell !== '-'))).toEqual(expected)
})

test('json is what the API answers, and takes several; CSV is one of them', async () => {
  const query = 'from=2025-11-20&to=2025-11-21&limit=50'
  const { freshness: _, ...answer } = JSON.parse(
    (await run('stats', ...period, '--by', 'country,page', '--json')).stdout,
  )
  const { freshness: _asked, ...expected } = await api(`/stats?${query}&by=country,page`)
  expect(answer).toEqual(expected)
  const csv = await run('stats', ...period, '--by', 'page', '--format', 'csv')
  expect(parseCsv(csv.stdout).slice(1)).toEqual([
    ['/cv.html', '2', '2', ''],
    ['/talks.html', '1', '1', ''],
  ])
})

test.each<[string[], string]>([
  [['--by', 'colour'], 'Write day, hour, page'],
  [['--by', 'page,country'], 'by must name one breakdown'],
  [['--json', '--format', 'csv'], 'cannot be used with option'],
])('stats %j is refused', async (args, said) => {
  expect(await run('stats', ...args)).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining(said) })
})

test('where nothing was counted it says why', async () => {
  const { stdout, stderr } = await run(
    'stats',
    '--site',
    'you.github.io',
    '--from',
    '2025-10-01',
    '--to',
    '2025-10-02',
  )
  expect(stdout).toContain('0 visits by 0 visitors')
  expect(stderr).toContain('no such visits of you.github.io in that time')
})

test('sites are listed, as a table, as CSV and as JSON', async () => {
  const expected = ['you.github.io', '2025-11-20', '2025-11-21']
  expect(rows((await run('sites')).stdout)).toContainEqual([...expected, 'yes'])
  expect(parseCsv((await run('sites', '--format', 'csv')).stdout)).toContainEqual([...expected, 'true'])
  expect(JSON.parse((await run('sites', '--json')).stdout)).toEqual(await api('/sites'))
})

test('sittings are a command, which prints what visits --sittings does', async () => {
  const [one, other] = [await run('sittings', ...period), await run('visits', '--sittings', ...period)]
  expect(one).toEqual(other)
  expect(rows(one.stdout)).toHaveLength(3)
  expect(JSON.parse((await run('sittings', ...period, '--json')).stdout).sittings).toHaveLength(2)
})

test('a day is that of the clock: a visit of half past midnight is where its reader looks for it', async () => {
  const listed = async (...args: string[]) =>
    JSON.parse((await run('visits', '--json', '--from', '2025-11-21', '--to', '2025-11-21', ...args)).stdout)
      .visits
  expect(await listed()).toHaveLength(1)
  const found = await listed('--zone', 'Europe/Berlin')
  expect(found).toHaveLength(3)
  expect(found[2].time).toMatch(/^2025-11-20T23:30:00/) // in UTC, as JSON has it
  const { stdout } = await run('visits', ...period, '--zone', 'Europe/Berlin')
  expect(rows(stdout).map(([time]) => time)).toEqual([
    'TIME (Berlin)',
    '2025-11-21 13:00',
    '2025-11-21 00:31',
    '2025-11-21 00:30',
  ])
})

describe('an organisation by its name', () => {
  const listed = async (name: string) =>
    JSON.parse((await run('visits', '--json', ...period, '--organisation', name)).stdout).visits.length

  test.each([
    ['apple', 2],
    ['APPLE', 2],
    ['AS714', 2],
    ['!Apple', 1],
    ['Apple, AS64496', 2],
  ])('%s is understood', async (name, count) => {
    expect(await listed(name)).toBe(count)
  })

  test('is corrected by name, found by its new name, and the correction is taken back', async () => {
    const said = await run('correct', 'Apple', '--name', 'Orchard, Inc.', '--kind', 'education', '--mine')
    expect(said).toMatchObject({ code: 0, stdout: 'Orchard, Inc., education, key apple\n' })
    const { correction } = await api('/organisations/apple')
    expect(correction).toMatchObject({ name: 'Orchard, Inc.', kind: 'education', mine: true })
    expect(await run('correct', 'orchard, inc.', '--no-mine', '--json')).toMatchObject({ code: 0 })
    expect(await listed('Orchard, Inc.')).toBe(2)
    expect(await run('visits', '--organisation', 'orchard')).toEqual({
      ...{ code: 2, stdout: '' },
      stderr: 'visitbook: no organisation is named orchard; perhaps Orchard, Inc. (apple)\n',
    })
    const undone = await run('correct', 'Orchard, Inc.', '--undo')
    expect(undone).toEqual({ code: 0, stdout: '', stderr: 'What you said of Orchard, Inc. is taken back.\n' })
    expect((await api('/organisations/apple')).correction).toBeNull()
  })

  test('a range, a network and a domain are corrected too', async () => {
    const said = await run('correct', '17.253.144.0/24', '--name', 'Rooms', '--kind', 'isp', '--json')
    expect(JSON.parse(said.stdout).correction).toMatchObject({ name: 'Rooms', kind: 'isp' })
    expect(await run('correct', '17.253.144.0/24', '--undo')).toMatchObject({ code: 0 })
    expect((await run('correct', 'AS714', '--kind', 'hosting')).stdout).toContain(', hosting, key ')
    expect(await run('correct', 'AS714', '--undo')).toMatchObject({ code: 0 })
  })

  test('two of one name are listed, and none is taken', async () => {
    await run('correct', 'apple', '--name', 'Twin')
    const { stdout } = await run('organisations', '--kind', 'all', ...period, '--json')
    const [other] = JSON.parse(stdout).organisations.filter(({ key }: { key: string }) => key !== 'apple')
    await run('correct', other.key, '--name', 'TWIN')
    const { code, stderr } = await run('correct', 'twin', '--kind', 'isp')
    expect([code, stderr]).toEqual([2, expect.stringContaining('several organisations are named twin: ')])
    for (const named of ['Twin (apple)', `TWIN (${other.key})`]) expect(stderr).toContain(named)
    for (const key of ['apple', other.key]) expect((await run('correct', key, '--undo')).code).toBe(0)
  })

  test.each<[string[], number, string]>([
    [['correct', 'Apple'], 2, 'say what: --name, --kind'],
    [['correct', 'Apple', '--kind', 'firm'], 2, 'business, education'],
    [['correct', 'Apple', '--undo', '--mine'], 2, 'cannot be used with option'],
    [['correct', 'No Such Firm', '--mine'], 2, 'no organisation named No Such Firm came'],
    [['correct', '203.0.113.0/24', '--undo'], 1, 'there is no correction of'],
  ])('%j is refused', async (args, code, said) => {
    expect(await run(...args)).toEqual({ code, stdout: '', stderr: expect.stringContaining(said) })
  })
})

describe('status', () => {
  test('says what is wrong, what helps, and fails', async () => {
    const { code, stdout, stderr } = await run('status')
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^visitbook: \d things? to look at\n$/)])
    expect(stdout).toMatch(
      /^The network table is \d+ days old\n {2}Networks change hands.*\n {4}npm run network:update -- --releases$/m,
    )
    expect(stdout).toMatch(/^Last visit \(UTC\) {2}2025-11-21 12:00$/m)
    expect(stdout).toMatch(/^Version +\d/m)
  })

  test('as JSON has each trouble with its commands, and what the API answers', async () => {
    const { code, stdout } = await run('status', '--json')
    const { healthy, troubles, health } = JSON.parse(stdout)
    expect([code, healthy]).toEqual([1, false])
    expect(troubles).toContainEqual(
      expect.objectContaining({ kind: 'oldTable', commands: expect.any(Array) }),
    )
    expect(health).toEqual(await api('/health'))
  })
})

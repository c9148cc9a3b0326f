import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parquetMetadata } from 'hyparquet'
import { visitColumns } from '../../../../lambda/archive/visit-columns'
import { withRetries } from '../../../../lambda/domain/back-off'
import type { Visit } from '../../../../lambda/domain/visit/visit'
import { openNetworks } from '../../../../lambda/network/networks'
import { dynamoRecordStore } from '../../../../lambda/store/items/record-store'
import { networkTableFile } from '../../../../lib/assets/network-table/file'
import { openDatabase } from '../../../../local/engine/database'
import { type Book, openBook } from '../../../local/book'
import { fullVisit, temporaryFolder, visitAt } from '../../../store/fixtures'
import { oneOf, random } from '../../../support/random'
import { describeWithRealLog, realLog, realLogViews } from '../../../support/real-log'
import { inFull } from '../../../support/size'
import { visitbookHere } from '../../visitbook'

const { folder, remove } = temporaryFolder()
/** Books of one test. Each goes on counting as long as it is open. */
const books: Book[] = []
afterEach(async () => {
  for (const book of books.splice(0)) await book.close()
})
afterAll(remove)

async function newBook(): Promise<Book> {
  const book = await openBook({ sites: ['you.github.io', '*.example.com'] })
  books.push(book)
  return book
}
const run = ({ url, folder: data }: Book, ...args: string[]) =>
  visitbookHere(args, { env: { PORT: new URL(url).port, VISITBOOK_DATA: data } })

async function exported(book: Book, format: string): Promise<string> {
  const all = ['--bot', 'include', '--mine', 'include', '--format', format]
  const { code, stdout, stderr } = await run(book, 'export', ...all)
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}
async function imported(book: Book, content: string | Buffer, ...more: string[]) {
  const file = join(folder, 'export')
  writeFileSync(file, content)
  const ran = await run(book, 'import', 'visits', file, '--json', ...more)
  return { ...ran, counts: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}

const networks = openNetworks(networkTableFile())
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const values = {
  // An ISP, a firm, ranges of a university, a cloud and crawlers, a hosting network, nobody.
  ip: [
    '87.128.1.1',
    '17.253.144.10',
    '59.66.1.1',
    '34.0.0.9',
    '3.12.251.153',
    '5.9.0.1',
    '2001:4860:4860::8888',
    null,
  ],
  page: ['/', '/café/🦉', '/a%20b%2Fc', '/=1+1', '/r?id=7&q=a,b;"c"'],
  title: [
    null,
    '=SUM(A1)',
    "'=x",
    "it's; =1",
    ';"\'=x',
    '“q”, "q"\u00a0',
    '+1\u202e-1',
    'a ',
    '🦉'.repeat(25),
    '-',
    '＝x',
  ],
  referrer: [null, 'www.google.com', 'you.github.io'],
  referrerPath: [null, '/search', '/日本語'],
  userAgent: [null, firefox, 'Googlebot/2.1 (+http://www.google.com/bot.html)', '-', 'curl/8.5.0', '@x'],
  reverseDomain: [null, null, null, 'example-firm.com', 'tu-berlin.de'],
  webdriver: [false, false, true],
  assets: [null, true, false],
  mine: [null, null, true],
  timeZone: [null, 'UTC', 'Europe/Berlin'],
  screen: [null, '1920x1080'],
  language: [null, 'de-DE'],
  holder: [null, null, null, 'registry:Example_Trading_Ltd'],
  country: [null, 'DE'],
  city: [null, 'São Paulo'],
  visitor: [null, 'abcdef1234567890123456ab'],
  host: [null, null, 'a.example.com'],
  engagement: [
    null,
    { seconds: 0, reach: 0, acted: false, sections: [], links: [] },
    {
      ...{ seconds: 86_399, reach: 100, acted: true },
      sections: [
        { name: '=1; \'+1, "q"', seconds: 12 },
        { name: '1 2', seconds: 0 },
        { name: 'Über uns 🦉', seconds: 86_399 },
      ],
      links: ['=cmd', '/ünder%20x.pdf', 'tel:+49', "#it's", 'acme.com/jobs'],
    },
    { seconds: 61, reach: 7, acted: false, sections: [{ name: 'é'.repeat(20), seconds: 1 }], links: [] },
  ],
  recipient: [null, null, '7k2m9qxw4c', '8e00000000', '0123456789'],
  scanned: [false, false, true],
  fetched: [false, false, true],
} as const

/** Visits with whatever may be stored, from networks of all kinds. */
function manyVisits(count: number): Visit[] {
  const next = random(7)
  return Array.from({ length: count }, () => {
    const time = Date.parse('2026-10-01T00:00:00Z') + Math.floor(next() * 50 * 86_400_000)
    const { ip, host, ...fields } = Object.fromEntries(
      Object.entries(values).map(([name, some]) => [name, oneOf<unknown>(some, next)]),
    ) as { [K in keyof typeof values]: (typeof values)[K][number] }
    const found = ip === null ? { asn: null, holder: null } : networks.locate(ip)
    return visitAt(new Date(time).toISOString(), {
      ...fields,
      ...{ ip, asn: found.asn, holder: found.holder ?? fields.holder, host },
      site: host === null ? 'you.github.io' : '*.example.com',
    })
  })
}

async function fill(book: Book, visits: readonly Visit[]): Promise<void> {
  const { close, items } = await openDatabase(book.folder)
  const now = () => new Date()
  const store = dynamoRecordStore({ table: items, retentionDays: 3650, now, isIndexed: networks.isIndexed })
  const again = (_: unknown, attempt: number) => (attempt < 9 ? 200 * attempt : null) // on a busy machine
  for (let at = 0; at < visits.length; at += 16)
    await Promise.all(visits.slice(at, at + 16).map((visit) => withRetries(() => store.add(visit), again)))
  await close()
}

let [source, count]: [Book, number] = [undefined as unknown as Book, 0]
afterAll(() => source.close())
beforeAll(async () => {
  source = await openBook({ sites: ['you.github.io', '*.example.com'] })
  const visits = [...manyVisits(inFull(1500, 200, 100)), visitAt('2026-10-02T10:00:00Z', fieldsOfFull())]
  count = visits.length
  await fill(source, visits)
}, 120_000)

/** Every text at its bound, on a site of ordinary length. */
function fieldsOfFull(): Partial<Visit> {
  const { id: _, time: __, site: ___, ...fields } = fullVisit('é')
  return { ...fields, webdriver: false, assets: null }
}

test.each(['ndjson', 'csv'])(
  'an export as %s, imported into an empty table, is exported as the same bytes',
  async (format) => {
    const text = await exported(source, format)
    const copy = await newBook()
    const { counts, stderr } = await imported(copy, format === 'csv' ? gzipSync(text) : text)
    expect(counts).toMatchObject({
      rows: count,
      visits: count,
      recorded: count,
      skipped: { notUnderstood: 0 },
    })
    expect(stderr).not.toContain('does not follow')
    expect(await exported(copy, format)).toBe(text)

    const again = await imported(copy, text)
    expect(again.counts).toMatchObject({ recorded: 0, alreadyThere: count })
  },
  120_000,
)

test('an export as Parquet has the columns of the archive, and is imported as the same visits', async () => {
  const file = join(folder, 'visits.parquet')
  const all = ['--bot', 'include', '--mine', 'include', '--format', 'parquet', '--output', file]
  const { code, stderr } = await run(source, 'export', ...all)
  expect([code, stderr]).toEqual([0, expect.stringContaining(`${count} visits`)])
  const bytes = readFileSync(file)
  const { schema, num_rows } = parquetMetadata(new Uint8Array(bytes).buffer)
  expect(Number(num_rows)).toBe(count)
  expect(schema.slice(1).map(({ name }) => name)).toEqual([
    'site',
    'day',
    ...visitColumns.map(({ name }) => name),
  ])

  const copy = await newBook()
  const { counts } = await imported(copy, bytes)
  expect(counts).toMatchObject({ rows: count, recorded: count, skipped: { notUnderstood: 0 } })
  expect(await exported(copy, 'ndjson')).toBe(await exported(source, 'ndjson'))
  expect((await run(source, 'export', '--format', 'parquet')).stderr).toContain('add --output visits.parquet')
}, 120_000)

test('a part of the archive is imported as the visits that it has', async () => {
  expect((await run(source, 'archive', '--data', source.folder, '--site', 'you.github.io')).code).toBe(0)
  const parts = join(source.folder, 'archive', 'visits', 'site=you.github.io')
  const [day = ''] = readdirSync(parts).toSorted()
  const copy = await newBook()
  const ran = await run(copy, 'import', 'visits', join(parts, day, 'part-0.parquet'), '--json')
  const { recorded, skipped } = JSON.parse(ran.stdout)
  expect([recorded > 0, skipped.notUnderstood]).toEqual([true, 0])
  const until = new Date(Date.parse(day.slice(4)) + 86_400_000).toISOString()
  const ofDay = `GET /visits?site=you.github.io&bot=include&limit=500&from=${day.slice(4)}T00:00:00Z&to=${until}`
  expect((await copy.ask(ofDay)).text).toBe((await source.ask(ofDay)).text)
}, 120_000)

test('a visit is found by its organisation and is its own after it was imported, as before', async () => {
  const copy = await newBook()
  await imported(copy, await exported(source, 'ndjson'))
  for (const query of [
    'organisation=tsinghua-university',
    'organisation=apple',
    'bot=only',
    'organisation=example-firm.com',
  ])
    expect((await copy.ask(`GET /visits?${query}&limit=500`)).text).toBe(
      (await source.ask(`GET /visits?${query}&limit=500`)).text,
    )
}, 60_000)

test('with --site only its visits are taken', async () => {
  const copy = await newBook()
  const { counts } = await imported(
    copy,
    await exported(source, 'csv'),
    '--site',
    'you.github.io',
    '--dry-run',
  )
  expect(counts.visits + counts.skipped.otherSite).toBe(count)
  expect(counts.visits).toBeGreaterThan(count / 2)
})

describeWithRealLog('round trip of a real log', () => {
  test.each(inFull(['ndjson', 'csv'], ['csv']))(
    'as %s',
    async (format) => {
      const [book, copy] = [await newBook(), await newBook()]
      await run(book, 'import', 'access-log', realLog, '--site', 'semicomplete.com')
      const text = await exported(book, format)
      const { counts, stderr } = await imported(copy, text)
      expect(counts).toMatchObject({ recorded: realLogViews, skipped: { notUnderstood: 0 } })
      expect(stderr).not.toContain('does not follow')
      expect(await exported(copy, format)).toBe(text)
    },
    120_000,
  )
})

const line = (fields: object = {}) =>
  JSON.stringify({ id: '019aac4c-1b8b-7001-8203-040506070809', site: 'you.github.io', page: '/', ...fields })

test.each([
  ['{"id":1}', { notUnderstood: 1 }],
  ['{', { notUnderstood: 1 }],
  [line({ id: 'x' }), { notUnderstood: 1 }],
  [line({ time: '2025-11-22T16:01:00.300Z' }), { notUnderstood: 1 }],
  [line({ site: 'https://a.example/' }), { notUnderstood: 1 }],
  [line({ site: 'a.example', host: 'b.a.example' }), { notUnderstood: 1 }],
  [line({ site: '*.a.example', host: 'a.evil.example' }), { notUnderstood: 1 }],
  [line({ page: 'cv' }), { notUnderstood: 1 }],
  [line({ asn: '714' }), { notUnderstood: 1 }],
  [line({ ip: '<script>' }), { notUnderstood: 1 }],
  [line({ visitor: 'x'.repeat(1000) }), { notUnderstood: 1 }],
  [line({ title: 'x'.repeat(101) }), { notUnderstood: 1 }],
  [line({ seconds: -1 }), { notUnderstood: 1 }],
  [line({ seconds: 1, reach: 101 }), { notUnderstood: 1 }],
  [line({ seconds: 1, sections: [{ name: 'a|b', seconds: 1 }] }), { notUnderstood: 1 }],
  [line({ seconds: 1, sections: 'intro' }), { notUnderstood: 1 }],
  [line({ seconds: 1, links: ['x'.repeat(101)] }), { notUnderstood: 1 }],
  [line({ title: 'x'.repeat(10_000_000) }), { notUnderstood: 1 }],
  [line({ id: 'ffffffff-ffff-7001-8203-040506070809' }), { ahead: 1 }],
  [line({ id: '01aaac4c-1b8b-7001-8203-040506070809' }), { ahead: 1 }],
])('row %# is skipped', async (text, skipped) => {
  const { counts } = await imported(source, `${text}\n`, '--dry-run')
  expect(counts).toMatchObject({ rows: 1, visits: 0, skipped })
})

test.each([
  ['', 'there are no visits in export'],
  ['PAR1', 'is no whole Parquet file'],
  ['\ufeff"id";"time"\r\n', 'it is an export for Excel'],
  ['hello', 'is no export of visits'],
])('a file that begins with %j is refused in words', async (text, said) => {
  expect(await imported(source, text, '--dry-run')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(said),
  })
})

test('what follows from a correction, and not from what is known here, is told', async () => {
  const text = line({ asn: 714, organisation: 'Mine', organisationKey: 'mine', evidence: 'owner' })
  const { stderr, counts } = await imported(source, text, '--dry-run')
  expect(counts).toMatchObject({ visits: 1 })
  expect(stderr).toContain('1 visits have an organisation, kind or verdict that does not follow')
})

import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { queryNames } from '../../../bin/cli/query/query-file'
import { archivedVisits } from '../../../lambda/archive/archived-visit'
import { parquetOf } from '../../../lambda/archive/parquet-file'
import { visitColumns } from '../../../lambda/archive/visit-columns'
import { temporaryFolder } from '../../store/fixtures'
import { archiveIn } from '../../support/archive-folder'
import { giveDuckdb } from '../../support/duckdb'
import { described, networks, visitAt } from '../../support/memory/visits'
import { plainCount } from '../../support/plain-count'
import { randomVisits } from '../../support/random-visits'
import { visitbookHere } from '../visitbook'

const { folder: data, remove } = temporaryFolder()
const days = ['2025-11-30', '2025-12-01', '2026-11-20']
const site = 'you.github.io'
const visits = [
  ...randomVisits({ seed: 3, count: 400, days }),
  ...randomVisits({ seed: 4, count: 40, days, sites: ['www.you.dev'] }),
  // Nobody's network has the key of this organisation: a domain by reverse DNS, which no label knows.
  visitAt('2025-11-30T10:00:00.000Z', { asn: 64498, reverseDomain: 'firm.example', page: '/it’s "כן" 👋🏽' }),
]
const book = archiveIn(data, visits, '2026-11-23T00:30:00.000Z')

const ask = (...args: string[]) => visitbookHere(['query', ...args, '--data', data])
async function rows(...args: string[]): Promise<Readonly<Record<string, unknown>>[]> {
  const { code, stdout, stderr } = await ask(...args, '--format', 'json')
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout)
}

const isReady = giveDuckdb(data).then(
  () => true,
  (error: Error) => {
    process.stderr.write(`Skipping the queries by DuckDB: ${error.message}\n`)
    return false
  },
)
beforeAll(async () => {
  await isReady
  await book.write()
}, 120_000)
afterAll(remove)

/** A test that passes by where DuckDB cannot be installed, which is said above. */
const withDuckdb = (name: string, body: () => Promise<void>) =>
  test(name, async () => {
    if (await isReady) await body()
  })

withDuckdb(
  'days has the totals of a plain count, and of the rollups that reports are made from',
  async () => {
    const found = await rows('days', '--site', site)
    const plain = days.map((day) => {
      const ofDay = visits.filter((visit) => visit.site === site && visit.time.startsWith(day))
      const people = ofDay.filter((visit) => described(visit).bot === null)
      return { site, day, ...plainCount(people), bots: ofDay.length - people.length, own_visits: 0 }
    })
    expect(found).toEqual(plain)
    const totals = days.map((day) => book.rollups.days.get(`${site} ${day}`)?.totals)
    expect(found.map(({ visits, visitors, bots }) => [visits, visitors, bots])).toEqual(
      totals.map((of) => [of?.people?.visits, of?.people?.visitors, of?.bots?.visits]),
    )
  },
)

withDuckdb('a data folder may be told from where one is, as the default is', async () => {
  const { code, stdout } = await visitbookHere([
    'query',
    'days',
    '--site',
    site,
    '--data',
    relative(process.cwd(), data),
  ])
  expect([code, stdout]).toEqual([0, (await ask('days', '--site', site)).stdout])
})

withDuckdb('every query answers, as a table, CSV and JSON', async () => {
  for (const name of queryNames()) {
    const asked = [name, '--organisation', 'example-bank']
    const all = await rows(...asked)
    const csv = await ask(...asked, '--format', 'csv')
    const table = await ask(...asked)
    expect(csv.stdout.split('\r\n').length).toBe(all.length + 2)
    expect(table.stdout.split('\n').length).toBe(all.length + 2)
    const isOfFew = ['campaigns', 'recipients', 'sections'].includes(name)
    expect([name, all.length > 0 || isOfFew]).toEqual([name, true])
  }
})

withDuckdb('days and sites are those that are asked for', async () => {
  const found = await rows('days', '--from', '2025-12-01', '--to', '2025-12-01')
  expect(found.map((row) => [row.site, row.day])).toEqual([
    ['www.you.dev', '2025-12-01'],
    [site, '2025-12-01'],
  ])
})

withDuckdb('values are as they are: numbers that JSON rounds, emptiness, quotes, instants', async () => {
  const sql =
    "SELECT 9007199254740993 AS big, 1 AS n, CAST(NULL AS BIGINT) AS nothing, true AS yes, '=1+1' AS formula, TIMESTAMP '2026-01-01 00:00:00' AS at"
  expect(await rows(sql)).toEqual([
    {
      big: '9007199254740993',
      n: 1,
      nothing: null,
      yes: true,
      formula: '=1+1',
      at: '2026-01-01T00:00:00.000Z',
    },
  ])
  expect((await ask(sql, '--format', 'csv')).stdout).toContain(`,"'=1+1",`)
  const [page] = await rows("SELECT page FROM visits_now WHERE reverse_domain = 'firm.example'")
  expect(page).toEqual({ page: '/it’s "כן" 👋🏽' })
})

withDuckdb(
  'an archive of version 1.0 alone is asked like any other, what it has not being null',
  async () => {
    const { folder: old, remove: removeOld } = temporaryFolder()
    const columns = visitColumns.slice(
      0,
      visitColumns.findIndex(({ name }) => name === 'seconds_in_front'),
    )
    const visit = archivedVisits(networks)(visitAt('2025-11-30T10:00:00.000Z'))
    const folder = join(old, 'archive/visits/site=you.github.io/day=2025-11-30')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'part-0.parquet'), parquetOf(columns, [visit], { version: '1.0' }))
    cpSync(join(data, 'archive/networks'), join(old, 'archive/networks'), { recursive: true })
    await giveDuckdb(old)
    const sql = 'SELECT page, day, seconds_in_front, used_links FROM visits_now'
    const { stdout, stderr } = await visitbookHere(['query', sql, '--data', old, '--format', 'json'])
    expect([stderr, JSON.parse(stdout)]).toEqual([
      '',
      [{ page: '/', day: '2025-11-30', seconds_in_front: null, used_links: null }],
    ])
    removeOld()
  },
)

/** Each file of visits with the moment at which it was written. */
const written = () =>
  readdirSync(join(data, 'archive/visits'), { recursive: true })
    .map((name) => join(data, 'archive/visits', String(name)))
    .filter((path) => path.endsWith('.parquet'))
    .map((path) => [path, statSync(path).mtimeMs, readFileSync(path).toString('base64')])

withDuckdb('a correction changes what is said of last year, and no file of visits', async () => {
  const named =
    'SELECT DISTINCT organisation_name, organisation_kind, is_own FROM visits_now WHERE site IN (:sites)'
  const ofBank = [`${named} AND as_number = 64496 AND bot_reason IS NULL`, '--to', '2025-12-31'] as const
  const ofFirm = `${named} AND reverse_domain = 'firm.example'`
  const before = written()
  expect(await rows(...ofBank)).toEqual([
    { organisation_name: 'Example Bank', organisation_kind: 'business', is_own: false },
  ])
  expect(await rows(ofFirm)).toEqual([
    { organisation_name: 'firm.example', organisation_kind: 'business', is_own: false },
  ])
  await book.store.correct({
    subject: 64496,
    name: 'Other Bank',
    kind: 'government',
    domain: null,
    mine: false,
    muted: false,
    star: false,
    note: null,
  })
  await book.store.correct({
    subject: 'firm.example',
    name: 'A Firm',
    kind: null,
    domain: null,
    mine: true,
    muted: false,
    star: false,
    note: null,
  })
  await book.write()
  expect(await rows(...ofBank)).toEqual([
    { organisation_name: 'Other Bank', organisation_kind: 'government', is_own: false },
  ])
  expect(await rows(ofFirm)).toEqual([
    { organisation_name: 'A Firm', organisation_kind: 'business', is_own: true },
  ])
  expect((await rows('first-and-last-seen')).map((row) => row.organisation_key)).toContain('other-bank')
  expect(written()).toEqual(before)
})

test('--print makes SQL for other engines, with values and views, and asks nothing', async () => {
  const { code, stdout } = await ask('pages', '--print', '--site', site, '--to', '2025-12-01')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^WITH visits_now AS \(\nSELECT[^;]+\n\), organisations AS \([^;]+\n\)\nSELECT\n/)
  expect(stdout).toContain(`WHERE site IN ('${site}') AND day BETWEEN '0001-01-01' AND '2025-12-01'`)
})

test.each([
  [['pages', '--from', '2026-11-02', '--to', '2026-11-01'], 2, '--from must not be after --to'],
  [['page'], 2, 'there is no file page, and no query of that name; there are bots-by-operator, campaigns'],
  [['pages', '--site', 'no host'], 2, '--site must be hosts'],
  [
    ['pages', '--site', 'a.example'],
    1,
    'the archive has no site a.example; it has www.you.dev, you.github.io',
  ],
  [['pages-of-organisation'], 2, 'add --organisation'],
  [['pages', '--format', 'xml'], 2, 'table, csv, json'],
])('%j is told to be wrong', async (args, code, words) => {
  expect(await ask(...args)).toMatchObject({ code, stdout: '', stderr: expect.stringContaining(words) })
})

withDuckdb('what DuckDB does not understand is told in its words, on one line', async () => {
  const { code, stderr } = await ask('SELECT nothing FROM visits_now')
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^visitbook: DuckDB: .*nothing.*\n$/)])
})

test('where nobody can be asked whether to install DuckDB, it names its size and the flag', async () => {
  const { folder, remove } = temporaryFolder()
  await archiveIn(folder, visits.slice(0, 5), '2026-11-23T00:30:00.000Z').write()
  const { code, stderr } = await visitbookHere(['query', 'pages', '--data', folder])
  expect([code, stderr]).toEqual([
    2,
    'visitbook: there is nobody to ask: add --yes, which installs DuckDB (70 MB)\n',
  ])
  expect(readdirSync(folder)).toEqual(['archive'])
  remove()
})

test('where there is no archive, it says how to write one, and installs nothing', async () => {
  const { folder, remove } = temporaryFolder()
  const { code, stderr } = await visitbookHere(['query', 'pages', '--data', folder])
  expect([code, stderr]).toEqual([1, expect.stringContaining('write it with ./visitbook archive')])
  expect(readdirSync(folder)).toEqual([])
  remove()
})

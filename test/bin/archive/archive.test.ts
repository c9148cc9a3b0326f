import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { rowsOf } from '../../../lambda/archive/parquet-rows'
import { dynamoQueryStore } from '../../../lambda/store/dynamo/query-store'
import { openDatabase } from '../../../local/engine/database'
import { temporaryFolder } from '../../store/fixtures'
import { visitbook } from '../visitbook'

const { folder, remove } = temporaryFolder()
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
const lineOf = (at: number) =>
  `203.0.113.${at % 200} - - [${String(1 + (at % 3)).padStart(2, '0')}/Nov/2026:10:05:${String(at % 60).padStart(2, '0')} +0000] "GET /page-${at} HTTP/1.1" 200 1 "-" "${agent}"\n`

const archived = join(folder, 'archive')
const filesThere = () =>
  readdirSync(archived, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.parquet'))
    .toSorted()
const archive = (...args: string[]) => visitbook(['archive', ...args, '--data', folder])

beforeAll(async () => {
  const log = Array.from({ length: 60 }, (_, at) => lineOf(at)).join('')
  await visitbook(['import', 'access-log', '-', '--site', 'you.github.io', '--data', folder], { stdin: log })
}, 60_000)
afterAll(remove)

test('days that are over are written, checked, found wanting and written again', async () => {
  const written = await archive()
  expect([written.code, written.stderr]).toEqual([0, expect.stringContaining('3 days written')])
  const days = ['2026-11-01', '2026-11-02', '2026-11-03']
  expect(filesThere()).toEqual([
    'networks/networks.parquet',
    ...days.map((day) => `visits/site=you.github.io/day=${day}/part-0.parquet`),
  ])
  const checked = await archive('--check')
  expect([checked.code, checked.stderr]).toEqual([
    0,
    expect.stringContaining('3 days compared: the archive has the visits of the table'),
  ])

  const [first, second] = days.map((day) =>
    join(archived, `visits/site=you.github.io/day=${day}/part-0.parquet`),
  )
  rmSync(first as string)
  const [row] = await rowsOf(readFileSync(second as string))
  const database = await openDatabase(folder)
  await dynamoQueryStore({ ...database, now: () => new Date() }).erase('you.github.io', String(row?.visit_id))
  await database.close()
  const differing = await archive('--check')
  expect([differing.code, differing.stderr]).toEqual([1, expect.stringContaining('2 days of 3 differ')])
  expect(differing.stdout).toContain(
    '2026-11-01 of you.github.io: the archive lacks 20 visits of the table and has 0 visits too many\n2026-11-02 of you.github.io: the archive lacks 0 visits of the table and has 1 visit too many',
  )
  expect((await archive('--from', '2026-11-01', '--to', '2026-11-02')).code).toBe(0)
  expect((await archive('--check')).code).toBe(0)
}, 120_000)

test.each([
  [['--site', 'no host'], '--site must be a host'],
  [['--from', '2026-11-02', '--to', '2026-11-01'], '--from must not be after --to'],
  [['--from', 'yesterday'], 'Write a day such as 2026-11-01'],
])('%j is told to be wrong', async (args, words) => {
  const { code, stderr } = await archive(...args)
  expect([code, stderr]).toEqual([2, expect.stringContaining(words)])
})

import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { temporaryFolder } from '../../../store/fixtures'
import { inFull } from '../../../support/size'
import { visitbook, visitbookHere } from '../../visitbook'
import { storedVisits } from '../stored-visits'
import { csv, mariadbDump, rowOf, type TableRow } from './old-table'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const importInto = async (data: string, file: string, ...more: string[]) => {
  const args = [
    'import',
    'lamp',
    file,
    '--site',
    'you.github.io',
    '--data',
    join(folder, `data-${data}`),
    '--json',
  ]
  const ran = await visitbookHere([...args, ...more])
  return { ...ran, counts: ran.stdout === '' ? null : JSON.parse(ran.stdout) }
}

const size = inFull(20_000, 5_000, 2_000)
const agents = [
  'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0',
  "O'Brien \\ 🦉",
  undefined,
]
const addresses = ['17.253.144.10', '87.128.1.1', '2001:4860:4860::8888', '203.0.113.7']
const timeAt = (id: number) =>
  new Date(Date.UTC(2019, 5, 1) + id * 97_000).toISOString().slice(0, 19).replace('T', ' ')

/** A table as the first version filled it: broken JSON, missing keys, other sites among its rows. */
function oldTable(): TableRow[] {
  return Array.from({ length: size }, (_, at) => {
    const id = at + 1
    const row = rowOf(
      id,
      {
        HTTP_REFERER:
          id % 991 === 0
            ? undefined
            : `https://${id % 10 === 9 ? 'www.example.com' : 'you.github.io'}/p${id % 7}`,
        HTTP_USER_AGENT: agents[id % 3],
        REMOTE_ADDR: id % 887 === 0 ? undefined : addresses[id % 4],
      },
      timeAt(id),
    )
    return id % 997 === 0 ? { ...row, info: row.info.slice(0, 100) } : row
  })
}

test('each row of the site becomes a visit, with organisations, as many as awk counts; twice changes nothing', async () => {
  const rows = oldTable()
  const file = join(folder, 'record.sql')
  writeFileSync(file, mariadbDump(rows))
  const program = String.raw`/^\([0-9]+,'\{/ { rows++; if (!/\}','[0-9-]+ /) next; if (/you.github.io/) mine++ } END { print rows, mine }`
  const [counted, mine] = execFileSync('awk', [program, file], { encoding: 'utf8' }).split(' ').map(Number)
  expect(counted).toBe(size)

  const dry = await importInto('full', file, '--dry-run')
  expect(dry.counts).toMatchObject({ rows: size, visits: mine, recorded: 0 })
  const first = await importInto('full', file)
  expect(first.counts).toEqual({
    ...{ rows: size, visits: mine, recorded: mine, alreadyThere: 0 },
    withoutAddress: rows.filter(({ id }) => id % 887 === 0 && id % 10 !== 9 && id % 997 && id % 991).length,
    skipped: {
      ...{ tooLong: 0, noTime: 0, ahead: 0 },
      brokenJson: Math.floor(size / 997),
      noReferer: Math.floor(size / 991),
      otherSite: rows.filter(({ id }) => id % 10 === 9 && id % 997 && id % 991).length,
    },
  })
  const visits = await storedVisits(join(folder, 'data-full'), 'you.github.io')
  expect(visits).toHaveLength(mine as number)
  const names = new Set(visits.map(({ organisation }) => organisation))
  for (const name of ['Apple', 'Google']) expect(names).toContain(name)
  expect(visits.at(-1)).toMatchObject({ time: '2019-06-01T00:01:37.000Z', page: '/p1', language: 'de-DE' })

  const packed = join(folder, 'record.csv.gz')
  writeFileSync(packed, gzipSync(csv(rows)))
  const second = await importInto('full', packed)
  expect(second.counts).toEqual({ ...first.counts, recorded: 0, alreadyThere: mine })
}, 180_000)

test('the report names the first rows of a reason, and none of what is in them', async () => {
  const file = join(folder, 'few.sql')
  const broken = [2, 3, 4, 5].map((id) => ({ ...rowOf(id), info: '{"REMOTE_ADDR":"198.51.100.9"' }))
  writeFileSync(file, mariadbDump([rowOf(1), ...broken]))
  const ran = await importInto('few', file)
  expect(ran.stderr).toContain(
    [
      'few.sql: 5 rows, 1 visits: 1 recorded, 0 already there; 0 without an address',
      'skipped: 4 with broken JSON (rows 2, 3, 4, …), 0 too long, 0 without a referer, and so without a page, 0 of other sites, 0 without a time, 0 more than a day ahead\n',
    ].join('\n'),
  )
})

test.each([
  [
    'a dump that is cut',
    'cut.sql',
    mariadbDump([rowOf(1), rowOf(2)]).slice(0, -500),
    /cut short; 1 visits were recorded, and running it again is safe/,
  ],
  [
    'a gz that is cut',
    'cut.sql.gz',
    gzipSync(mariadbDump([rowOf(1)])).subarray(0, -9),
    /cut short: unexpected end of file/,
  ],
  [
    'a dump of another table',
    'other.sql',
    'CREATE TABLE `a` (`b` int);\nINSERT INTO `a` VALUES (1);\n',
    /no rows of a table with the columns id, info and create_time in other\.sql/,
  ],
  ['a zip', 'a.zip', 'PK\x03\x04', /unzip -p \S+a\.zip \| visitbook import lamp -/],
])('%s is told', async (_, name, content, said) => {
  const file = join(folder, name)
  writeFileSync(file, content)
  const ran = await importInto(name, file)
  expect([ran.code, ran.stderr]).toEqual([1, expect.stringMatching(said)])
})

test('stdin is read', async () => {
  const args = ['import', 'lamp', '-', '--site', 'you.github.io', '--data', join(folder, 'stdin')]
  const ran = await visitbook(args, { stdin: mariadbDump([rowOf(1)]) })
  expect([ran.code, ran.stderr]).toEqual([0, expect.stringMatching(/^stdin: 1 rows, 1 visits: 1 recorded/)])
})

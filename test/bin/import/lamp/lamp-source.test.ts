import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { lampSource } from '../../../../bin/cli/import/lamp/import-lamp'
import { zoneOf } from '../../../../lambda/domain/time/zone'
import { temporaryFolder } from '../../../store/fixtures'
import {
  csv,
  mariadbDump,
  outfileCsv,
  phpMyAdminJson,
  phpMyAdminSql,
  rowOf,
  server,
  type TableRow,
} from './old-table'

const { folder, remove } = temporaryFolder()
afterAll(remove)

/** What the source makes of a file: of each row its visit or why it is none. */
async function read(text: string | Buffer, { site = 'you.github.io', tz = 'UTC' } = {}) {
  const file = join(folder, 'table')
  writeFileSync(file, text)
  const place = { site, pageFields: [], zone: zoneOf(tz), address: 'client' as const }
  const source = lampSource(file, { ...place, now: Date.parse('2026-11-28T12:00:00Z') })
  const outcomes = []
  for await (const some of source.outcomes()) outcomes.push(...some)
  return { outcomes, notes: source.notes() }
}
type Outcomes = Awaited<ReturnType<typeof read>>['outcomes']

const told = (outcomes: Outcomes) =>
  outcomes.map((one) => ('skipped' in one ? one.skipped : `${one.visit.time} ${one.visit.page}`))

const hostile = 'O’Brien \\ "quo\'ted" 🦉 (1,2);-- /* \u202e'
const rows: readonly TableRow[] = [
  rowOf(1, { HTTP_USER_AGENT: hostile }),
  rowOf(2, { HTTP_REFERER: 'https://you.github.io/caf%C3%A9?utm_source=mail&token=secret#top' }),
  rowOf(3, { HTTP_REFERER: undefined }),
  { ...rowOf(4), info: rowOf(4).info.slice(0, 90) },
  rowOf(5, { HTTP_REFERER: 'https://www.example.com/' }),
  rowOf(6, { REMOTE_ADDR: undefined, HTTP_USER_AGENT: undefined, HTTP_DNT: '1' }),
  rowOf(7, { HTTP_REFERER: "https://www.you.github.io/it's" }, '0000-00-00 00:00:00'),
  rowOf(8, {}, '2027-01-01 00:00:00'),
]
const expected = [
  '2019-07-01T12:00:00.000Z /cv.html',
  '2019-07-01T12:00:00.000Z /café',
  'noReferer',
  'brokenJson',
  'otherSite',
  '2019-07-01T12:00:00.000Z /cv.html',
  'noTime',
  'ahead',
]

const formats = { mariadbDump, phpMyAdminSql, phpMyAdminJson, csv, outfileCsv }

test.each(Object.entries(formats))('the rows are read from %s', async (_, format) => {
  const { outcomes } = await read(format(rows))
  expect(told(outcomes)).toEqual(expected)
})

test('a visit is the same whatever the file it is read from', async () => {
  const all = await Promise.all(Object.values(formats).map((format) => format(rows)))
  const read1 = []
  for (const text of [...all, gzipSync(mariadbDump(rows)), `\ufeff${csv(rows)}`])
    read1.push((await read(text)).outcomes)
  for (const one of read1) expect(one).toEqual(read1[0])
})

test('a row has the address, user agent and language that PHP noted, and no referrer', async () => {
  const [one, tagged, , , , bare] = (await read(mariadbDump(rows))).outcomes
  expect(one).toMatchObject({
    visit: { site: 'you.github.io', page: '/cv.html', referrer: null, language: 'de-DE' },
    caller: { ip: '17.253.144.10', userAgent: hostile, optsOut: false },
  })
  expect(tagged).toMatchObject({ visit: { page: '/café', utmSource: 'mail' } })
  expect(bare).toMatchObject({ caller: { ip: '', userAgent: '', optsOut: true }, visit: { userAgent: null } })
})

describe('the time of a row', () => {
  const timeOf = async (text: string, tz: string) =>
    told((await read(text, { tz })).outcomes)[0]?.slice(0, 24)
  const at = (time: string, noted?: string) => [
    rowOf(1, noted === undefined ? {} : { REQUEST_TIME: Date.parse(noted) / 1000 }, time),
  ]

  test.each([
    ['by the clock of --tz', 'Europe/Berlin', '2019-07-01 12:00:00', '2019-07-01T10:00:00.000Z'],
    ['by the clock of --tz in winter', 'Europe/Berlin', '2019-01-01 12:00:00', '2019-01-01T11:00:00.000Z'],
    [
      'where the clock shows it twice, first',
      'Europe/Berlin',
      '2019-10-27 02:30:00',
      '2019-10-27T00:30:00.000Z',
    ],
    [
      'where the clock never shows it, later',
      'Europe/Berlin',
      '2019-03-31 02:30:00',
      '2019-03-31T01:30:00.000Z',
    ],
    ['half an hour from others', 'Asia/Kolkata', '2019-07-01 12:00:00', '2019-07-01T06:30:00.000Z'],
    ['with a fraction', 'UTC', '2019-07-01 12:00:00.250', '2019-07-01T12:00:00.250Z'],
  ])('%s', async (_, tz, time, moment) => {
    expect(await timeOf(csv(at(time)), tz)).toBe(moment)
    expect(await timeOf(mariadbDump(at(time), { type: 'datetime' }), tz)).toBe(moment)
    expect(await timeOf(mariadbDump(at(time), { inUtc: false }), tz)).toBe(moment)
  })

  test('is in UTC where the dump says so of its TIMESTAMP column, whatever --tz', async () => {
    expect(await timeOf(mariadbDump(at('2019-07-01 12:00:00')), 'Europe/Berlin')).toBe(
      '2019-07-01T12:00:00.000Z',
    )
  })

  test('shown twice is the one that PHP noted', async () => {
    expect(await timeOf(csv(at('2019-10-27 02:30:00', '2019-10-27T01:30:00Z')), 'Europe/Berlin')).toBe(
      '2019-10-27T01:30:00.000Z',
    )
  })

  test('is what PHP noted where the row has none', async () => {
    expect(await timeOf(csv(at('0000-00-00 00:00:00', '2019-07-01T12:00:07Z')), 'Europe/Berlin')).toBe(
      '2019-07-01T12:00:07.000Z',
    )
  })

  test('that is another than PHP noted is told once', async () => {
    const made = csv(at('2019-07-01 12:00:00', '2019-07-01T10:00:00Z'))
    expect((await read(made, { tz: 'Europe/Berlin' })).notes).toEqual([])
    expect((await read(made)).notes).toEqual([
      'by --tz UTC, 1 rows were made 2 h later than PHP noted: is that the server’s zone?'.replace('’', "'"),
    ])
  })
})

test('rows without an id that are the very same are as many visits, and the same ones again', async () => {
  const text = [1, 2, 3]
    .map(() => `${JSON.stringify({ info: JSON.stringify(server()), create_time: '2019-07-01 12:00:00' })}\n`)
    .join('')
  const { outcomes } = await read(text)
  const ids = outcomes.map((one) => 'visit' in one && one.visit.id)
  expect(new Set(ids).size).toBe(3)
  expect((await read(text)).outcomes).toEqual(outcomes)
})

test('info that is JSON within JSON is read too', async () => {
  const { outcomes } = await read(
    JSON.stringify([{ id: 1, info: server(), create_time: '2019-07-01 12:00:00' }]),
  )
  expect(told(outcomes)).toEqual(['2019-07-01T12:00:00.000Z /cv.html'])
})

test.each([
  ['[1,2,3]', []],
  ['{"id":1}', ['brokenJson']],
  ['[{"id":1,"info":"[]","create_time":"2019-07-01 12:00:00"}]', ['brokenJson']],
  ['id,info,create_time\n1,"{",x\n', ['brokenJson']],
  ['INSERT INTO record VALUES (1);', []],
  ["INSERT INTO record VALUES (1,'{}','2019-07-01 12:00:00')", ['noReferer']],
  ['CREATE TABLE `record', []],
  ['/*! never closed', []],
])('%j is no trouble', async (text, outcomes) => {
  expect(told((await read(text)).outcomes)).toEqual(outcomes)
})

test.each(["VALUES (1,'cut", "VALUES (1,'{}',", "VALUES (1,'{}','2019-07-01 12:00:00'"])(
  'a dump that ends with %j is cut short',
  async (end) => {
    await expect(read(`INSERT INTO record ${end}`)).rejects.toThrow('ends within a row')
  },
)

test('another table is told', async () => {
  await expect(read('a,b\n1,2\n')).rejects.toThrow(
    'neither the columns id, info and create_time nor a row of them',
  )
})

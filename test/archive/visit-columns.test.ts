import { parquetMetadata, parquetSchema } from 'hyparquet'
import { visitColumns as answered } from '../../lambda/api/visits'
import { archivedVisits } from '../../lambda/archive/archived-visit'
import { parquetOf } from '../../lambda/archive/parquet-file'
import { rowsOf } from '../../lambda/archive/parquet-rows'
import { type ArchivedVisit, columnsVersion, visitColumns } from '../../lambda/archive/visit-columns'
import { networks, visitAt } from '../support/memory/visits'

/** Reserved words of SQL:2023, Hive, Spark in ANSI mode, Trino and DuckDB that a column might have been named by. */
const reserved = [
  ...['all', 'and', 'any', 'array', 'as', 'at', 'between', 'by', 'case', 'cast', 'check', 'column', 'cube'],
  ...['current', 'date', 'default', 'domain', 'element', 'end', 'exchange', 'external', 'filter', 'from'],
  ...[
    'function',
    'grant',
    'group',
    'grouping',
    'hour',
    'in',
    'interval',
    'is',
    'language',
    'lateral',
    'like',
  ],
  ...[
    'local',
    'map',
    'match',
    'member',
    'method',
    'minute',
    'module',
    'month',
    'no',
    'none',
    'null',
    'of',
    'on',
  ],
  ...[
    'only',
    'or',
    'order',
    'out',
    'over',
    'parameter',
    'partition',
    'position',
    'position',
    'range',
    'rank',
  ],
  ...['reference', 'row', 'rows', 'second', 'select', 'set', 'some', 'start', 'system', 'table', 'time'],
  ...[
    'timestamp',
    'to',
    'trim',
    'union',
    'unique',
    'user',
    'value',
    'values',
    'view',
    'when',
    'where',
    'window',
  ],
  ...['with', 'within', 'year'],
]

const metadataOf = (bytes: Uint8Array) => parquetMetadata(new Uint8Array(bytes).buffer)
const described = archivedVisits(networks)
const fileOf = (...visits: ArchivedVisit[]) => parquetOf(visitColumns, visits, { version: columnsVersion })

test('the columns are as version 1.1 promises', () => {
  const { schema } = metadataOf(fileOf(described(visitAt('2026-11-22T15:45:50.123Z'))))
  const columns = schema
    .slice(1)
    .map(({ name, type, converted_type, repetition_type }) =>
      [name, converted_type ?? type, repetition_type === 'REQUIRED' ? 'always' : '']
        .filter(Boolean)
        .join(' '),
    )
  expect(columns).toMatchInlineSnapshot(`
[
  "visit_id UTF8 always",
  "visited_at TIMESTAMP_MILLIS always",
  "host UTF8",
  "page UTF8 always",
  "title UTF8",
  "network_id UTF8",
  "as_number INT64",
  "holder_key UTF8",
  "reverse_domain UTF8",
  "organisation_key UTF8",
  "organisation_name UTF8",
  "organisation_kind UTF8",
  "web_domain UTF8",
  "confidence UTF8",
  "evidence UTF8",
  "bot_reason UTF8",
  "bot_operator UTF8",
  "bot_purpose UTF8",
  "referrer_host UTF8",
  "referrer_path UTF8",
  "referrer_group UTF8",
  "utm_source UTF8",
  "utm_medium UTF8",
  "utm_campaign UTF8",
  "utm_term UTF8",
  "utm_content UTF8",
  "country UTF8",
  "region UTF8",
  "city UTF8",
  "browser_language UTF8",
  "time_zone UTF8",
  "screen_size UTF8",
  "viewport_size UTF8",
  "user_agent UTF8",
  "browser UTF8",
  "operating_system UTF8",
  "device UTF8",
  "ip_address UTF8",
  "visitor UTF8",
  "http_version UTF8",
  "driven_by_program BOOLEAN always",
  "fetched_assets BOOLEAN",
  "seconds_in_front INT64",
  "reach INT64",
  "acted BOOLEAN",
  "section_seconds UTF8",
  "used_links UTF8",
  "owner_visit BOOLEAN",
  "recipient_code UTF8",
  "scanned BOOLEAN",
  "fetched BOOLEAN",
]
`)
})

test('no column is named by a reserved word, or other than in snake case', () => {
  const names = visitColumns.map(({ name }) => name)
  expect(names.filter((name) => reserved.includes(name) || !/^[a-z]+(_[a-z]+)*$/.test(name))).toEqual([])
  expect(new Set(names).size).toBe(names.length)
})

test('every field of an answer is in a column; site and day are in the path', () => {
  const known = Object.fromEntries(answered.map((name) => [name, `of ${name}`]))
  const sections = [{ name: 'sections', seconds: 'of' }]
  const visit = {
    ...known,
    time: '2026-11-22T15:45:50.123Z',
    engagement: { ...known, sections, links: ['of links'] },
  }
  const values = visitColumns.map(({ of }) =>
    of({ visit, who: known, device: known, referrerGroup: known.referrerGroup } as never),
  )
  const left = Object.values(known).filter((value) => !values.includes(value))
  expect(left).toEqual(['of time', 'of site', 'of recipientCode']) // the column of the code is the visit's own `recipient`
})

test.each([
  ['nothing known', {}],
  ['emoji, quotes and right-to-left text', { title: '„He said 👋🏽 "שלום"’,\n\0', page: '/שלום/%F0' }],
  ['the largest numbers', { asn: 4_294_967_295 }],
  ['a moment before 1970', { time: '1969-12-31T23:59:59.999Z' }],
  ['no letters at all', { title: '', referrerPath: '' }],
  [
    'what was read',
    { engagement: { seconds: 12, reach: 60, acted: false, sections: [], links: ['/cv.pdf'] } },
  ],
])('a visit with %s is read back as it was', async (_, fields) => {
  const visit = described({ ...visitAt('2026-11-22T15:45:50.123Z'), ...fields })
  const [row] = await rowsOf(fileOf(visit, described(visitAt('2026-11-22T15:45:51.000Z'))))
  const told = visitColumns.map(({ name, of }) => {
    const value = of(visit)
    return [name, typeof value === 'number' ? BigInt(value) : value]
  })
  expect(row).toEqual(Object.fromEntries(told))
})

test('each file says the version of its columns, and has statistics for each group of rows', () => {
  const visits = Array.from({ length: 25_000 }, (_, at) =>
    described(visitAt(new Date(1.7e12 + at).toISOString(), { asn: at < 21_000 ? 64496 : 64500 })),
  )
  const { key_value_metadata, row_groups, ...metadata } = metadataOf(fileOf(...visits))
  expect(key_value_metadata).toContainEqual({ key: 'visitbook.columns', value: '1.1' })
  expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([20_000, 5_000])
  const place = parquetSchema(metadata as never).children.findIndex(
    ({ element }) => element.name === 'organisation_kind',
  )
  expect(
    row_groups.map(({ columns }) => {
      const { min_value, max_value } = columns[place]?.meta_data?.statistics ?? {}
      return [min_value, max_value]
    }),
  ).toEqual([
    ['business', 'business'],
    ['business', 'hosting'],
  ])
})

test('the same visits make the same bytes', () => {
  const visits = [
    described(visitAt('2026-11-22T15:45:50.123Z')),
    described(visitAt('2026-11-22T15:45:51.000Z')),
  ]
  expect(fileOf(...visits)).toEqual(fileOf(...visits))
})

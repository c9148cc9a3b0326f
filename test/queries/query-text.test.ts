import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { viewNames } from '../../bin/cli/query/query-file'
import { fillIn, withViews, wordsIn } from '../../bin/cli/query/query-text'
import { visitColumns } from '../../lambda/archive/visit-columns'

const folder = join(__dirname, '../../queries')
const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.sql'))
const sqlOf = (name: string) => readFileSync(join(folder, name), 'utf8')
const values = {
  sites: ['a.dev', "b'.dev"],
  first_day: '2026-01-01',
  last_day: '2026-01-31',
  organisation: 'k',
}
const bare = (sql: string) => fillIn(sql, values)

test('there are thirteen queries and two views', () => {
  expect(files).toHaveLength(15)
})

test.each(files)(
  '%s is written as all engines read it: no quoted names, no QUALIFY, no cast to text',
  (name) => {
    expect(bare(sqlOf(name))).not.toMatch(
      /["`]|::|\bQUALIFY\b|\bILIKE\b|VARCHAR|\bSTRING\b|\bLIMIT\b|\bFILTER\b/i,
    )
    expect(sqlOf(name)).toMatch(/^-- [A-Z]/)
  },
)

test.each(files.filter((name) => !name.includes('views')))(
  '%s names its sites, and its order is told',
  (name) => {
    expect(wordsIn(sqlOf(name)).slice(0, 3)).toEqual(['sites', 'first_day', 'last_day'].slice(0, 3))
    expect(bare(sqlOf(name))).toMatch(/site IN \('a\.dev', 'b''\.dev'\)/)
    expect(bare(sqlOf(name))).toMatch(/ORDER BY site, [^;]+$/)
  },
)

test('visits_now has every column of a visit', () => {
  const columns = [...sqlOf('views/visits_now.sql').matchAll(/^ {2}(?:.* AS |END AS |v\.)([a-z_]+),?$/gm)]
  const names = columns.map(([, name]) => name)
  expect(visitColumns.map(({ name }) => name).filter((name) => !names.includes(name))).toEqual([])
})

test.each([
  ['SELECT :sites', "SELECT 'a.dev', 'b''.dev'"],
  [
    'SELECT \':sites\', x::date, ":first_day" -- :last_day\nFROM t;\n',
    'SELECT \':sites\', x::date, ":first_day" \nFROM t',
  ],
  ["SELECT ':''x', :last_day", "SELECT ':''x', '2026-01-31'"],
  ['SELECT a[1:n], :other', 'SELECT a[1:n], :other'],
  ['-- it’s :sites\nSELECT :organisation;', "SELECT 'k'"],
])('%j becomes %j', (sql, filled) => {
  expect(fillIn(sql, values)).toBe(filled)
})

const views = viewNames.map((name) => ({ name, sql: '-- why\nSELECT 1' }))
const both = 'visits_now AS (\nSELECT 1\n), organisations AS (\nSELECT 1\n)'
test.each([
  ['SELECT 1', `WITH ${both}\nSELECT 1`],
  ['with a AS (SELECT 1) SELECT 2', `WITH ${both}, a AS (SELECT 1) SELECT 2`],
  ['WITH RECURSIVE a AS (SELECT 1) SELECT 2', `WITH RECURSIVE ${both}, a AS (SELECT 1) SELECT 2`],
  [
    'WITH organisations AS (SELECT 1) SELECT 2',
    'WITH visits_now AS (\nSELECT 1\n), organisations AS (SELECT 1) SELECT 2',
  ],
  ['SHOW TABLES', 'SHOW TABLES'],
])('%j brings its views along', (sql, whole) => {
  expect(withViews(sql, views)).toBe(whole)
})

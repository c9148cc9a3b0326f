import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { networkColumns } from '../../lambda/archive/network-columns'
import { visitColumns } from '../../lambda/archive/visit-columns'

const text = readFileSync(join(__dirname, '../../engines/hive/tables.sql'), 'utf8')
const types = { text: 'STRING', integer: 'BIGINT', truth: 'BOOLEAN', time: 'TIMESTAMP' } as const

test.each([
  ['visits', visitColumns],
  ['networks', networkColumns],
])('Hive’s table %s has the columns of the files, in their order', (table, columns) => {
  const [, body = ''] = new RegExp(`EXISTS ${table} \\((.*?)\\n\\)`, 's').exec(text) ?? []
  const wanted = columns.map(({ name, type }) => `  ${name} ${types[type]}`)
  expect(
    body
      .trimStart()
      .split(',\n')
      .map((line) => `  ${line.trim()}`),
  ).toEqual(wanted)
})

import { sqlRows } from '../../../../bin/cli/import/lamp/sql-rows'
import { mariadbDump, phpMyAdminSql, rowOf } from './old-table'

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function rowsIn(text: string, size = 65_536) {
  const rows = []
  for await (const some of sqlRows(inChunks(Buffer.from(text), size))) rows.push(...some)
  return rows.map(({ id, info, time, zone, isTooLong }) => ({ id, info, time, zone, isTooLong }))
}
const textsIn = async (text: string, size?: number) => (await rowsIn(text, size)).map(({ info }) => info)

const rows = [rowOf(1, { HTTP_USER_AGENT: 'a\\\'"\n;(),🦉' }), rowOf(2)]

test.each([1, 2, 3, 7, 1000])('a dump is read in chunks of %i bytes', async (size) => {
  const expected = rows.map(({ id, info, time }) => ({
    ...{ id: String(id), info, time, zone: '+00:00', isTooLong: false },
  }))
  expect(await rowsIn(mariadbDump(rows), size)).toEqual(expected)
  expect(await rowsIn(phpMyAdminSql(rows), size)).toEqual(expected)
})

const insert = (values: string) => `INSERT INTO record (id, info, create_time) VALUES ${values};`

test.each([
  ['escapes', String.raw`(1,'a\'b\"c\\d\n\r\t\0\Ze\%',NULL)`, 'a\'b"c\\d\n\r\t\0\x1ae%'],
  ['a doubled quote', "(1,'it''s',NULL)", "it's"],
  ['quotes of the other kind', `(1,"it's ""so""",NULL)`, 'it\'s "so"'],
  ['hexadecimal digits, as --hex-blob has it', '(1,0x7B227D,NULL)', '{"}'],
  ['the mark of a binary text', "(1,_binary 'a',NULL)", 'a'],
  ['a function around it', "(1,CONVERT('a,b)' USING utf8mb4),NULL)", 'a,b)'],
  ['NULL', '(1,NULL,NULL)', null],
  ['no text', "(1,'',NULL)", ''],
  ['a comment right after a word', "(1,_binary/* it's */'a',NULL)", 'a'], // found by fuzzing: not where a chunk ends within its sign
  ['a comment between', "(1,/* it's */'a',NULL)", 'a'],
])('a value may have %s', async (_, values, text) => {
  expect(await textsIn(insert(values))).toEqual([text])
  expect(await textsIn(insert(values), 1)).toEqual([text])
})

test.each([
  ['with its database', 'INSERT INTO `lamp`.`record` (`id`,`info`,`create_time`) VALUES (1,2,3);'],
  ['without quotes', 'insert ignore into lamp.record (id,info,create_time) values (1,2,3);'],
  ['without names of columns, in a dump of data alone', 'REPLACE INTO record VALUES (1,2,3);'],
  ['after a comment of a line', "-- it's\n# it's\nINSERT INTO record VALUES (1,2,3);"],
  ['after a statement that is cut by another', "LOCK TABLES `it's`;INSERT INTO record VALUES (1,2,3)"],
])('a table is found %s', async (_, text) => {
  expect(await textsIn(text)).toEqual(['2'])
})

test('a text of 10 MB is dropped, and the next row is read', async () => {
  const read = await rowsIn(insert(`(1,'${'x'.repeat(10_000_000)}',NULL),(2,'b',NULL)`))
  expect(read).toMatchObject([
    { id: '1', info: null, isTooLong: true },
    { id: '2', info: 'b', isTooLong: false },
  ])
})

test.each(["'", '"', '`', '(', '--', '/*', '/*!', '\\', '*/', ';', 'INSERT '])(
  'a million times %j takes no more time than their number',
  async (sign) => {
    expect(await textsIn(sign.repeat(1_000_000)).catch(() => [])).toEqual([])
  },
  20_000,
)

import type { Quoting } from '../../../../bin/cli/import/rows/csv-records'
import { csvRows } from '../../../../bin/cli/import/rows/csv-rows'

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
async function rowsOf(text: string, size = 65_536, quoting?: Quoting) {
  const rows = []
  for await (const some of csvRows(inChunks(Buffer.from(text), size), quoting)) rows.push(...some)
  return rows
}

describe.each([1, 3, 65_536])('in chunks of %i bytes', (size) => {
  test.each([
    [
      'plain',
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'with the line ends and the mark of Windows',
      '\ufeffa,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['with quotes', '"a ""b"", c",🦉\n', [['a "b", c', '🦉']]],
    [
      'with line breaks in a cell',
      '"a\nb\r\nc",d\ne,f',
      [
        ['a\nb\r\nc', 'd'],
        ['e', 'f'],
      ],
    ],
    ['with blank lines', '\na\n\r\n\nb\n', [['a'], ['b']]],
    ['with lines of other lengths', 'a\nb,c\n', [['a'], ['b', 'c']]],
    ['with a quote out of place', 'a,b\n1,"x"y\nc,d\n', [['a', 'b'], null, ['c', 'd']]],
  ])('%s', async (_, text, rows) => {
    expect(await rowsOf(text, size)).toEqual(rows)
  })

  /** Found by fuzzing: of more than 64 it was forgotten whether their number was odd. */
  test('with a quote after a hundred backslashes and one', async () => {
    const rows = [[`${'\\'.repeat(50)}"x`, 'c'], ['d']]
    expect(await rowsOf(`"${'\\'.repeat(101)}"x","c"\n"d"\n`, size, '\\')).toEqual(rows)
  })

  test('with backslashes before quotes, as MySQL writes it', async () => {
    expect(await rowsOf('"{\\"a\\":\\"b\\\\\\\\\\"}","c"\n"d","e"\n', size, '\\')).toEqual([
      ['{"a":"b\\\\"}', 'c'],
      ['d', 'e'],
    ])
  })
})

test.each([
  ['quoted', `"${'x'.repeat(10_000_000)}",1`],
  ['plain', `${'x'.repeat(10_000_000)},1`],
])('a %s record of 10 MB is dropped, and the next one is read', async (_, long) => {
  expect(await rowsOf(`a,b\n${long}\nc,d\n`)).toEqual([['a', 'b'], null, ['c', 'd']])
})

test('a quote that is never closed costs what follows up to a megabyte, and no more', async () => {
  const line = '0123456789,abcdefghij\n'
  const count = 200_000
  const rows = await rowsOf(`a,"b\n${line.repeat(count)}`)
  expect(rows[0]).toBeNull()
  expect(rows.length).toBeGreaterThan(count - 1_200_000 / line.length)
})

test('10 million quotes take no more time than their number', async () => {
  expect(await rowsOf('"'.repeat(10_000_000))).toEqual([null])
})

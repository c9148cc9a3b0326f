import { gzipSync } from 'node:zlib'
import { linesOf, longestLine } from '../../../../bin/cli/import/files/log-file'
import { textOf } from '../../../../bin/cli/import/files/unpack'

async function* inChunks(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const linesIn = async (bytes: Buffer, size: number) => {
  const lines: string[] = []
  for await (const some of linesOf(textOf('a.log', inChunks(bytes, size)))) lines.push(...some)
  return lines
}

describe.each([1, 3, 65_536])('in chunks of %i bytes', (size) => {
  test.each([
    ['plain', Buffer.from('one\ntwo\n')],
    ['with the line ends of Windows', Buffer.from('one\r\ntwo\r\n')],
    ['with the mark of Windows', Buffer.from('\ufeffone\r\ntwo')],
    ['joined of two such files', Buffer.from('\ufeffone\n\ufefftwo\n')],
    ['without a last line end', Buffer.from('one\ntwo')],
    ['zipped', gzipSync('one\ntwo\n')],
    ['zipped in two members, as a concatenation is', Buffer.concat([gzipSync('one\n'), gzipSync('two\n')])],
    [
      'zipped in many members',
      Buffer.concat(['o', 'n', 'e', '\n', 'tw', 'o', '\n'].map((text) => gzipSync(text))),
    ],
  ])('a file %s has its lines', async (_, bytes) => {
    expect(await linesIn(bytes, size)).toEqual(['one', 'two'])
  })
})

test('an empty file has no lines, and so has the empty file in a zipped one', async () => {
  expect(await linesIn(Buffer.alloc(0), 10)).toEqual([])
  expect(await linesIn(gzipSync(''), 10)).toEqual([])
})

test('a line without end is not kept in memory', async () => {
  const [long, next] = await linesIn(Buffer.from(`${'x'.repeat(1_000_000)}\nnext\n`), 1000)
  expect([long?.length, next]).toEqual([expect.any(Number), 'next'])
  expect(long?.length).toBeGreaterThan(longestLine)
  expect(long?.length).toBeLessThan(longestLine + 2000)
})

test('a zipped file that is cut short is an error', async () => {
  const zipped = gzipSync('one\n'.repeat(100_000))
  await expect(linesIn(zipped.subarray(0, -20), 100)).rejects.toThrow('unexpected end of file')
})

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openZip } from '../../../../bin/cli/import/rows/zip-file'
import { temporaryFolder } from '../../../store/fixtures'
import { type ZippedFile, zipOf } from './zip-of'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const path = join(folder, 'a.zip')

/** The texts in an archive, by name. */
async function textsIn(archive: Buffer) {
  writeFileSync(path, archive)
  const { entries, close, bytesRead } = await openZip(path)
  const texts: Record<string, string> = {}
  try {
    for (const { name, text } of entries) {
      const chunks = []
      for await (const chunk of text()) chunks.push(chunk)
      texts[name] = Buffer.concat(chunks).toString()
    }
    return { texts, read: bytesRead() }
  } finally {
    close()
  }
}
const file = (more: Partial<ZippedFile> = {}): ZippedFile => ({ name: 'a.csv', content: 'a,b\n', ...more })

test('each file is unpacked, whatever its name', async () => {
  const large = 'text that repeats, '.repeat(100_000)
  const files = [file(), file({ name: 'ö/b.csv', content: large }), file({ name: 'c', content: '' })]
  const { texts, read } = await textsIn(zipOf(files))
  expect(texts).toEqual({ 'a.csv': 'a,b\n', 'ö/b.csv': large, c: '' })
  expect(read).toBeGreaterThan(0)
})

const million = Buffer.alloc(300_000_000)

test.each([
  [
    'that unpacks to a thousand times its size',
    zipOf([file({ content: million })]),
    'which no text packs so well',
  ],
  [
    'that unpacks to more than it claims',
    zipOf([file({ content: million, claims: 1000 })]),
    'damaged or cut short',
  ],
  ['that is cut', zipOf([file()]).subarray(0, -30), 'damaged or cut short'],
  ['whose file is damaged', damaged(zipOf([file({ content: 'x'.repeat(1000) })])), 'damaged or cut short'],
  ['with a password', zipOf([file({ flags: 0x801 })]), 'it wants a password'],
  ['with a path that leads outside', zipOf([file({ name: '../../etc/passwd' })]), 'damaged or cut short'],
  ['with too many files', zipOf(Array.from({ length: 10_001 }, () => file())), 'it has 10001 files'],
  ['that is no zip', Buffer.from('hello'), 'damaged or cut short'],
])('an archive %s is refused', async (_, archive, said) => {
  const before = process.memoryUsage().rss
  await expect(textsIn(archive)).rejects.toThrow(said)
  expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
})

function damaged(archive: Buffer): Buffer {
  const copy = Buffer.from(archive)
  copy.fill(0xff, 35, 40)
  return copy
}

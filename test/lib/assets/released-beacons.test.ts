import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { keepBeacon, keptReleases, releasedBeacons } from '../../../lib/assets/released-beacons'

const folder = () => mkdtempSync(join(tmpdir(), 'visitbook-'))
const hashes = { one: '7692c3ad3540bb80', two: '3fc4ccfe745870e2' } // printf one | sha256sum

test('the beacons of earlier releases are what their names say, five at most, each under 1 KB as it is sent', () => {
  const released = releasedBeacons()
  expect(released.length).toBeGreaterThan(0)
  expect(released.length).toBeLessThanOrEqual(keptReleases)
  for (const { code } of released) expect(brotliCompressSync(code).length).toBeLessThan(1024)
})

test('a release is kept under its number and hash, and once', () => {
  const kept = folder()
  expect(keepBeacon('one', kept)).toEqual({ number: 1, hash: hashes.one, isNew: true })
  expect(keepBeacon('two', kept)).toEqual({ number: 2, hash: hashes.two, isNew: true })
  expect(keepBeacon('one', kept)).toEqual({ number: 1, hash: hashes.one, isNew: false })
  expect(readdirSync(kept)).toEqual([`1.${hashes.one}.js`, `2.${hashes.two}.js`])
  expect(readFileSync(join(kept, `1.${hashes.one}.js`), 'utf8')).toBe('one')
})

test('the sixth release drops the first, and the tenth comes after the ninth', () => {
  const kept = folder()
  for (let release = 1; release <= 11; release += 1) keepBeacon(`release ${release}`, kept)
  expect(releasedBeacons(kept).map(({ number, code }) => [number, code])).toEqual(
    [11, 10, 9, 8, 7].map((number) => [number, `release ${number}`]),
  )
})

test.each([
  ['changed by an editor', `1.${hashes.one}.js`, 'one\n'],
  ['of another name', 'visitbook.js', 'one'],
])('a file %s is refused by its name', (_, name, code) => {
  const kept = folder()
  writeFileSync(join(kept, name), code)
  expect(() => releasedBeacons(kept)).toThrow(`${join(kept, name)} is not the beacon that its name says`)
})

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { licencesOf, packagesOf } from '../../../bin/package/licences'

const folder = mkdtempSync(join(tmpdir(), 'visitbook-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A package as npm installs it. */
function install(name: string, licence: string | null, declared = {}): string {
  const installed = join(folder, 'node_modules', name)
  mkdirSync(installed, { recursive: true })
  writeFileSync(join(installed, 'package.json'), JSON.stringify(declared))
  if (licence !== null) writeFileSync(join(installed, 'LICENSE.md'), licence)
  return installed
}

test('files belong to the packages that they lie in, scoped and nested ones too', () => {
  const files = [
    '/x/node_modules/a/lib/b.js',
    '/x/node_modules/@s/c/d.js',
    '/x/node_modules/a/node_modules/e/f.js',
  ]
  expect(packagesOf([...files, ...files, '/x/lib/own.ts']).filter((path) => path.startsWith('/x/'))).toEqual([
    '/x/node_modules/@s/c',
    '/x/node_modules/a',
    '/x/node_modules/a/node_modules/e',
  ])
})

test('packages of one licence share its text, and one without a text tells what it declares', () => {
  const installed = [
    install('a', 'MIT, by A\n'),
    install('@s/b', 'MIT, by A\n'),
    install('c', null, { license: 'Apache-2.0' }),
  ]
  expect(licencesOf(installed)).toBe('a, @s/b\n\nMIT, by A\n\n---\n\nc\n\nLicence: Apache-2.0\n')
})

test('code without a licence is not packed', () => {
  expect(() => licencesOf([install('d', null)])).toThrow('declares no licence')
})

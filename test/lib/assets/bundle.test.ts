import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beaconOf } from '../../../lambda/handlers/record/get-beacon'
import { pinnedBeaconSnippet } from '../../../lib/assets/beacon-snippet'
import { beaconCode, bundleFunction, type FunctionName } from '../../../lib/assets/bundle'

const bundled = (name: FunctionName) =>
  bundleFunction(name, join(mkdtempSync(join(tmpdir(), 'visitbook-')), name))
const contents = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))

test.each<[FunctionName, string[]]>([
  [
    'record',
    [
      'endpoints.json',
      'index.mjs',
      'networks.bin',
      'rdap.js',
      'rdap.js.map',
      'record.js',
      'record.js.map',
      'releases',
      'reverse-dns.js',
      'reverse-dns.js.map',
      'routes.json',
      'visitbook.js',
    ],
  ],
  [
    'query',
    [
      'dashboard.de.html',
      'dashboard.en.html',
      'dashboard.fr.html',
      'index.js',
      'index.js.map',
      'networks.bin',
    ],
  ],
  ['rollup', ['index.js', 'index.js.map', 'networks.bin']],
])('the bundle of %s has its files, and is the same when made again', (name, files) => {
  const folder = bundled(name)
  expect(readdirSync(folder)).toEqual(files)
  expect(contents(bundled(name))).toEqual(contents(folder))
})

test('the source map leads back to our own lines', () => {
  const { sources } = JSON.parse(readFileSync(join(bundled('record'), 'record.js.map'), 'utf8'))
  expect(sources).toContainEqual(expect.stringMatching(/lambda\/domain\/visit\/visit\.ts$/))
})

test('the pinned snippet names the hash and the integrity that the record function serves', () => {
  const code = beaconCode()
  const { hash, integrity } = beaconOf(code)
  expect(pinnedBeaconSnippet('https://api.example', code)).toBe(
    `<script defer src="https://api.example/visitbook.${hash}.js" integrity="${integrity}" crossorigin="anonymous"></script>`,
  )
})

import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beaconOf } from '../../../lambda/handlers/record/get-beacon'
import { beaconCode, inlineBeaconCode } from '../../../lib/assets/beacon-code'
import {
  inlineBeaconHash,
  inlineBeaconSnippet,
  pinnedBeaconSnippet,
} from '../../../lib/assets/beacon-snippet'
import { bundleFunction, type FunctionName } from '../../../lib/assets/bundle'

const bundled = (name: FunctionName, within = '') =>
  bundleFunction(name, join(mkdtempSync(join(tmpdir(), 'visitbook-')), within, name))
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
      'inline.js',
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
  ['notify', ['index.js', 'index.js.map', 'networks.bin']],
])('the bundle of %s has its files, and is the same when made again in another folder', (name, files) => {
  const folder = bundled(name)
  expect(readdirSync(folder)).toEqual(files)
  expect(contents(bundled(name, 'deeper/still'))).toEqual(contents(folder))
})

test('the source map leads from where npm pack makes the bundle to our own lines', () => {
  const { sources } = JSON.parse(readFileSync(join(bundled('record'), 'record.js.map'), 'utf8'))
  expect(sources).toContain('../../../lambda/domain/visit/visit.ts')
})

test('the pinned snippet names the hash and the integrity that the record function serves', () => {
  const code = beaconCode()
  const { hash, integrity } = beaconOf(code)
  expect(pinnedBeaconSnippet('https://api.example', code)).toBe(
    `<script defer src="https://api.example/visitbook.${hash}.js" integrity="${integrity}" crossorigin="anonymous"></script>`,
  )
})

test('the inline snippet is the code as it is, which ends no element, with its own hash and that of the served beacon', () => {
  const code = inlineBeaconCode()
  expect(inlineBeaconSnippet('https://api.example', code)).toBe(
    `<script data-service="https://api.example">${code}</script>`,
  )
  expect(code).not.toMatch(/<\/script|<!--|\r/i)
  expect(code).toContain(`"${beaconOf(beaconCode()).hash}"`)
  expect(inlineBeaconHash('1')).toBe("'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='") // printf 1 | openssl dgst -sha256 -binary | base64
})

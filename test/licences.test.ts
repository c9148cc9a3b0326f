import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packages as data } from '../lib/assets/network-table/sources/packages/package-lock.json'
import { packages } from '../package-lock.json'
import { packages as node } from './support/lambda-node/package-lock.json'

const root = join(__dirname, '..')

/** Those under which a package may come to us, and so to whoever has a copy of this repository. */
const allowed = new Set([
  'MIT',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  '0BSD',
  'CC0-1.0',
  'Unlicense',
])

const blockers = 'a blocker, asked by tests what it would block'
const permissive = 'permissive, OSI-approved; jest and the CDK bring it'

/** What is neither packed nor run by who has the service, and has another licence. */
const exceptions: readonly (readonly [licence: string, name: RegExp, reason: string])[] = [
  ['MPL-2.0', /^axe-core$/, 'accessibility, in a page of the tests'],
  ['MPL-2.0', /^@(ghostery|remusao)\//, blockers],
  ['BlueOak-1.0.0', /^(glob|graceful-fs|jackspeak|lru-cache|minimatch|minipass|path-scurry)$/, permissive],
  ['BlueOak-1.0.0', /^package-json-from-dist$/, permissive],
  ['PSF-2.0', /^argparse$/, "permissive, Python's own; the linter of OpenAPI brings it"],
  ['CC-BY-4.0', /^caniuse-lite$/, 'data on browsers, which jest brings'],
]

/** What a package-lock.json says of a package. */
interface Locked {
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

/** Of a choice one licence must be allowed, of what holds together each. */
const isAllowed = (licence: string): boolean =>
  licence
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((one) => allowed.has(one)))

const nameIn = (path: string): string => path.replace(/.*node_modules\//, '')

const exceptionFor = (path: string, { license, dev }: Locked) =>
  dev === true
    ? exceptions.find(([licence, name]) => licence === license && name.test(nameIn(path)))
    : undefined

/** The packages of a list, for every platform. */
const packagesIn = (list: object): [string, Locked][] =>
  Object.entries(list as Record<string, Locked>).filter(
    ([path, { link }]) => path.includes('node_modules/') && link !== true,
  )

const installed = packagesIn(packages)
const others = installed.filter(([, { license = '' }]) => !isAllowed(license))

test('each package is under a licence that is allowed, or is an exception that tests or a deploy need', () => {
  expect(installed.length).toBeGreaterThan(500)
  const odd = others.filter(([path, locked]) => exceptionFor(path, locked) === undefined)
  expect(odd.map(([path, { license }]) => `${path}: ${license}`)).toEqual([])
})

test('no exception is left over', () => {
  const used = new Set(others.map(([path, locked]) => exceptionFor(path, locked)))
  expect(exceptions.filter((one) => !used.has(one))).toEqual([])
})

test('what is installed declares the licence that the list says', () => {
  const odd = installed.flatMap(([path, { license }]) => {
    const file = join(root, path, 'package.json')
    if (!existsSync(file)) return [] // of another platform
    const { license: said } = JSON.parse(readFileSync(file, 'utf8'))
    const declared = said?.type ?? said // an older form
    return declared === license ? [] : [`${path}: ${license}, and it declares ${declared}`]
  })
  expect(odd).toEqual([])
})

test('what is fetched when it is needed is MIT, and the data is CC0 and CC BY 4.0', () => {
  const licences = (list: object) => packagesIn(list).map(([, { license = '' }]) => license)
  expect([...new Set(licences(node))]).toEqual(['MIT'])
  expect(licences(data)).toEqual([expect.stringContaining('CC-BY-4.0'), 'CC0-1.0'])
})

test.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-or-later)', true],
  ['Apache-2.0 AND MIT', true],
  ['MIT AND GPL-3.0-only', false],
  ['AGPL-3.0-or-later', false],
  ['SEE LICENSE IN LICENSE.md', false],
  ['UNLICENSED', false],
  ['', false],
])('%j is allowed: %s', (licence, expected) => {
  expect(isAllowed(licence)).toBe(expected)
})

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withPackages } from '../../../lib/assets/fetched-packages'
import { temporaryFolder } from '../../store/fixtures'
import { thrownBy } from '../../support/thrown'

const { folder, remove } = temporaryFolder()
afterAll(remove)

const locked = JSON.parse(readFileSync(join(__dirname, '../../../package-lock.json'), 'utf8')).packages[
  'node_modules/uqr'
] as { version: string; integrity: string }

/** A list with one small package, and what is in its place of the lock. */
function listOf(name: string, pinned: Partial<typeof locked> = {}, kind = 'dependencies'): string {
  const list = join(folder, name)
  const wanted = { [kind]: { uqr: pinned.version ?? locked.version } }
  mkdirSync(list, { recursive: true })
  writeFileSync(join(list, 'package.json'), JSON.stringify({ private: true, ...wanted }))
  const packages = { '': wanted, 'node_modules/uqr': { ...locked, ...pinned } }
  writeFileSync(join(list, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }))
  return list
}

/** With variables that npm reads, as `npm --prefix DIR start` and the like leave them to us. */
function withEnvironment<T>(variables: Readonly<Record<string, string>>, run: () => T): T {
  Object.assign(process.env, variables)
  try {
    return run()
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name]
  }
}

const place = join(folder, 'made/place')

test.each([
  ['as it is', {}],
  ['which was told to leave things out', { npm_config_omit: 'optional' }],
])('npm, %s, fetches what is pinned, and nothing of it stays', (_, variables) => {
  const list = listOf('right', {}, 'optionalDependencies')
  const version = withEnvironment(variables, () =>
    withPackages(list, place, (modules) => {
      expect(modules.startsWith(`${place}-`)).toBe(true)
      return JSON.parse(readFileSync(join(modules, 'uqr/package.json'), 'utf8')).version
    }),
  )
  expect(version).toBe(locked.version)
  expect(readdirSync(join(folder, 'made'))).toEqual([])
  expect(readdirSync(list)).toEqual(['package-lock.json', 'package.json'])
})

test('what a killed process has left is cleared away an hour later, and nothing else', () => {
  const names = ['place-killed', 'place-at-work', 'another-killed', 'place']
  for (const name of names) mkdirSync(join(folder, 'made', name, 'node_modules'), { recursive: true })
  const before = new Date(Date.now() - 3_700_000)
  for (const name of names.filter((one) => one !== 'place-at-work'))
    utimesSync(join(folder, 'made', name), before, before)
  withPackages(listOf('tidy'), place, () => 'fetched')
  expect(readdirSync(join(folder, 'made'))).toEqual(['another-killed', 'place', 'place-at-work'])
  rmSync(join(folder, 'made'), { recursive: true })
  mkdirSync(join(folder, 'made'))
})

test.each<readonly [string, Partial<typeof locked>, Record<string, string>, RegExp]>([
  [
    'with another hash than the lock’s is not used',
    { integrity: `sha512-${'A'.repeat(86)}==` },
    {},
    /^npm cannot fetch uqr: .*checksum failed/,
  ],
  [
    'of a version that is not there is named',
    { version: '9999.0.0', integrity: `sha512-${'B'.repeat(86)}==` },
    {},
    /^npm cannot fetch uqr: .*No matching version found for uqr@9999/,
  ],
  [
    'is not asked for long where no registry is',
    {},
    { npm_config_registry: 'http://127.0.0.1:9', npm_config_cache: join(folder, 'empty') },
    /^npm cannot fetch uqr: .*127\.0\.0\.1:9/,
  ],
])('a package %s, in one line', (name, pinned, variables, message) => {
  const list = listOf(name, pinned)
  const error = withEnvironment(variables, () =>
    thrownBy(() => withPackages(list, place, () => 'fetched')),
  ) as Error
  expect(error.message).toMatch(message)
  expect(error.message).not.toContain('\n')
  expect(readdirSync(join(folder, 'made'))).toEqual([])
  rmSync(join(folder, 'empty'), { recursive: true, force: true })
  expect(existsSync(join(list, 'node_modules'))).toBe(false)
})

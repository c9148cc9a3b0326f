import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { cloneRepository, root } from './support/clone'
import { isFull } from './support/size'

const files = (readdirSync(__dirname, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'))
const codeOf = (file: string) => readFileSync(join(__dirname, file), 'utf8')

/** The files whose code matches, and all that import one of them, directly or not. */
function reaching(pattern: RegExp): string[] {
  const found = new Set(files.filter((file) => pattern.test(codeOf(file))))
  for (const file of found) {
    const name = new RegExp(`from '[^']*/${basename(file, '.ts')}'`)
    for (const other of files) if (name.test(codeOf(other))) found.add(other)
  }
  return [...found].filter((file) => file.endsWith('.test.ts') && !reachesClone.test(codeOf(file)))
}
const reachesClone = /support\/clone'/

/** The suites that know of a folder beside the repository. */
const suites = reaching(/\/shared\//)

async function runJest(cwd: string, paths: readonly string[]) {
  const args = ['node_modules/jest/bin/jest.js', '--ci', '-w', '1', '--runTestsByPath', ...paths]
  const env = { ...process.env, VISITBOOK_TESTS: 'few', FORCE_COLOR: '0' } // whether they run, not how much
  const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const [said, printed, [code]] = await Promise.all([
    text(child.stderr),
    text(child.stdout),
    once(child, 'exit'),
  ])
  return { code, said: said + printed }
}

test('the suites that know of it are found', () => {
  expect(suites.map((suite) => basename(suite))).toContain('import.test.ts')
  expect(suites).not.toContain('clone.test.ts')
})

/** Where the repository itself has nothing beside it, as in CI, all suites run in such a place already. It takes minutes. */
const isTested = existsSync(join(root, '../shared')) && isFull
if (!isTested)
  process.stderr.write(
    'Skipping the tests of a clone: nothing is beside this one either, or the size is small\n',
  )

;(isTested ? test : test.skip)(
  'a clone that has nothing beside it passes them, and skips nothing but what it names',
  async () => {
    const { folder, remove } = cloneRepository()
    const { code, said } = await runJest(
      folder,
      suites.map((suite) => join('test', suite)),
    )
    remove()
    const [, failed, skipped = '0'] = /^\d+ passed, (\d+) failed(?:, (\d+) skipped)?$/m.exec(said) ?? []
    if (failed !== '0') throw new Error(said)
    expect(code).toBe(0)
    const named = said.match(/^Skipping the tests of /gm) ?? []
    expect(named.length > 0).toBe(skipped !== '0')
  },
  600_000,
)

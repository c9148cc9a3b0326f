import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { completionsOf } from '../../../bin/cli/completion/completion-tree'
import { program } from '../../../bin/cli/program'
import { visitbookHere } from '../visitbook'

const folder = mkdtempSync(join(tmpdir(), 'visitbook-completion-'))
const file = join(folder, 'completion.bash')
beforeAll(async () => {
  const { code, stdout } = await visitbookHere(['completion', 'bash'])
  expect(code).toBe(0)
  writeFileSync(file, stdout)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What bash offers for the last word, by the function that it is told of. */
function offeredBy(words: readonly string[]): string[] {
  const code = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _visitbook; printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', code, file, ...words], { encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.split('\n').filter((line) => line !== '')
}

test.each<[string[], string[]]>([
  [
    ['./visitbook', 'sta'],
    ['stats', 'status'],
  ],
  [['./visitbook', 'token', 'r'], ['revoke']],
  [
    ['./visitbook', 'stats', '--format', ''],
    ['table', 'csv', 'json'],
  ],
  [['./visitbook', 'stats', '--by', 'day', '--format', 'c'], ['csv']],
  [['./visitbook', 'visits', '--site', 'you.dev', '--org'], ['--organisation']],
  [['./visitbook', 'import', 'access-log', '--for'], ['--format']],
  [['./visitbook', 'correct', 'Acme', '--und'], ['--undo']],
  [['./visitbook', 'completion', '--h'], ['--help']],
  [
    ['./visitbook', 'stats', '--format', '='],
    ['table', 'csv', 'json'],
  ],
  [['./visitbook', 'stats', '--format', '=', 'c'], ['csv']],
  [['./visitbook', 'completion', 'z'], ['zsh']],
  // After an option that takes any value bash offers files by itself.
  [['./visitbook', 'export', '--output', ''], []],
])('bash offers after %j: %j', (words, expected) => {
  expect(offeredBy(words)).toEqual(expected)
})

test('every command is offered, and each option of every command', () => {
  const all = completionsOf(program())
  expect(all.length).toBeGreaterThan(35)
  for (const { path, commands, values, options } of all)
    expect(offeredBy(['./visitbook', ...path.split(' ').filter(Boolean), ''])).toEqual([
      ...commands.map(({ name }) => name),
      ...(values ?? []),
      ...options.map(({ name }) => name),
    ])
})

const hasScript = spawnSync('script', ['--version']).status === 0

;(hasScript ? test : test.skip)('a bash that somebody types into completes the word at the key Tab', () => {
  const typing = `(echo 'source ${file}'; sleep 0.3; printf './visitbook refu\\t--js\\t\\025exit\\n'; sleep 0.5)`
  const shell = `${typing} | script -qec 'bash --norc --noprofile -i' /dev/null`
  const { stdout } = spawnSync('bash', ['-c', shell], {
    encoding: 'utf8',
    env: { ...process.env, TERM: 'dumb' },
  })
  expect(stdout).toContain('./visitbook refusals --json ')
})

test('another shell is refused', async () => {
  expect(await visitbookHere(['completion', 'csh'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('bash, zsh, fish'),
  })
})

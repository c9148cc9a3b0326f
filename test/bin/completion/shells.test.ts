import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { completionsOf } from '../../../bin/cli/completion/completion-tree'
import { program } from '../../../bin/cli/program'
import { visitbookHere } from '../visitbook'

const folder = mkdtempSync(join(tmpdir(), 'visitbook-shells-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** `describe` where the shell is installed; elsewhere the tests are skipped, and it says so. */
function describeIn(shell: 'zsh' | 'fish', tests: () => void): void {
  if (spawnSync(shell, ['--version']).status === 0) describe(shell, tests)
  else {
    process.stderr.write(`Skipping the tests of completion in ${shell}: it is not installed\n`)
    describe.skip(shell, tests)
  }
}

async function scriptFor(shell: string): Promise<string> {
  const { stdout } = await visitbookHere(['completion', shell])
  const file = join(folder, `completion.${shell}`)
  writeFileSync(file, stdout)
  return file
}

/** Runs a shell in a folder that has one file, `visits.csv`. */
function run(shell: string, args: readonly string[]): string {
  const cwd = join(folder, 'here')
  mkdirSync(cwd, { recursive: true })
  writeFileSync(join(cwd, 'visits.csv'), '')
  const { stdout, stderr, status } = spawnSync(shell, args, { cwd, encoding: 'utf8', timeout: 60_000 })
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 })
  return stdout
}

const all = completionsOf(program())
const lineTo = (path: string) => ['visitbook', path, ''].filter((_, at) => at !== 1 || path !== '').join(' ')

describeIn('zsh', () => {
  /** What stands in the line after each, and what was offered. */
  let typed: (lines: readonly string[]) => { readonly line: string; readonly offered: string[] }[]
  beforeAll(async () => {
    const script = await scriptFor('zsh')
    const told = join(folder, 'told')
    writeFileSync(
      join(folder, '.zshrc'),
      `autoload -U compinit && compinit -u
_of_mine() { compadd xylophone }
compdef _of_mine mine
source ${script}
compadd() {
  local -a hits
  builtin compadd -O hits "$@"
  print -rl -- "\${hits[@]}" >> ${told}
  builtin compadd "$@"
}
tell() { print -r -- "= $BUFFER" >> ${told}; BUFFER=; print -n '<told>' }
zle -N tell
bindkey '^G' tell
LISTMAX=10000
print ready
`,
    )
    typed = (lines) => {
      rmSync(told, { force: true })
      const said = run('zsh', ['-f', join(__dirname, 'typed.zsh'), folder, ...lines])
      const parts = said.split(/^= (.*)\n/m)
      return lines.map((_, at) => ({
        line: parts[2 * at + 1] ?? '',
        offered: [...new Set((parts[2 * at] ?? '').split('\n').filter(Boolean))],
      }))
    }
  })

  test('the key Tab completes commands, options and their values, and files where any value may follow', () => {
    const rows = [
      ['./visitbook refu', './visitbook refusals '],
      ['visitbook sta', 'visitbook stat'],
      ['~/visitbook/visitbook token r', '~/visitbook/visitbook token revoke '],
      ['visitbook stats --by day --format c', 'visitbook stats --by day --format csv '],
      ['visitbook stats --format=c', 'visitbook stats --format=csv '],
      ['visitbook visits --site stats --org', 'visitbook visits --site stats --organisation '],
      ['visitbook completion z', 'visitbook completion zsh '],
      ['visitbook export --output v', 'visitbook export --output visits.csv '],
      ['visitbook import access-log v', 'visitbook import access-log visits.csv '],
      ['mine x', 'mine xylophone '], // completions of somebody else's
    ] as const
    expect(typed(rows.map(([line]) => line)).map(({ line }) => line)).toEqual(rows.map(([, line]) => line))
  })

  test('every command is offered, and each option of every command', () => {
    const told = typed(all.map(({ path }) => lineTo(path)))
    for (const [at, { path, commands, values, options }] of all.entries())
      expect([path, told[at]?.offered.toSorted()]).toEqual([
        path,
        [
          ...commands.map(({ name }) => name),
          ...(values ?? []),
          ...options.map(({ name }) => name),
        ].toSorted(),
      ])
  })
})

describeIn('fish', () => {
  /** What is offered for each line, without the words about it. */
  let offered: (lines: readonly string[]) => string[][]
  beforeAll(async () => {
    const script = await scriptFor('fish')
    offered = (lines) => {
      const code = `source ${script}; for line in $argv; complete -C$line; echo =; end`
      const said = run('fish', ['--no-config', '-c', code, ...lines]).split('=\n')
      return lines.map((_, at) =>
        (said[at] ?? '')
          .split('\n')
          .filter(Boolean)
          .map((line) => line.replace(/\t.*/, '')),
      )
    }
  })

  test('commands, options and their values are offered, and files where any value may follow', () => {
    const rows: [string, string[]][] = [
      ['./visitbook refu', ['refusals']],
      ['visitbook sta', ['stats', 'status']],
      ['/any/visitbook token r', ['revoke']],
      ['visitbook stats --by day --format c', ['csv']],
      ['visitbook stats --format=c', ['--format=csv']],
      ['visitbook visits --site stats --org', ['--organisation']],
      ['visitbook correct token --und', ['--undo']],
      ['visitbook completion ', ['bash', 'fish', 'zsh']],
      ['visitbook export --output v', ['visits.csv']],
      ['visitbook import access-log v', ['visits.csv']],
      ['visitbook visits v', []],
    ]
    expect(offered(rows.map(([line]) => line))).toEqual(rows.map(([, words]) => words))
  })

  test('every command is offered, and each option of every command, in words of its own', () => {
    const lines = all.flatMap(({ path }) => [lineTo(path), `${lineTo(path)}--`])
    const told = offered(lines)
    for (const [at, { path, commands, values, options }] of all.entries()) {
      const words = [...commands.map(({ name }) => name), ...(values ?? ['visits.csv'])]
      expect([path, told[2 * at]?.toSorted()]).toEqual([path, words.toSorted()])
      expect([path, told[2 * at + 1]?.toSorted()]).toEqual([path, options.map(({ name }) => name).toSorted()])
    }
  })
})

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const root = join(__dirname, '../../..')
const program = `${join(root, 'node_modules/.bin/tsx')} ${join(__dirname, 'questions.ts')}`

/** util-linux has `script`, which runs a command at a terminal of its own; that has no size until it is given one. */
const sized = `stty cols 100 rows 40; ${program}`
const hasTerminal = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0
const atTerminal = hasTerminal ? test : test.skip

/** Somebody who waits for each question before answering. @returns all that was shown, and the exit code */
async function answered(answers: readonly (readonly [shown: string, typed: string])[]) {
  const child = spawn('script', ['-qec', sized, '/dev/null'], { env: { ...process.env, CI: '' } })
  const shown = { text: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => {
    shown.text += text
  })
  const closed = once(child, 'close')
  for (const [question, keys] of answers) {
    await until(child, () => shown.text.includes(question))
    child.stdin.write(keys)
  }
  const [code] = await closed
  return { code, text: shown.text }
}

async function until({ stdout }: ChildProcess, holds: () => boolean): Promise<void> {
  while (!holds()) await once(stdout as NonNullable<typeof stdout>, 'data')
}

const enter = '\r'
const down = '\u001b[B'
const backspaces = '\u007f'.repeat('wrong'.length)

atTerminal('answers are taken as they are typed, and a wrong one is told until it is right', async () => {
  const { code, text } = await answered([
    ['Which host?', `wrong${enter}`],
    ['that is wrong', `${backspaces}you.dev${enter}`],
    ['Which table?', `${down}${enter}`],
    ['Go on?', `n${enter}`],
  ])
  expect(text).toContain('{"text":"you.dev","one":"second","yes":false}')
  expect(code).toBe(0)
})

atTerminal('Ctrl-C at a question ends it', async () => {
  const { code, text } = await answered([['Which host?', '\u0003']])
  expect(text).toContain('interrupted')
  expect(code).toBe(1)
})

test('where nobody can be asked, it is said what to add', () => {
  const { status, stderr } = spawnSync(program, { shell: true, encoding: 'utf8' })
  expect({ status, stderr }).toEqual({ status: 2, stderr: 'there is nobody to ask: add --site\n' })
})

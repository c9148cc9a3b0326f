import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { freePort } from '../web/free-port'

/** What a command led to: its exit code, or that it is still running, and all that it printed. */
export interface Outcome {
  readonly code: number | 'runs'
  readonly said: string
}

/** A stranger's terminal: what is exported holds for later commands, and what was started runs until Ctrl-C. */
export interface Terminal {
  readonly port: number
  /** Types a command as it stands, but for the blanks that the reader fills in. */
  type(command: string): Promise<Outcome>
  /** Types a command that goes on running, and waits until it has printed a text. */
  start(command: string, until: string): Promise<Outcome>
  fillIn(blank: string, value: string): void
  /** Ctrl-C to what was started. */
  interrupt(): Promise<void>
  close(): void
}

/** `npm ci` is done, as node_modules is linked; `npm cit` would run its caller again, so it lists what it would run. */
const npm = `#!/bin/sh
case "$1" in
  ci) ;;
  cit) exec "$NPM" test -- --listTests ;;
  *) exec "$NPM" "$@" ;;
esac
`

/** Nobody's credentials, no settings but free ports, no questions, nothing fetched; nothing of the caller's environment. */
async function environment(home: string, port: number) {
  return {
    PATH: [home, process.env.PATH].join(delimiter),
    NPM: execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim(),
    HOME: home,
    PORT: String(port),
    DEMO_PORT: String(await freePort()),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CDK_FORCE: 'true', // no terminal is there in which destroying could be confirmed
    CDK_VALIDATION: 'false', // CDK's own check of the template, 7 s of CPU
    npm_config_offline: 'true',
    npm_config_update_notifier: 'false',
  }
}

/** @param settings variables of the environment that the stranger has set, such as credentials */
export async function openTerminal(
  cwd: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Terminal> {
  const home = join(cwd, '../home')
  mkdirSync(home)
  writeFileSync(join(home, 'npm'), npm, { mode: 0o755 })
  const port = await freePort()
  const env = { ...(await environment(home, port)), ...settings }
  const blanks = new Map<string, string>()
  const started: ChildProcess[] = []
  let exported = ''

  function run(command: string) {
    const script = [...blanks].reduce(
      (text, [blank, value]) => text.replaceAll(blank, value),
      exported + command,
    )
    const child = spawn('sh', ['-c', script], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
    const printed = { text: '' }
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        printed.text += text
      })
    const outcome = (): Outcome => ({ code: child.exitCode ?? 'runs', said: printed.text })
    return { child, outcome }
  }

  return {
    port,
    async type(command) {
      const { child, outcome } = run(command)
      await once(child, 'close')
      if (command.startsWith('export ')) exported += `${command}\n`
      return outcome()
    },
    async start(command, until) {
      const { child, outcome } = run(command)
      started.push(child)
      const ended = once(child, 'exit')
      while (isRunning(child) && !outcome().said.includes(until))
        await Promise.race([once(child.stdout, 'data'), ended])
      return outcome()
    },
    fillIn: (blank, value) => blanks.set(blank, value),
    async interrupt() {
      const running = started.filter(isRunning)
      const ends = running.map((child) => once(child, 'exit'))
      signal(running, 'SIGINT')
      await Promise.all(ends)
    },
    close: () => signal(started.filter(isRunning), 'SIGKILL'),
  }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null

/** To the whole group, as a terminal does. */
function signal(children: readonly ChildProcess[], name: NodeJS.Signals): void {
  for (const { pid } of children) if (pid !== undefined) process.kill(-pid, name)
}

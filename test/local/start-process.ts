import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const root = join(__dirname, '../..')

// Not the command tsx: it kills with SIGKILL whoever is too busy to acknowledge a signal within 60 ms.
const command = ['--import', pathToFileURL(require.resolve('tsx')).href, join(root, 'local/start.ts')]

export interface StartProcess {
  readonly child: ChildProcess
  /** What it has said so far. */
  readonly printed: { out: string; error: string }
}

/** What `npm start` runs, as a process of its own. */
export function spawnStart(
  env: Readonly<Record<string, string>>,
  options: readonly string[] = [],
  cwd = root,
): StartProcess {
  const child = spawn(process.execPath, [...command, ...options], {
    cwd,
    env: { ...process.env, ...env },
    detached: true, // a group of its own, as a terminal makes it
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = { out: '', error: '' }
  child.stdout.on('data', (text) => (printed.out += text))
  child.stderr.on('data', (text) => (printed.error += text))
  return { child, printed }
}

/** Waits until it says that it runs, and where. @throws Error with what it says if it ends before */
export async function untilUp({ child, printed }: StartProcess): Promise<{ url: string; token: string }> {
  while (!printed.out.includes('Ctrl-C')) {
    if (!isRunning(child)) throw new Error(`it ended: ${printed.error}`)
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')])
  }
  const [, url = ''] = /Dashboard +(\S+)\//.exec(printed.out) ?? []
  const [, token = ''] = /Token +(\S+)/.exec(printed.out) ?? []
  return { url, token }
}

/** To the whole group, as Ctrl-C in a terminal does. */
export const signalTo = (child: ChildProcess, signal: NodeJS.Signals) =>
  process.kill(-(child.pid as number), signal)

export const isRunning = (child: ChildProcess) => child.exitCode === null && child.signalCode === null

export async function ended(child: ChildProcess): Promise<number | null> {
  if (isRunning(child)) await once(child, 'exit')
  return child.exitCode
}

import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import type { AddressInfo } from 'node:net'
import { connect, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive, withLock } from './lock'

/** The DynamoDB-compatible engines that can hold the local table. */
export type EngineKind = 'dynoxide' | 'dynalite'

/** A running engine. It belongs to everyone who has it open and stops when the last of them closes it. */
export interface Engine {
  readonly kind: EngineKind
  readonly endpoint: string
  close(): Promise<void>
}

interface Running {
  readonly kind: EngineKind
  readonly pid: number
  readonly port: number
}

/** dynoxide where its package is installed (linux-x64), dynalite, which is pure JavaScript, elsewhere. */
export const preferredEngine = (): EngineKind => (dynoxidePath() === null ? 'dynalite' : 'dynoxide')

/**
 * Opens the engine on a folder: the one that runs there already, also one whose owner was killed, or a new one.
 * It runs beside this process, because an engine in the server's own process is slower.
 */
export async function openEngine(folder: string, kind = preferredEngine()): Promise<Engine> {
  mkdirSync(folder, { recursive: true })
  const users = join(folder, 'users')
  const self = join(users, `${process.pid}-${randomUUID()}`)
  const lock = join(folder, 'lock')
  const { port, kind: running } = await withLock(lock, async () => {
    const found = await runningOn(folder)
    if (found === null) rmSync(users, { recursive: true, force: true }) // nobody uses an engine that is not there
    const engine = found ?? (await start(folder, kind))
    mkdirSync(users, { recursive: true })
    writeFileSync(self, '')
    return engine
  })
  return {
    kind: running,
    endpoint: `http://127.0.0.1:${port}`,
    close: () =>
      withLock(lock, async () => {
        rmSync(self, { force: true })
        if (othersOf(users).length === 0) await stop(folder)
      }),
  }
}

const patience = 5000 // milliseconds; an engine stops in 0.1 s

const stateOf = (folder: string) => join(folder, 'engine.json')

async function runningOn(folder: string): Promise<Running | null> {
  if (!existsSync(stateOf(folder))) return null
  const engine = JSON.parse(readFileSync(stateOf(folder), 'utf8')) as Running
  return isAlive(engine.pid) && (await answers(engine.port)) ? engine : null
}

async function start(folder: string, kind: EngineKind): Promise<Running> {
  const port = await freePort()
  const [command, args] = commandOf(kind, folder, port)
  const log = openSync(join(folder, 'engine.log'), 'a')
  const child = spawn(command, args, { detached: true, stdio: ['ignore', log, log] }) // Ctrl-C must not reach it before us
  closeSync(log)
  let gone = false
  for (const end of ['error', 'exit'] as const) child.once(end, () => (gone = true))
  await listening(port, () => gone)
  child.unref()
  const engine: Running = { kind, pid: child.pid as number, port }
  writeState(folder, engine)
  return engine
}

/** Renames a whole file: half of one, left by a process that was killed, would keep every later start from reading it. */
function writeState(folder: string, engine: Running): void {
  const part = `${stateOf(folder)}.part`
  writeFileSync(part, JSON.stringify(engine))
  renameSync(part, stateOf(folder))
}

async function stop(folder: string): Promise<void> {
  const engine = await runningOn(folder)
  rmSync(stateOf(folder), { force: true })
  if (engine === null) return
  process.kill(engine.pid, 'SIGTERM')
  const deadline = Date.now() + patience
  while (await answers(engine.port)) {
    if (Date.now() > deadline) process.kill(engine.pid, 'SIGKILL')
    await sleep(10)
  }
}

/** Users whose process still lives; what dead ones left is removed. */
function othersOf(users: string): string[] {
  return readdirSync(users).filter((user) => {
    const alive = isAlive(Number(user.split('-')[0]))
    if (!alive) rmSync(join(users, user), { force: true })
    return alive
  })
}

function commandOf(kind: EngineKind, folder: string, port: number): [string, string[]] {
  if (kind === 'dynalite') {
    const cli = join(dirname(require.resolve('dynalite/package.json')), 'cli.js')
    const quick = ['--createTableMs', '0', '--deleteTableMs', '0', '--updateTableMs', '0']
    return [
      process.execPath,
      [cli, '--host', '127.0.0.1', '--port', String(port), '--path', join(folder, 'dynalite'), ...quick],
    ]
  }
  const dynoxide = dynoxidePath()
  if (dynoxide === null) throw new Error('@dynoxide/linux-x64 is not installed on this machine')
  return [dynoxide, ['--host', '127.0.0.1', '--port', String(port), '--db-path', databaseFile(folder)]]
}

/** Where dynoxide keeps the table of a data folder. */
export const databaseFile = (folder: string): string => join(folder, 'visits.sqlite')

/** Null where its package is not installed. */
export function dynoxidePath(): string | null {
  try {
    return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide')
  } catch {
    return null
  }
}

/** A port that nobody listens on, for now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

async function listening(port: number, hasExited: () => boolean): Promise<void> {
  while (!(await answers(port))) {
    if (hasExited()) throw new Error('the database engine did not start; see engine.log in the data folder')
    await sleep(10)
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
}

import { spawn } from 'node:child_process'
import { closeSync, openSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as v from 'valibot'
import { answers, type EngineAddress } from './engine-address'
import { isRunning, nameOfProcess, type ProcessName, pidOf } from './process-name'
import { processesWith } from './process-search'
import { readState, writeState } from './state-file'

/** The DynamoDB-compatible engines that can hold the local table. */
export type EngineKind = 'dynoxide' | 'dynalite'

/** What an engine is started with. A restart keeps all of it, so that its clients find it again. */
export interface EngineSettings extends EngineAddress {
  readonly kind: EngineKind
  /** A secret of those who may read the data folder. dynalite asks for it. */
  readonly accessKeyId: string
}

/** An engine's process, as the data folder remembers it. */
export interface EngineProcess extends EngineSettings {
  readonly name: ProcessName
}

const engineProcess = v.object({
  kind: v.picklist(['dynoxide', 'dynalite']),
  host: v.string(),
  port: v.number(),
  accessKeyId: v.string(),
  name: v.string(),
})

/** Milliseconds; an engine stops in 0.1 s. */
const patience = 5000

const stateOf = (folder: string) => join(folder, 'engine.json')

/** The engine that was started last, whether it still runs or not. Null where no file tells, or half of one does. */
export function lastEngine(folder: string): EngineProcess | null {
  try {
    return v.parse(engineProcess, JSON.parse(readState(stateOf(folder)) ?? ''))
  } catch {
    return null
  }
}

export async function runningEngine(folder: string): Promise<EngineProcess | null> {
  const engine = lastEngine(folder)
  return engine !== null && isRunning(engine.name) && (await answers(engine)) ? engine : null
}

/** Starts an engine on a folder where none is known to run. One that the folder forgot is stopped first: it holds the files. */
export async function startEngine(folder: string, settings: EngineSettings): Promise<EngineProcess> {
  await Promise.all(processesWith(...fileArguments(settings.kind, folder)).map(end))
  const child = spawnEngine(folder, settings)
  let isGone = false
  for (const event of ['error', 'exit'] as const) child.once(event, () => (isGone = true))
  while (!(await answers(settings))) {
    if (isGone) throw new Error('the database engine did not start; see engine.log in the data folder')
    await sleep(10)
  }
  child.unref()
  const { kind, host, port, accessKeyId } = settings
  const engine = { kind, host, port, accessKeyId, name: nameOfProcess(child.pid as number) ?? '' }
  try {
    writeState(stateOf(folder), JSON.stringify(engine))
  } catch (error) {
    child.kill('SIGKILL') // nobody would find it again
    throw error
  }
  return engine
}

export async function stopEngine(folder: string): Promise<void> {
  const engine = await runningEngine(folder)
  rmSync(stateOf(folder), { force: true })
  if (engine !== null) await end(engine.name)
}

async function end(name: ProcessName): Promise<void> {
  const deadline = performance.now() + patience
  for (let signal: NodeJS.Signals | 0 = 'SIGTERM'; isRunning(name); await sleep(10)) {
    process.kill(pidOf(name), signal)
    signal = performance.now() > deadline ? 'SIGKILL' : 0
  }
}

/** The engine's files and log are for their owner alone. It has a process group of its own: Ctrl-C must not reach it before us. */
function spawnEngine(folder: string, settings: EngineSettings) {
  const before = process.umask(0o077)
  try {
    const log = openSync(join(folder, 'engine.log'), 'a')
    const [command, args, env] = commandOf(settings, folder)
    const options = { detached: true, stdio: ['ignore', log, log] as ['ignore', number, number] }
    const child = spawn(command, args, { ...options, env: { ...process.env, ...env } })
    closeSync(log)
    return child
  } finally {
    process.umask(before)
  }
}

type Command = readonly [command: string, args: string[], env: Record<string, string>]

function commandOf({ kind, host, port, accessKeyId }: EngineSettings, folder: string): Command {
  const files = fileArguments(kind, folder)
  if (kind === 'dynalite') {
    const env = { HOST: host, PORT: String(port), ACCESS_KEY_ID: accessKeyId } // anyone may see the arguments
    return [process.execPath, ['--require', require.resolve('tsx/cjs'), ...files], env]
  }
  const dynoxide = dynoxidePath()
  if (dynoxide === null) throw new Error('@dynoxide/linux-x64 is not installed on this machine')
  return [dynoxide, ['--host', host, '--port', String(port), ...files], {}]
}

/** The last two arguments of an engine, by which it is found when the folder has forgotten it. */
const fileArguments = (kind: EngineKind, folder: string): [option: string, path: string] =>
  kind === 'dynalite'
    ? [join(__dirname, 'dynalite.ts'), resolve(folder, 'dynalite')]
    : ['--db-path', resolve(databaseFile(folder))]

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

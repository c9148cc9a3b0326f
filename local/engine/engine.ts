import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freeAddress } from './engine-address'
import {
  dynoxidePath,
  type EngineKind,
  type EngineSettings,
  lastEngine,
  runningEngine,
  startEngine,
  stopEngine,
} from './engine-process'
import { watchEngine } from './engine-watch'
import { withLock } from './lock'
import { isRunning, ownName } from './process-name'
import { openFolder } from './state-file'

/** A running engine. It belongs to all processes that have it open and stops when the last of them closes it. */
export interface Engine {
  readonly kind: EngineKind
  readonly endpoint: string
  readonly accessKeyId: string
  /** What keeps the engine from storing visits now, in words; null when nothing does. */
  trouble(): string | null
  close(): Promise<void>
}

/** dynoxide where its package is installed (linux-x64), dynalite, which is pure JavaScript, elsewhere. */
export const preferredEngine = (): EngineKind => (dynoxidePath() === null ? 'dynalite' : 'dynoxide')

/**
 * Opens the engine on a folder: the one that runs there already, even if its owner was killed, or a new one. It is
 * restarted when it dies. It runs in a process of its own, because an engine in the server's process is slower.
 */
export async function openEngine(folder: string, kind = preferredEngine()): Promise<Engine> {
  openFolder(folder)
  const users = usersOf(folder)
  const self = join(users, `${ownName}.${randomUUID()}`)
  const lock = join(folder, 'lock')
  const engine = await withLock(lock, async () => {
    mkdirSync(users, { recursive: true, mode: 0o700 })
    const opened =
      (await runningEngine(folder)) ?? (await startEngine(folder, await settingsFor(folder, kind)))
    writeFileSync(self, '')
    return opened
  })
  const restart = () =>
    withLock(lock, async () => (await runningEngine(folder)) ?? startEngine(folder, engine))
  const watch = watchEngine({ engine, folder, restart })
  return {
    kind: engine.kind,
    endpoint: `http://${engine.host}:${engine.port}`,
    accessKeyId: engine.accessKeyId,
    trouble: watch.trouble,
    async close() {
      await watch.stop()
      await withLock(lock, async () => {
        rmSync(self, { force: true })
        if (othersOf(users).length === 0) await stopEngine(folder)
      })
    },
  }
}

const usersOf = (folder: string) => join(folder, 'users')

/** While others have it open, an engine is started as it was before it died: they still ask there. */
async function settingsFor(folder: string, kind: EngineKind): Promise<EngineSettings> {
  const last = othersOf(usersOf(folder)).length > 0 ? lastEngine(folder) : null
  return last ?? { kind, ...(await freeAddress()), accessKeyId: randomBytes(16).toString('hex') }
}

/** The users whose process still runs; what dead ones left is removed. */
function othersOf(users: string): string[] {
  return readdirSync(users).filter((user) => {
    const isAlive = isRunning(user.split('.', 1)[0] as string)
    if (!isAlive) rmSync(join(users, user), { force: true })
    return isAlive
  })
}

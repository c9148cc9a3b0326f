import { setTimeout as sleep } from 'node:timers/promises'
import { lastEngine } from '../../local/engine/engine-process'
import { pidOf, isRunning as runs } from '../../local/engine/process-name'
import { site } from '../local/book'
import { ended, isRunning, type StartProcess, signalTo, spawnStart, untilUp } from '../local/start-process'

/** Milliseconds within which it must be well again, on a busy machine too. */
const patience = 120_000

/** `npm start` on one folder and one port, again after each end. */
export interface Service {
  readonly url: string
  readonly token: string
  /** How many times it was ended so far: what a life has answered for, an earlier one cannot have. */
  readonly life: number
  /** SIGKILLs that found somebody alive. */
  readonly kills: { service: number; engine: number }
  servicePid(): number | null
  enginePid(): number | null
  /** Starts it where it does not run. False if it ended instead, as on a full disk. */
  start(): Promise<boolean>
  /** Starts it, and kills it while it starts. */
  startAndKill(afterMs: number): Promise<void>
  kill(): Promise<void>
  killEngine(): Promise<void>
  stop(): Promise<void>
  /** Waits until /health finds nothing. @throws Error where that takes too long */
  untilWell(): Promise<void>
}

export function serviceOn(folder: string, port: number): Service {
  const env = {
    PORT: String(port),
    DEMO_PORT: '0',
    VISITBOOK_DATA: folder,
    VISITBOOK_SITES: site,
    VISITBOOK_TOKEN: token,
  }
  const url = `http://127.0.0.1:${port}`
  const kills = { service: 0, engine: 0 }
  let life = 0
  let running: StartProcess | null = null
  const isUp = () => running !== null && isRunning(running.child)

  async function end(signal: 'SIGKILL' | 'SIGTERM') {
    const child = running?.child
    if (child === undefined || !isRunning(child)) return
    life++ // before: whoever asks from now on asks the next one
    if (signal === 'SIGKILL') kills.service++
    signalTo(child, signal)
    await ended(child)
  }

  async function start() {
    if (isUp()) return true
    running = spawnStart(env)
    return untilUp(running).then(
      () => true,
      () => false,
    )
  }

  function enginePid() {
    const engine = lastEngine(folder)
    return engine !== null && runs(engine.name) ? pidOf(engine.name) : null
  }

  return {
    url,
    token,
    kills,
    get life() {
      return life
    },
    servicePid: () => (isUp() ? (running?.child.pid ?? null) : null),
    enginePid,
    start,
    async startAndKill(afterMs) {
      running = spawnStart(env)
      await Promise.race([sleep(afterMs), ended(running.child)])
      await end('SIGKILL')
    },
    kill: () => end('SIGKILL'),
    async killEngine() {
      const pid = enginePid()
      if (pid === null) return
      process.kill(pid, 'SIGKILL')
      kills.engine++
      while (enginePid() === pid) await sleep(5)
    },
    stop: () => end('SIGTERM'),
    async untilWell() {
      const late = performance.now() + patience
      while (!(await isWell(url))) {
        if (performance.now() > late) throw new Error(`it does not come back: ${running?.printed.error}`)
        if (!isUp()) await start()
        await sleep(50)
      }
    },
  }
}

const token = 'vb_soak'

const isWell = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(5000) }).then(
    async (response) => (await response.text()) !== '' && response.ok,
    () => false,
  )

import { once } from 'node:events'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Finding, Fuzzed } from './fuzz'
import { longest } from './mutate'
import type { Task } from './worker'

export interface Report extends Omit<Fuzzed, 'kept'> {
  readonly kept: number
  /** How many places the code has, with what it needs from packages. */
  readonly places: number
}

export interface Run extends Omit<Task, 'underWay'> {
  /** Milliseconds after which a text is taken for one that never ends. */
  readonly patience?: number
}

const longestTry = 20_000

/** Tries texts on a target in a thread of its own, which is ended where one of them never ends. */
export async function runTarget({ patience = longestTry, ...task }: Run): Promise<Report> {
  const underWay = new SharedArrayBuffer(8 + 2 * longest * 2)
  const worker = new Worker(join(__dirname, 'worker.ts'), {
    workerData: { ...task, underWay } satisfies Task,
    execArgv: ['--require', require.resolve('tsx/cjs')], // tsx has no hooks in a thread of Node 20 otherwise
  })
  const report = await Promise.race([reportOf(worker), stuck(underWay, worker, patience)])
  await worker.terminate()
  return report
}

async function reportOf(worker: Worker): Promise<Report> {
  const [report] = await once(worker, 'message') // throws what the worker throws
  return report
}

/** Watches the number of texts that were tried; where it stands still, the last of them is what never ends. */
function stuck(underWay: SharedArrayBuffer, worker: Worker, patience: number): Promise<Report> {
  const numbers = new Int32Array(underWay, 0, 2)
  return new Promise((resolve) => {
    let [last, since] = [0, performance.now()]
    const timer = setInterval(() => {
      const [length = 0, tries = 0] = numbers
      if (tries !== last || tries === 0) [last, since] = [tries, performance.now()]
      else if (performance.now() - since > patience) resolve(endless(textIn(underWay, length), tries))
    }, 200)
    worker.once('exit', () => clearInterval(timer))
  })
}

const textIn = (underWay: SharedArrayBuffer, length: number): string =>
  String.fromCharCode(...new Uint16Array(underWay, 8, length))

const endless = (text: string, tries: number): Report => {
  const findings: Finding[] = [{ text, fault: 'never ends' }]
  return { tries, kept: 0, reached: 0, places: 0, findings }
}

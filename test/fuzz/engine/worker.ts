import { parentPort, workerData } from 'node:worker_threads'
import { random } from '../../../local/example/chance'
import { fuzz } from './fuzz'
import { instrumented } from './instrumented'

/** What a worker is given. */
export interface Task {
  readonly file: string
  readonly seconds: number
  readonly seed: number
  /** Where the text under way is written: its length, how many were tried, and its characters. */
  readonly underWay: SharedArrayBuffer
}

const { file, seconds, seed, underWay } = workerData as Task
const [length, tries] = [0, 1]
const numbers = new Int32Array(underWay, 0, 2)
const characters = new Uint16Array(underWay, 8)

function before(text: string): void {
  for (let at = 0; at < text.length; at++) characters[at] = text.charCodeAt(at)
  numbers[length] = text.length
  numbers[tries] = (numbers[tries] as number) + 1
}

async function main(): Promise<void> {
  const parts = instrumented(file)
  const end = performance.now() + seconds * 1000
  const { kept, ...fuzzed } = await fuzz({
    ...parts,
    random: random(seed),
    before,
    isOver: (tried) => tried % 64 === 0 && performance.now() > end,
  })
  parentPort?.postMessage({ ...fuzzed, kept: kept.length, places: parts.hits.length })
}

main()

import { simulate } from './simulate'

/** What a worker prints of each seed, a line of JSON each. */
export interface Line {
  readonly seed: number
  /** Null where every promise was kept. */
  readonly fault: string | null
  readonly length: number
}

/** Lives through seeds until nobody wants more: `worker.ts FIRST STEP COUNT UNTIL`, the last as milliseconds since 1970. */
async function main([first = 1, step = 1, many = 1, until = 0]: readonly number[]): Promise<void> {
  for (let done = 0, seed = first; done < many && Date.now() < until; done++, seed += step) {
    const { fault, length } = await simulate(seed)
    const line: Line = { seed, fault: fault?.message ?? null, length }
    process.stdout.write(`${JSON.stringify(line)}\n`)
  }
}

void main(process.argv.slice(2).map(Number))

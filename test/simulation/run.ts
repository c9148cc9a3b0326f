import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { networkTableFile } from '../../lib/assets/network-table/file'
import { exitWith } from '../support/exit-with'
import { shrink } from './shrink'
import { type Outcome, simulate } from './simulate'
import type { Line } from './worker'

const help = `npm run test:simulate -- [--seeds N] [--minutes N] [--from N] | --seed N

Lives through the service's life again and again: visits, erasures, corrections, outages and races, at a clock, in an order and
on a table of its own, and holds what came of it against what was promised.

  --seeds N    how many lives (default 1000)
  --minutes N  ends after so many minutes
  --from N     the first seed (default 1)
  --seed N     one life, told: what happened, in order
  --whole      with --seed: does not look for its shortest form where a promise is broken`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      minutes: { type: 'string', default: '1440' },
      from: { type: 'string', default: '1' },
      seed: { type: 'string' },
      whole: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) console.log(help)
  else if (values.seed !== undefined) return tellOne(wholeNumber(values.seed), values.whole)
  else return liveAll(wholeNumber(values.from), wholeNumber(values.seeds), Number(values.minutes))
  return 0
}

function wholeNumber(text: string): number {
  const number = Number(text)
  if (Number.isSafeInteger(number) && number >= 0) return number
  throw new Error(`expected a whole number, not ${text}`)
}

async function tellOne(seed: number, isWhole: boolean): Promise<number> {
  const outcome = await simulate(seed)
  const told = outcome.fault === null || isWhole ? outcome : await shrink(outcome)
  tell(told)
  return told.fault === null ? 0 : 1
}

function tell({ plan, lines, fault }: Outcome): void {
  console.log(
    `seed ${plan.seed}, begun ${plan.start}, ${plan.retentionDays} days of retention, ${plan.shards} shards${plan.archive ? ', an archive' : ''}\n`,
  )
  console.log(lines.join('\n'))
  if (fault === null) console.log('\nEvery promise was kept.')
}

async function liveAll(from: number, seeds: number, minutes: number): Promise<number> {
  networkTableFile() // once, before all begin
  const begun = Date.now()
  const lines: Line[] = []
  const workers = Array.from({ length: availableParallelism() }, (_, at, of = availableParallelism()) =>
    worker([from + at, of, Math.ceil((seeds - at) / of), begun + minutes * 60_000], (line) => {
      lines.push(line)
      if (lines.length % 100 === 0) console.error(`${lines.length} lives, ${inYears(lines)}`)
    }),
  )
  await Promise.all(workers.map((child) => once(child, 'close')))
  if (workers.some(({ exitCode }) => exitCode !== 0)) throw new Error('a worker has ended before its work')
  return sumUp(lines, (Date.now() - begun) / 1000)
}

function worker(given: readonly number[], onLine: (line: Line) => void): ChildProcess {
  const child = spawn(
    process.execPath,
    [
      '--max-semi-space-size=128',
      '--single-threaded-gc',
      '--import',
      'tsx',
      join(__dirname, 'worker.ts'),
      ...given.map(String),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  createInterface(child.stdout).on('line', (line) => onLine(JSON.parse(line)))
  return child
}

const inYears = (lines: readonly Line[]): string =>
  `${(lines.reduce((sum, { length }) => sum + length, 0) / 31_557_600_000).toFixed(2)} years`

async function sumUp(lines: readonly Line[], seconds: number): Promise<number> {
  const broken = lines.filter(({ fault }) => fault !== null).toSorted((a, b) => a.seed - b.seed)
  console.log(
    `${lines.length} lives, ${inYears(lines)}, in ${seconds.toFixed(0)} s; ${broken.length} broke a promise`,
  )
  for (const { seed, fault } of broken) console.log(`  seed ${seed}: ${fault}`)
  const [first] = broken
  if (first === undefined) return 0
  console.log('\nThe shortest story of the first:\n')
  tell(await shrink(await simulate(first.seed)))
  return 1
}

exitWith(main())

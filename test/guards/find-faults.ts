import type { Clone } from '../support/clone'
import type { Fault } from './fault'
import { firstBroken } from './lives'
import { type NamedTest, runTests } from './named-tests'
import { plant } from './plant'
import { presentClone } from './present-clone'

/** The most lives that the simulator has for a fault, unless fewer are asked for. */
export const mostSeeds = 1000

/** What came of one fault. */
export interface Finding {
  readonly fault: Fault
  /** Why it counts as not found; null where it was found. */
  readonly missed: string | null
  /** The seed by which the simulator found it. */
  readonly seed: number | null
  /** What the simulator said. */
  readonly said: string | null
  readonly seconds: number
}

/** Plants one fault after the other, in as many clones as there are to be at once. */
export async function findFaults(
  faults: readonly Fault[],
  { clones: many = 2, seeds = mostSeeds, onFinding = () => {} }: FindOptions = {},
): Promise<readonly Finding[]> {
  const left = [...faults]
  const findings: Finding[] = []
  const clones = Array.from({ length: Math.min(many, faults.length) }, presentClone)
  const workThrough = async (clone: Clone) => {
    for (let fault = left.shift(); fault !== undefined; fault = left.shift()) {
      const begun = Date.now()
      const found = await findFault(clone.folder, fault, seeds)
      const finding = { fault, seed: null, said: null, ...found, seconds: (Date.now() - begun) / 1000 }
      findings.push(finding)
      onFinding(finding)
    }
  }
  try {
    const [first] = clones
    if (first !== undefined) await requirePassing(first.folder, faults)
    await Promise.all(clones.map(workThrough))
  } finally {
    for (const clone of clones) clone.remove()
  }
  return faults.flatMap((fault) => findings.filter((finding) => finding.fault === fault))
}

export interface FindOptions {
  readonly clones?: number
  /** Lives that the simulator has for a fault. */
  readonly seeds?: number
  readonly onFinding?: (finding: Finding) => void
}

/** A test that fails, or is not run, without any fault finds none. */
async function requirePassing(folder: string, faults: readonly Fault[]): Promise<void> {
  const tests = faults.map(({ foundBy }) => foundBy).filter((by) => typeof by === 'object')
  if (tests.length === 0) return
  const outcomes = await runTests(folder, tests)
  const wrong = tests.flatMap(({ suite, test }, at) =>
    outcomes[at] === 'passed' ? [] : [`  ${suite}, "${test}": ${outcomes[at]}`],
  )
  if (wrong.length > 0)
    throw new Error(`without a fault each test must pass, and these do not:\n${wrong.join('\n')}`)
}

type Found = Pick<Finding, 'missed'> & Partial<Pick<Finding, 'seed' | 'said'>>

async function findFault(folder: string, fault: Fault, seeds: number): Promise<Found> {
  const takeOut = plant(folder, fault)
  try {
    if (fault.foundBy !== 'the simulator') return await findByTest(folder, fault.foundBy)
    const broken = await firstBroken(folder, 1, seeds)
    if (broken === null) return { missed: `no promise was broken in ${seeds} lives` }
    takeOut()
    const { seed, fault: said } = broken
    const isSound = (await firstBroken(folder, seed, 1)) === null
    return { missed: isSound ? null : `seed ${seed} breaks a promise without it too`, seed, said }
  } finally {
    takeOut()
  }
}

async function findByTest(folder: string, named: NamedTest): Promise<Found> {
  const [outcome] = await runTests(folder, [named])
  return { missed: outcome === 'failed' ? null : `${named.suite}, "${named.test}": ${outcome}` }
}

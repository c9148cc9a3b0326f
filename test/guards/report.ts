import type { Finding } from './find-faults'

/** What was found, and by what: a table as Markdown has it. */
export function reportOf(findings: readonly Finding[]): string {
  const rows = findings.map(
    ({ fault, seconds, ...finding }) =>
      `| ${fault.name} | ${foundBy(fault, finding)} | ${seconds.toFixed(0)} |`,
  )
  return ['| fault | found by | seconds |', '|---|---|---:|', ...rows].join('\n')
}

function foundBy(
  { foundBy: by }: Finding['fault'],
  { missed, seed, said }: Pick<Finding, 'missed' | 'seed' | 'said'>,
): string {
  if (missed !== null) return '**nothing**'
  if (typeof by === 'object') return `${by.suite.replace(/^test\//, '')}: \`${by.test}\``
  return `seed ${seed}: ${promiseIn(said ?? '')}`
}

/** A violation begins with the promise that was broken. */
const promiseIn = (said: string): string => said.split(':')[0] ?? ''

/** Half of the faults that the simulator found, it found by this seed; null where it found none. */
export function medianSeed(findings: readonly Finding[]): number | null {
  const seeds = findings.map(({ seed }) => seed).filter((seed) => seed !== null)
  return seeds.toSorted((a, b) => a - b)[Math.floor((seeds.length - 1) / 2)] ?? null
}

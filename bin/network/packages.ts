import { execFileSync } from 'node:child_process'
import {
  asnPackage,
  countryPackage,
  currentSources,
  packagesFolder,
  pinnedVersion,
} from '../../lib/assets/network-table/sources/source-set'
import { knownAnswers, printChanges } from './known-answers'

interface Update {
  readonly name: string
  readonly current: string
  readonly latest: string
}

/** Pins the latest packages of the registry, where they are newer. */
export function updatePackages(): void {
  const updates = [asnPackage, countryPackage].map(updateOf)
  for (const { name, current, latest } of updates) console.log(`${name}: ${current}, latest ${latest}`)
  const newer = updates.filter(({ current, latest }) => isNewer(latest, current))
  if (newer.length === 0) {
    console.log(`nothing is newer; the network table stays that of ${currentSources().date}`)
    console.log('The makers end their npm edition: npm run network:update -- --releases takes their releases')
    return
  }
  const before = knownAnswers()
  npm(
    'install',
    '--package-lock-only',
    '--save-exact',
    '--ignore-scripts',
    ...newer.map(({ name, latest }) => `${name}@${latest}`),
  )
  printChanges(before)
}

const updateOf = (name: string): Update => ({
  name,
  current: pinnedVersion(name),
  latest: npm('view', name, 'version').trim(),
})

/** The version is 2.3 and a date; its last part does not fit into 32 bits. */
function isNewer(version: string, than: string): boolean {
  const [a, b] = [version, than].map((one) => one.split('.').map(Number)) as [number[], number[]]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && (a[at] as number) > (b[at] ?? 0)
}

/** @throws Error with what npm complained of */
function npm(...args: string[]): string {
  try {
    return execFileSync('npm', args, {
      cwd: packagesFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    const complaints = stderr.split('\n').filter((line) => line.startsWith('npm error'))
    throw new Error(`npm ${args.join(' ')} failed\n${complaints.join('\n') || 'is the registry reachable?'}`)
  }
}

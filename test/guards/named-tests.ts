import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A test by the names that Jest knows it by. */
export interface NamedTest {
  readonly suite: string
  /** With the names of what it is in before it. */
  readonly test: string
}

/** What Jest writes of a run, as much as is read. */
interface JestReport {
  readonly testResults: readonly {
    readonly name: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

export type Outcome = 'passed' | 'failed' | 'not run'

/** Runs tests of a folder, each of them and no other. @returns what became of each, in their order */
export async function runTests(folder: string, tests: readonly NamedTest[]): Promise<readonly Outcome[]> {
  const parent = mkdtempSync(join(tmpdir(), 'visitbook-guards-'))
  try {
    const file = join(parent, 'report.json')
    const names = tests.map(({ test }) => `^${escaped(test)}$`)
    const given = [
      ...['--runTestsByPath', ...new Set(tests.map(({ suite }) => suite))],
      ...['--testNamePattern', names.join('|')],
      ...['--json', '--outputFile', file, '--silent', '--maxWorkers', '1', '--reporters', 'default'],
    ]
    const jest = join('node_modules', 'jest', 'bin', 'jest.js')
    const env = { ...process.env, VISITBOOK_TESTS: 'all' }
    const child = spawn(process.execPath, [jest, ...given], { cwd: folder, env, stdio: 'ignore' })
    await once(child, 'close')
    return outcomesIn(JSON.parse(readFileSync(file, 'utf8')), tests)
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A name may be that of several tests, one a row of data: one that failed is enough. */
function outcomesIn({ testResults }: JestReport, tests: readonly NamedTest[]): Outcome[] {
  return tests.map(({ suite, test }) => {
    const found = testResults
      .filter(({ name }) => name.replaceAll('\\', '/').endsWith(`/${suite}`))
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ fullName }) => fullName === test)
      .map(({ status }) => status)
    if (found.includes('failed')) return 'failed'
    return found.includes('passed') ? 'passed' : 'not run'
  })
}

import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const version = '4.32.5'
const environment = join(__dirname, '../../node_modules/.cache/visitbook', `schemathesis-${version}`)
const program = join(environment, 'bin/st')

/** Installs it from PyPI, once, into a Python environment of its own. @throws Error where Python or PyPI is missing */
export function installSchemathesis(): void {
  if (existsSync(program)) return
  const quiet = { stdio: 'pipe' } as const
  try {
    execFileSync('python3', ['-m', 'venv', '--clear', environment], quiet)
    execFileSync(join(environment, 'bin/pip'), ['install', '-q', `schemathesis==${version}`], quiet)
  } catch (error) {
    rmSync(environment, { recursive: true, force: true })
    throw error
  }
}

export interface Calls {
  /** File of the OpenAPI document. */
  readonly description: string
  readonly url: string
  /** `Name: value`, sent with every call. */
  readonly headers: readonly string[]
  /** Calls made of each operation at random, at most; those at the edges of its schemas come on top. */
  readonly examples: number
  /** Makes the same calls again; others each time when left out. */
  readonly seed?: string | undefined
  /** Ids of visits that are there to be asked for and erased. */
  readonly ids: readonly string[]
  /** The folder that it works in, and may write to. */
  readonly folder: string
}

/** Makes the calls and prints what was found. @returns the exit code */
export async function runSchemathesis({
  description,
  url,
  headers,
  examples,
  seed,
  ids,
  folder,
}: Calls): Promise<number> {
  const given = headers.flatMap((header) => ['--header', header])
  const size = ['--max-examples', String(examples), '--phases', 'coverage,fuzzing', '--continue-on-failure']
  const args = [
    '--config-file',
    join(__dirname, 'schemathesis.toml'),
    'run',
    description,
    '--url',
    url,
    '--no-color',
  ]
  const chance = seed === undefined ? [] : ['--seed', seed]
  const running = spawn(program, [...args, ...size, ...chance, ...given], {
    cwd: folder,
    stdio: 'inherit',
    env: {
      ...process.env,
      SCHEMATHESIS_HOOKS: join(__dirname, 'hooks.py'),
      PYTHONDONTWRITEBYTECODE: '1',
      SEEDED_IDS: ids.join(','),
    },
  })
  const [code] = await once(running, 'exit')
  return code ?? 1
}

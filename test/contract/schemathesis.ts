import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { installPythonTool } from '../support/python-tool'

/** @returns its program @throws Error where Python or PyPI is missing */
export const installSchemathesis = (): string =>
  installPythonTool({ name: 'schemathesis', version: '4.32.5', program: 'st' })

export interface Calls {
  /** Schemathesis, as `installSchemathesis` returns it. */
  readonly program: string
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
  program,
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

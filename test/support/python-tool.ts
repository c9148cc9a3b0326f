import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './clone'

/** A program from PyPI. Each version has a Python environment of its own. */
export interface PythonTool {
  readonly name: string
  readonly version: string
  /** Its name in the environment's `bin`; that of the package if omitted. */
  readonly program?: string
  /** Another package that it wants, with its version. */
  readonly besides?: string
}

/** Installs a program, once. @returns its path @throws Error where Python or PyPI is missing */
export function installPythonTool({ name, version, program = name, besides }: PythonTool): string {
  const environment = join(
    root,
    'node_modules/.cache/visitbook',
    [name, version, ...(besides === undefined ? [] : [besides])].join('-'),
  )
  const path = join(environment, 'bin', program)
  if (existsSync(path)) return path
  const quiet = { stdio: 'pipe' } as const
  try {
    execFileSync('python3', ['-m', 'venv', '--clear', environment], quiet)
    execFileSync(
      join(environment, 'bin/pip'),
      ['install', '-q', `${name}==${version}`, ...(besides === undefined ? [] : [besides])],
      quiet,
    )
    return path
  } catch (error) {
    rmSync(environment, { recursive: true, force: true })
    throw error
  }
}

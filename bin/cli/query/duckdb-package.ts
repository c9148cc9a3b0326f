import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { Failure } from '../failure'

/** DuckDB (MIT) for Node.js. With its program it is 70 MB, which most who count visits never need: it is no dependency. */
export const duckdbPackage = { name: '@duckdb/node-api', version: '1.5.6-r.1', megabytes: 70 } as const

/** What is used of it. */
export interface DuckdbModule {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<DuckdbInstance>
  }
}

interface DuckdbInstance {
  connect(): Promise<DuckdbConnection>
  closeSync(): void
}

export interface DuckdbConnection {
  run(sql: string): Promise<unknown>
  runAndReadAll(sql: string): Promise<DuckdbReader>
  interrupt(): void
  closeSync(): void
}

interface DuckdbReader {
  columnNames(): string[]
  columnTypes(): readonly { toString(): string }[]
  /** Numbers and times are text there, so that none is rounded. */
  getRowsJson(): unknown[][]
}

const folderIn = (data: string): string => resolve(data, `duckdb-${duckdbPackage.version}`)

export const isDuckdbIn = (data: string): boolean => existsSync(folderIn(data))

/** Loads it from a data folder. */
export function duckdbIn(data: string): DuckdbModule {
  const from = createRequire(join(folderIn(data), 'package.json'))
  return from(duckdbPackage.name) as DuckdbModule
}

/** Puts it into a data folder, from the npm registry. It is there whole or not at all. @throws Failure with what npm said */
export async function installDuckdb(data: string): Promise<void> {
  const { name, version } = duckdbPackage
  const draft = `${folderIn(data)}.${process.pid}`
  mkdirSync(draft, { recursive: true, mode: 0o700 })
  try {
    writeFileSync(join(draft, 'package.json'), '{ "private": true }\n') // else npm would look for one above
    await npm(draft, 'install', '--ignore-scripts', '--no-audit', '--no-fund', `${name}@${version}`)
    try {
      renameSync(draft, folderIn(data))
    } catch (error) {
      if (!isDuckdbIn(data)) throw error // else another run was faster
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const child = spawn('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    shell: process.platform === 'win32', // npm is a script there
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', (cause) => reject(notInstalled(cause.message, cause)))
    child.on('close', (code) => (code === 0 ? resolve() : reject(notInstalled(said))))
  })
}

function notInstalled(said: string, cause?: unknown): Failure {
  const [line = 'npm failed'] = said.split('\n').filter((one) => /error|ENO/i.test(one))
  return new Failure(`DuckDB was not installed: ${line.trim()}`, 1, { cause })
}

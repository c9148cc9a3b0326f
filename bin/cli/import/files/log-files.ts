import { readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../failure'
import { cannotRead, type LogFile, openLog } from './log-file'

/** The logs of one import. Each is opened only when its turn comes, so there may be thousands. */
export interface LogFiles {
  readonly names: readonly string[]
  /** Bytes in all, as they lie on the disk; 0 where stdin is among them. */
  readonly size: number
  open(): Iterable<LogFile>
}

/** Files, and all that is in folders, in the order of their names. @throws Failure before anything is recorded */
export async function logFiles(paths: readonly string[]): Promise<LogFiles> {
  const found = paths.flatMap((path) => (path === '-' ? [stdin] : filesAt(path)))
  for (const { name, isRegular } of found) if (isRegular) await check(name)
  const names = found.map(({ name }) => name)
  const size = names.includes('-') ? 0 : found.reduce((sum, file) => sum + file.size, 0)
  return { names, size, open: () => opened(names) }
}

interface Found {
  readonly name: string
  readonly size: number
  /** A regular file can be read twice, a pipe cannot. */
  readonly isRegular: boolean
}

const stdin: Found = { name: '-', size: 0, isRegular: false }

function filesAt(path: string): Found[] {
  const stats = statsOf(path)
  if (!stats.isDirectory()) return [{ name: path, size: stats.size, isRegular: stats.isFile() }]
  const files = filesIn(path)
  if (files.length === 0) throw new Failure(`there is no file in ${path}`)
  return files
}

/** In the order of a log's rotation: `access.log.2` before `access.log.10`. */
const byName = new Intl.Collator('en', { numeric: true })

/** Links to files are followed; links to folders, which may lead in a circle, are not. */
function filesIn(folder: string): Found[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !name.startsWith('.'))
  return entries
    .sort((a, b) => byName.compare(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesIn(path)
      const stats = statsOf(path)
      return stats.isFile() ? [{ name: path, size: stats.size, isRegular: true }] : []
    })
}

function statsOf(path: string): Stats {
  try {
    return statSync(path)
  } catch (error) {
    throw cannotRead(path, error)
  }
}

/** Reads the beginning of each file: nothing is recorded when one of a folder cannot be read. */
async function check(name: string): Promise<void> {
  for await (const _ of openLog(name).lines) break
}

function* opened(names: readonly string[]): Generator<LogFile> {
  for (const name of names) yield openLog(name)
}
